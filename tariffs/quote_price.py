"""What the portal answers to what a quote is asked for: the edition, its rows, and the price or why not."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from tariffs.models import Edition, Rate
from tariffs.pricing import Quote, Reason, RefusedError, RequestedLine, Tariff, price
from tariffs.quote_address import Asked, AskedLine, number

MOST_LINES = 100  # so that the address of a quote is one that every server takes
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """Either a quote or reasons; neither, when nothing was asked for. `rates` has the known rows by code."""

    edition: Edition
    on: date
    rates: dict[str, Rate]
    quote: Quote | None = None
    reasons: tuple[Reason, ...] = ()


def answer(asked: Asked, edition: Edition, on: date) -> Answer:
    """The price of what is asked by an edition's rates on a day, or everything that stands in its way."""
    codes = [line.code for line in asked.lines]
    found = edition.rates.filter(code__in=codes).select_related("heading").prefetch_related("footnotes")
    rates = {rate.code: rate for rate in found}
    if not codes:
        return Answer(edition, on, rates)
    tariff = _tariff(edition, on)
    quote, reasons = _priced(asked, rates, tariff, on)
    reasons = (*_too_many(asked), *_unknown(asked, rates, tariff), *reasons)
    return Answer(edition, on, rates, None if reasons else quote, reasons)


def _tariff(edition: Edition, on: date) -> Tariff:
    """A day gone by is the last one on which the edition ruled (`day_of`), and the trace says so."""
    tariff = edition.as_tariff()
    return replace(tariff, valid_to=on) if on < timezone.localdate() else tariff


def _priced(
    asked: Asked, rates: dict[str, Rate], tariff: Tariff, on: date
) -> tuple[Quote | None, tuple[Reason, ...]]:
    """The known rows alone, with reasons that name their places among all."""
    places = [place for place, line in enumerate(asked.lines) if line.code in rates]
    lines = [_requested(asked.lines[place], rates) for place in places]
    if not lines:
        return None, ()
    try:
        return price(lines, customer=asked.customer, on=on, tariff=tariff), ()
    except RefusedError as refused:
        return None, tuple(_placed(reason, places) for reason in refused.reasons)


def _requested(line: AskedLine, rates: dict[str, Rate]) -> RequestedLine:
    return RequestedLine(
        rates[line.code].as_row(),
        number(line.quantity) or 0,  # refused, as anything else that is no number of units
        is_on_site=line.is_on_site,
        persons=number(line.persons),
    )


def _placed(reason: Reason, places: list[int]) -> Reason:
    place = None if reason.line is None else places[reason.line]
    return Reason(reason.sentence, reason.article, place, reason.part)


def _too_many(asked: Asked) -> list[Reason]:
    count = len(asked.lines)
    if count <= MOST_LINES:
        return []
    return [Reason(f"Una cotización admite hasta {MOST_LINES} servicios distintos; la suya tiene {count}.")]


def _unknown(asked: Asked, rates: dict[str, Rate], tariff: Tariff) -> list[Reason]:
    return [
        Reason(f"El código {line.code} no está en la {tariff}. Quítelo o busque otro.", line=place)
        for place, line in enumerate(asked.lines)
        if line.code not in rates
    ]


# --- Editions --------------------------------------------------------------------------------------------
def edition_name(edition: Edition) -> str:
    """As an address names it: `015-2020.1`."""
    return f"{edition.resolution.number}.{edition.version}"


def named_edition(name: str) -> Edition | None:
    """The published edition of that name."""
    resolution, _, version = name.rpartition(".")
    if not (version.isascii() and version.isdecimal() and len(version) <= 4):
        return None
    published = Edition.objects.published().select_related("resolution")
    return published.filter(resolution__number=resolution, version=int(version)).first()


def day_of(edition: Edition, today: date) -> date:
    """Today, or the nearest day on which the edition was, or will be, the one that rules."""
    ends = [edition.valid_to or today, *(day - A_DAY for day in _successions(edition))]
    return max(edition.begins_on, min(today, *ends))


def _successions(edition: Edition) -> list[date]:
    """The days on which another took its place: a resolution from its date, a correction not before it was
    published."""
    published = Edition.objects.published()
    corrections = published.filter(resolution=edition.resolution_id, version__gt=edition.version)
    later = published.exclude(resolution=edition.resolution_id).filter(valid_from__gt=edition.valid_from)
    moments = corrections.values_list("valid_from", "published_at")
    days = [max(begins, timezone.localdate(published)) for begins, published in moments if begins]
    return [*days, *filter(None, later.values_list("valid_from", flat=True))]
