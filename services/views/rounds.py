"""The rounds of proficiency tests, for anybody, with the protocol of each; and the report of one to who took part."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from expedientes.views.follower import FollowerRequest, Following, with_case
from ground.documents.models import Document
from ground.documents.serving import serve_unrecorded
from ground.doors.reading import reading_page
from services.kinds import Service
from services.models import Round, ServiceRequest
from services.price import rates_of
from services.quoted import SLUG_OF
from services.round_results import drawn, judge
from services.rounds import participation_of, taken_in
from tariffs.models import Edition
from tariffs.pricing.quote import Currency


@dataclass(frozen=True)
class OfferedRound:
    """A round in which one enrols today or may soon read of, what each item costs, "" when the tariff does not say, and
    how many places are left."""

    round: Round
    price: str
    left: int

    @property
    def url(self) -> str:
        """Where one enrols in it."""
        return f"{reverse('services:request', args=[SLUG_OF[Service.PROFICIENCY_TEST]])}?ronda={self.round.pk}"


@reading_page()
def rounds(request: HttpRequest) -> HttpResponse:
    """Those in which one enrols, and the others that are announced and not over."""
    today = timezone.localdate()
    shown = Round.objects.live().filter(opens_on__lte=today).order_by("begins_on", "pk").prefetch_related("measurands")
    tariff, found = Edition.objects.in_force(today), list(shown)
    rates = rates_of(tariff, (each.code for each in found)) if tariff else {}
    prices = {code: Currency.COP.written(Decimal(rate.cop)) for code, rate in rates.items() if rate.cop}
    taken = taken_in(found)
    rows = [OfferedRound(each, str(prices.get(each.code, "")), each.places - taken[each.pk]) for each in found]
    return render(request, "services/rounds.html", {"rows": rows})


@login_not_required
@require_safe
def protocol(request: HttpRequest, pk: int) -> HttpResponse:
    """That of a round that was announced, for anybody."""
    announced = Round.objects.filter(opens_on__lte=timezone.localdate(), pk=pk)
    return serve_unrecorded(get_object_or_404(Document.objects.select_related("scan"), of_rounds__in=announced))


@with_case
@require_safe
def report(request: FollowerRequest, case: ServiceRequest, following: Following) -> HttpResponse:
    """What a participant reads of its round once it is reported: its own results among those of all, by code."""
    place = participation_of(case)
    if place is None or place.round.reported_at is None:
        raise Http404
    results = list(drawn(judge(place.round), place.code))
    context = {"case": case, "results": results, "mine": place}
    return render(request, "services/round_report.html", context)
