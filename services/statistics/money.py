"""What was quoted, accepted and paid, each currency by itself: nothing is summed across."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import DecimalField, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, TruncDate, TruncMonth
from django.utils import timezone

from ground.charts.tables import Chart, FigureTable, Value
from legal_calendar.legal_time import LEGAL_TIME
from services.kinds import STANDING, Service
from services.models import MoneyBack, Payment, Quote, Repricing
from services.payment.balance import ZERO
from services.statistics.scope import Scope, month_name
from tariffs.pricing.quote import Currency

AMOUNT: "DecimalField[Any, Any]" = DecimalField(max_digits=16, decimal_places=2)
KINDS = ("Cotizado", "Aceptado", "Pagado")
IN_WORDS = {Currency.COP: "pesos", Currency.USD: "dólares"}
BANDS = ((30, "0 a 30 días"), (60, "31 a 60"), (90, "61 a 90"), (None, "Más de 90"))
NOTES = (
    "Cotizado: la última versión de cada cotización emitida en el período. Aceptado: la última que se aceptó en él. "
    "Pagado: lo que entró, por la fecha del banco, menos lo que se devolvió o se reversó."
)
# What each row is of: currency, service and month.
Key = tuple[str, str, date]
Sums = dict[Key, dict[str, Decimal]]
Groups = Iterator[tuple[str, str, date, Decimal]]
# Of each currency and laboratory.
Shares = dict[tuple[str, str], dict[str, Decimal]]
NO_LABORATORY = "Sin laboratorio"
# A quote keeps its lines as they were priced; whose each is, its request says by the code.
BY_LABORATORY = """
    SELECT chain.currency, coalesce(laboratory.name, %s), sum((line.value ->> 'total')::numeric)
    FROM services_quote AS quote
    JOIN services_quotechain AS chain ON chain.id = quote.chain_id
    CROSS JOIN LATERAL jsonb_array_elements(quote.lines) AS line
    LEFT JOIN LATERAL (
        SELECT laboratory_id FROM services_line
        WHERE request_id = chain.request_id AND code = line.value ->> 'code' ORDER BY id DESC LIMIT 1
    ) AS asked ON true
    LEFT JOIN services_laboratory AS laboratory ON laboratory.id = asked.laboratory_id
    WHERE quote.id IN ({quotes})
    GROUP BY 1, 2
