"""*Avisos*: letters to people whose address is unknown, as the notice of CPACA art. 69, by analogy."""

from datetime import date, datetime, timedelta

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.shortcuts import render
from django.utils import timezone

from expedientes.models import Paso
from ground.doors.reading import reading_page
from legal_calendar.days import Calendar
from legal_calendar.legal_time import LEGAL_TIME
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Applicant
from radicados.models import Radicado

NOTICE_DAYS = 5  # CPACA, art. 69
PAGE_SIZE = 50
_UNREACHABLE = Q(expediente__pqrsd__applicant=Applicant.ANONYMOUS) | (
    ~Q(expediente__pqrsd__petitioner__email__contains="@") & Q(expediente__pqrsd__petitioner__address="")
)


def published_since(calendar: Calendar, today: date | None = None) -> date:
    """The first day whose notices are still up today: each stays for five business days after it."""
    today = today or timezone.localdate()
    day = today
    while calendar.days_between(day - timedelta(days=1), today) <= NOTICE_DAYS:
        day -= timedelta(days=1)
    return day


def noticed_steps(since: date) -> QuerySet[Paso]:
    """The entity's signed letters to petitioners who left no address, anonymous or not, the last one first;
    none of a *denuncia*.
    """
    midnight = datetime(since.year, since.month, since.day, tzinfo=LEGAL_TIME)
    steps = Paso.objects.public().filter(
        _UNREACHABLE,
        expediente__pqrsd__isnull=False,
        expediente__is_reserved=False,
        radicado__kind=Radicado.Kind.SALIDA,
        radicado__is_reserved=False,
        radicado__annulled_at=None,
        radicado__issued_at__gte=midnight,
    )
    related = steps.select_related("radicado", "expediente__radicado")
    return related.defer("radicado__snapshot", "expediente__radicado__snapshot").order_by("-radicado__issued_at")


@reading_page()
def public_notices(request):
    """The numbers of the letters and how long they stay here; neither whom nor what they are about."""
    calendar = current_calendar()
    steps = noticed_steps(published_since(calendar))
    page = Paginator(steps, PAGE_SIZE).get_page(request.GET.get("pagina"))
    notices = []
    for step in page:
        published_on = timezone.localdate(step.letter.issued_at)
        notices.append(
            {
                "letter": step.letter.number,
                "petition": step.expediente.radicado.number,
                "what": step.label,
                "published_on": published_on,
                "until": calendar.after(published_on, NOTICE_DAYS),
            }
        )
    context = {"page": page, "notices": notices, "days": NOTICE_DAYS}
    return render(request, "pqrsd/public_notices.html", context)
