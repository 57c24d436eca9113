"""The courses to come, for anybody."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ground.doors.reading import reading_page
from services.kinds import Service
from services.models import CourseEdition
from services.price import rates_of
from services.quoted import SLUG_OF
from services.seats import room_in
from tariffs.models import Edition
from tariffs.pricing.quote import Currency


@dataclass(frozen=True)
class OfferedEdition:
    """An edition in which one enrols today, what each participant pays, "" when the tariff does not say, and how many
    seats anybody may take."""

    edition: CourseEdition
    price: str
    left: int
    waiting: int

    @property
    def url(self) -> str:
        """Where one enrols in it."""
        return f"{reverse('services:request', args=[SLUG_OF[Service.TRAINING]])}?edicion={self.edition.pk}"


@reading_page()
def editions(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    open_ones = list(CourseEdition.objects.open_on(today).prefetch_related("sessions"))
    tariff = Edition.objects.in_force(today)
    rates = rates_of(tariff, (each.code for each in open_ones)) if tariff else {}
    prices = {code: Currency.COP.written(Decimal(rate.cop)) for code, rate in rates.items() if rate.cop}
    room = room_in(open_ones)
    rows = [
        OfferedEdition(each, prices.get(each.code, ""), room[each.pk].left, len(room[each.pk].line))
        for each in open_ones
    ]
    return render(request, "services/editions.html", {"rows": rows})