"""


def values(scope: Scope) -> tuple[Sums, list[FigureTable]]:
    """The sums, and the tables of each currency that there is something of."""
    sums: Sums = defaultdict(lambda: dict.fromkeys(KINDS, ZERO))
    for name, groups in zip(KINDS, (_quoted(scope), _accepted(scope), _paid(scope)), strict=True):
        for currency, kind, month, amount in groups:
            sums[currency, kind, month][name] += amount
    shares = _by_laboratory(scope)
    tables: list[FigureTable] = []
    for currency, words in IN_WORDS.items():
        own = {key: found for key, found in sums.items() if key[0] == currency.value}
        if own or currency is Currency.COP:
            tables += _of_currency(currency, words, own, scope)
            tables.append(_of_laboratories(currency, words, shares))
    return sums, tables


def _of_currency(currency: Currency, words: str, sums: Sums, scope: Scope) -> Iterator[FigureTable]:
    code = currency.value.lower()
    kinds = [(str(service.label), _row(sums, 1, service.value, currency)) for service in Service]
    months = [(month_name(month), _row(sums, 2, month, currency)) for month in scope.period.months]
    yield FigureTable(
        f"valor-{code}", f"Valor por servicio, en {words}", ("Servicio", *KINDS),
        tuple((name, *row) for name, row in kinds if any(row)), chart=Chart.BARS,
        note=f"{NOTES} De las solicitudes que tienen algo de ese laboratorio, enteras." if scope.laboratory else NOTES,
    )  # fmt: skip
    yield FigureTable(
        f"valor-{code}-mes", f"Valor por mes, en {words}", ("Mes", *KINDS),
        tuple((name, *row) for name, row in months) if sums else (), chart=Chart.LINE, charted=2,
    )  # fmt: skip


def _of_laboratories(currency: Currency, words: str, shares: Shares) -> FigureTable:
    own = {name: found for (code, name), found in shares.items() if code == currency.value}
    return FigureTable(
        f"valor-{currency.value.lower()}-laboratorio", f"Valor por laboratorio, en {words}",
        ("Laboratorio", *KINDS[:2]),
        tuple((name, *(figure(found[kind], currency) for kind in KINDS[:2])) for name, found in sorted(own.items())),
        note="Por los servicios de cada laboratorio en cada cotización; el desplazamiento no es de ninguno. Se paga la "
        "cotización, y no lo de un laboratorio.",
        chart=Chart.BARS,
    )  # fmt: skip


def _row(sums: Sums, place: int, wanted: object, currency: Currency) -> tuple[Value, ...]:
    own = [found for key, found in sums.items() if key[place] == wanted]
    return tuple(figure(sum((found[name] for found in own), ZERO), currency) for name in KINDS)


def figure(amount: Decimal, currency: Currency) -> Value:
    """Pesos are whole; dollars have cents."""
    return round(amount) if currency is Currency.COP else round(float(amount), 2)


# --- By the database ---------------------------------------------------------------------------------------
def _quoted(scope: Scope) -> Groups:
    """The last version of each quote that was issued in the period."""
    return _summed(_last(scope, "step__at"), "total", "chain__", TruncMonth("step__at", tzinfo=LEGAL_TIME))


def _accepted(scope: Scope) -> Groups:
    own = _last(scope, "accepted_by__at")
    return _summed(own, "total", "chain__", TruncMonth("accepted_by__at", tzinfo=LEGAL_TIME))


def _last(scope: Scope, instant: str) -> "QuerySet[Quote]":
    """Of each quote the last version to which it happened in the period."""
    during = scope.period.holds(instant)
    later = Quote.objects.filter(chain=OuterRef("chain"), version__gt=OuterRef("version"), **during)
    return scope.of(Quote.objects.filter(~Exists(later), **during), "chain__request")


def _by_laboratory(scope: Scope) -> Shares:
    """What was quoted and accepted of each; of one that was chosen, that alone."""
    shares: Shares = defaultdict(lambda: dict.fromkeys(KINDS[:2], ZERO))
    for kind, instant in zip(KINDS, ("step__at", "accepted_by__at"), strict=False):
        quotes, facts = _last(scope, instant).values("pk").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(BY_LABORATORY.format(quotes=quotes), [NO_LABORATORY, *facts])
            for currency, name, amount in cursor.fetchall():
                if not scope.laboratory or name == scope.laboratory.name:
                    shares[currency, name][kind] += amount
    return shares


def _paid(scope: Scope) -> Groups:
    days = (scope.period.first, scope.period.last)
    came = scope.of(Payment.objects.counted().filter(paid_on__range=days), "chain__request")
    yield from _summed(came, "amount", "chain__", TruncMonth("paid_on"))
    back = MoneyBack.objects.filter(returned_on__range=days, step__isnull=False, payment__is_counted=True)
    went = _summed(scope.of(back, "payment__chain__request"), "amount", "payment__chain__", TruncMonth("returned_on"))
    for currency, kind, month, amount in went:
        yield currency, kind, month, -amount


def _summed(rows: "QuerySet[Any]", amount: str, chain: str, month: TruncMonth) -> Groups:
    groups: Iterable[tuple[str, str, Any, Decimal]] = rows.values_list(
        f"{chain}currency", f"{chain}request__kind", month
    ).annotate(sum=Sum(amount))
    for currency, kind, when, found in groups:
        yield currency, kind, when.date() if hasattr(when, "date") else when, found


# --- What is owed today ------------------------------------------------------------------------------------
def receivable(scope: Scope) -> FigureTable:
    """Of open requests, what was accepted and not paid, by its age; what a closed one owes is nothing."""
    today = timezone.localdate()
    accepted = Quote.objects.in_force().filter(accepted_by__isnull=False, ended_by=None)
    live = accepted.filter(chain__request__closed_at=None, chain__request__state__in=STANDING)
    rows = (
        scope.of(live, "chain__request")
        .annotate(paid=_sum_of(Payment.objects.counted().filter(chain=OuterRef("chain"))))
        .annotate(back=_sum_of(_returns().filter(payment__chain=OuterRef("chain"))))
        .annotate(due=Coalesce(_repriced(), F("total")))
        .values_list("chain__currency", TruncDate("accepted_by__at", tzinfo=LEGAL_TIME))
        # Not by a filter, which the database would ask of every quote there ever was.
        .annotate(sum=Sum(Greatest(F("due") - F("paid") + F("back"), ZERO, output_field=AMOUNT)))
    )
    sums: dict[str, list[Decimal]] = {}
    for currency, accepted_on, owed in rows:
        if not owed:
            continue
        sums.setdefault(currency, [ZERO] * len(BANDS))[_band(today - accepted_on)] += owed
    return FigureTable(
        "por-cobrar", "Por cobrar hoy", ("Desde que se aceptó", *(f"En {IN_WORDS[Currency(each)]}" for each in sums)),
        tuple(
            (label, *(figure(owed[place], Currency(currency)) for currency, owed in sums.items()))
            for place, (_, label) in enumerate(BANDS)
        ) if sums else (),
        note="Lo aceptado y no pagado de las solicitudes abiertas, también lo que se paga después con contrato.",
        chart=Chart.BARS,
    )  # fmt: skip


def _repriced() -> Subquery:
    """What it costs by now, if something changed since it was accepted (services/ledger.py)."""
    return Subquery(Repricing.objects.in_effect().filter(quote=OuterRef("pk")).order_by("-pk").values("total")[:1])


def _returns() -> "QuerySet[MoneyBack]":
    return MoneyBack.objects.filter(step__isnull=False, payment__is_counted=True)


def _sum_of(rows: "QuerySet[Any]") -> Coalesce:
    one = rows.order_by().values(whole=F("pk") * 0).annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(one), ZERO, output_field=AMOUNT)


def _band(age: timedelta) -> int:
    return next(place for place, (most, _) in enumerate(BANDS) if most is None or age.days <= most)
