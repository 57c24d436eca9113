"""Where the bank speaks to the portal, and where the customer returns from it."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from expedientes.models import Expediente
from expedientes.views.follower import FollowerRequest, Following, with_case
from ground.languages import in_spanish
from radicados.letter_parts import NoSignatoryError
from services.models import Heard, Intent
from services.payment.asking import ask
from services.payment.gateway import gateway
from services.payment.hearing import hear
from services.payment.intents import LIVE
from services.payment.port import RefusedEventError

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024


@login_not_required
@csrf_exempt
@require_POST
def event(request: HttpRequest, name: str) -> HttpResponse:
    """A signed event of the gateway of that name. It is answered 200 once what it says is kept, however often it comes;
    401 when it was not signed, 503 when the bank has to tell it again."""
    way = gateway()
    if way is None or way.name != name:
        raise Http404("no such gateway")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=413)
    try:
        word = way.read_event(request.headers, request.body)
    except RefusedEventError as refused:
        logger.error("an event of %s was refused: %s", name, refused)
        return HttpResponse(status=401)
    try:
        hear(word, gateway=way.name, way=Heard.Way.EVENT)
    except (NoSignatoryError, DatabaseError):
        logger.exception("an event of %s is to be told again: %s", name, word.transaction)
        return HttpResponse(status=503)
    return HttpResponse(status=200)


@with_case
@require_safe
def back(request: FollowerRequest, case: Expediente, following: Following) -> HttpResponse:
    """The customer is here again, which proves nothing: the bank is asked once, and the page of the case says what is
    known."""
    live = Intent.objects.filter(chain__request=case.pk, state__in=LIVE).select_related("chain").first()
    if live:
        with in_spanish():
            ask(live)
    return redirect(f"{case.get_absolute_url()}#payment")
