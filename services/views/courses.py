"""The courses to come, for anybody; and what those who took part in one thought of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ground.doors.reading import reading_page
from services.course_opinions import Summary, give, seat_of, summaries
from services.forms.courses import OpinionForm
from services.kinds import Service
from services.models import CourseEdition
from services.price import rates_of
from services.quoted import SLUG_OF
from services.seats import room_in
from tariffs.english import names_of_page
from tariffs.models import Edition
from tariffs.pricing.quote import Currency


@dataclass(frozen=True)
class OfferedEdition:
    """An edition in which one enrols today, what each participant pays, "" when the tariff does not say, and how many
    seats anybody may take; `opinions` are those of the course's editions, None when too few told theirs. `called` is
    what its rate is, in the language of the page: its own name is as the Institute wrote it."""

    edition: CourseEdition
    price: str
    left: int
    waiting: int
    opinions: Summary | None
    called: str

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
    room, told = room_in(open_ones), summaries({each.code for each in open_ones})
    names = names_of_page()
    rows = [
        OfferedEdition(
            each,
            prices.get(each.code, ""),
            room[each.pk].left,
            len(room[each.pk].line),
            told.get(each.code),
            names.of(rates[each.code].name) if each.code in rates else "",
        )
        for each in open_ones
    ]
    return render(request, "services/editions.html", {"rows": rows})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """Asked once of whoever was sent the address; then it only thanks."""
    seat = seat_of(token)
    if seat is None:
        raise Http404
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if not seat.answered_on and form.is_valid():
        give(seat, **form.cleaned_data)
        return redirect("services:course_opinion", token)
    context = {"seat": seat, "edition": seat.edition, "form": form, "forms": [form]}
    status = 422 if form.is_bound and not seat.answered_on else 200
    return render(request, "services/course_opinion.html", context, status=status)
