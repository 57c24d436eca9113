"""What was received in a quarter, and how much was on hand before and after it."""

from collections import Counter

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from accounts.models import COLOMBIA
from ground.charts.tables import Chart, FigureTable
from ground.charts.tallies import most_first, summed
from legal_calendar.legal_time import LEGAL_TIME, long_date
from pqrsd.kinds import Applicant, FilingChannel, Kind
from pqrsd.reports.people import FEW, THRESHOLD
from pqrsd.reports.quarters import (
    UNKNOWN,
    Quarter,
    closed_in,
    counted,
    during,
    ordinary,
    received_in,
    year_until,
)

ABROAD = "En el exterior"
FEW_MINORS = (
    f"Las niñas, niños y adolescentes, cuando son {FEW}, se cuentan entre las personas naturales (Ley 1581 "
    "de 2012, artículo 7)."
)
COMPLAINTS = (Kind.COMPLAINT, Kind.CLAIM)


def reserved_total(quarter: Quarter) -> int:
    return counted().filter(is_reserved=True, **during(quarter, "received_at")).count()


def tables(quarter: Quarter) -> tuple[int, list[FigureTable]]:
    """How many there are, and what they say, by one query."""
    groups = list(
        received_in(quarter).values_list("kind", "channel", "applicant", "office__name").annotate(count=Count("pk"))
    )
    kinds = summed((Kind(kind).label, count) for kind, _, _, _, count in groups)
    channels = summed((FilingChannel(channel).label, count) for _, channel, _, _, count in groups)
    offices = summed((office, count) for _, _, _, office, count in groups)
    complaints = summed((office, count) for kind, _, _, office, count in groups if kind in COMPLAINTS)
    applicants = summed((Applicant(applicant).label, count) for _, _, applicant, _, count in groups)
    # A row of a few minors would point at them, and the total would give away one that is left out.
    if 0 < (few := applicants[Applicant.MINOR.label]) < THRESHOLD:
        applicants[Applicant.PERSON.label] += few
        del applicants[Applicant.MINOR.label]
    of_offices = "La dependencia que las tiene, o que las respondió."
    of_complaints = {"what": "Quejas y reclamos", "note": "Ley 190 de 1995, artículo 54."}
    return kinds.total(), [
        _ranked("clase", "Recibidas por clase", "Clase", kinds),
        months(quarter),
        _ranked("canal", "Recibidas por canal", "Canal", channels),
        _ranked("dependencia", "Recibidas por dependencia", "Dependencia", offices, note=of_offices),
        departments(quarter),
        _ranked("solicitante", "Recibidas por tipo de solicitante", "Solicitante", applicants, note=FEW_MINORS),
        _ranked("quejas", "Quejas y reclamos por dependencia", "Dependencia", complaints, **of_complaints),
    ]


def _ranked(
    key: str, title: str, whose: str, counts: Counter, *, what: str = "Recibidas", note: str = ""
) -> FigureTable:
    return FigureTable(key, title, (whose, what), most_first(counts), note=note, chart=Chart.BARS)


def departments(quarter: Quarter) -> FigureTable:
    places = (
        received_in(quarter)
        .values_list("petitioner__country", "petitioner__municipality__department_name")
        .annotate(count=Count("pk"))
    )
    counts = summed(
        (ABROAD if country and country != COLOMBIA else name or UNKNOWN, count) for country, name, count in places
    )
    return _ranked("departamento", "Recibidas por departamento", "Departamento", counts)


def months(quarter: Quarter) -> FigureTable:
    """The year that ends with the quarter, month by month."""
    first, *_ = whole = year_until(quarter)
    since = Quarter.of(first).begins_at
    arrived = _by_month(ordinary().filter(received_at__gte=since), "received_at", quarter)
    ended = _by_month(ordinary().filter(closed_at__gte=since), "closed_at", quarter)
    return FigureTable(
        "mes",
        "Recibidas y terminadas por mes",
        ("Mes", "Recibidas", "Terminadas"),
        tuple((long_date(month).partition(" de ")[2], arrived[month], ended[month]) for month in whole),
        note="Los doce meses que terminan con el trimestre.",
        chart=Chart.LINE,
        charted=2,
    )


def movement(quarter: Quarter, received: int) -> FigureTable:
    """What there was, what came, what ended and what there is: it adds up."""
    on_hand = ordinary().aggregate(before=_open_at(quarter.begins_at), after=_open_at(quarter.ends_at))
    return FigureTable(
        "movimiento",
        "Movimiento del trimestre",
        ("Peticiones", "Cuántas"),
        (
            ("Pendientes al comenzar", on_hand["before"]),
            ("Recibidas", received),
            ("Terminadas", closed_in(quarter).count()),
            ("Pendientes al cierre", on_hand["after"]),
        ),
    )


def _open_at(instant) -> Count:
    closed_later = Q(closed_at__isnull=True) | Q(closed_at__gte=instant)
    return Count("pk", filter=Q(received_at__lt=instant) & closed_later)


def _by_month(petitions, field: str, quarter: Quarter) -> Counter:
    groups = (
        petitions.filter(**{f"{field}__lt": quarter.ends_at})
        .values_list(TruncMonth(field, tzinfo=LEGAL_TIME))
        .annotate(count=Count("pk"))
    )
    return summed((month.date(), count) for month, count in groups)
