"""Letters that are told by a public notice, because nobody knows where to send them (CPACA, art. 69)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from expedientes.models import Paso
from legal_calendar.days import Calendar
from legal_calendar.legal_time import LEGAL_TIME
from pqrsd.kinds import Applicant
from radicados.models import Radicado

NOTICE_DAYS = 5  # CPACA, art. 69
_UNREACHABLE = Q(expediente__pqrsd__applicant=Applicant.ANONYMOUS) | (
    ~Q(expediente__pqrsd__petitioner__email__contains="@") & Q(expediente__pqrsd__petitioner__address="")
)


@dataclass(frozen=True)
class PublicNotice:
    letter: str
    petition: str
    what: str
    published_on: date
    until: date


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
    return related.defer("radicado__snapshot", "expediente__radicado__snapshot").order_by(
        "-radicado__issued_at"
    )


def notice_of(step: Paso, calendar: Calendar) -> PublicNotice:
    """Of one of the `noticed_steps`; ValueError for a step without a letter."""
    if step.radicado is None:
        raise ValueError(f"{step} has no letter")
    published_on = timezone.localdate(step.radicado.issued_at)
    return PublicNotice(
        letter=step.radicado.number,
        petition=step.expediente.radicado.number,
        what=step.label,
        published_on=published_on,
        until=calendar.after(published_on, NOTICE_DAYS),
    )
