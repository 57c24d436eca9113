"""What anybody reads who scans the label of an instrument; the staff goes on to its case."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from radicados.verification import is_throttled, record_miss
from services.models import Label, ServiceRequest
from services.passport import Passport


@login_not_required
@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """The address that the label carries, in capitals."""
    return redirect("services:passport", code=code.lower())


@login_not_required
@never_cache
@require_safe
def passport(request: HttpRequest, code: str) -> HttpResponse:
    """Calibrated or due, until when if its owner set an interval, the certificate's number and fingerprint: nothing of
    the customer, of the place or of the results."""
    typed = re.sub(r"[^0-9A-Z]", "", code.upper())
    label = Label.objects.select_related("item__request__radicado").filter(code=typed).first()
    if label is None:
        if is_throttled(request):
            return render(request, "services/passport.html", {"passport": None}, status=429)
        record_miss(request)
        raise Http404("no such label")
    case = label.item.request
    if ServiceRequest.objects.open_to(request.user).filter(pk=case.pk).exists():
        return redirect(f"{case.desk.case_url(case.radicado.number)}#item-{label.item_id}")
    response = render(request, "services/passport.html", {"passport": Passport.of(label)})
    response["X-Robots-Tag"] = "noindex"
    return response
