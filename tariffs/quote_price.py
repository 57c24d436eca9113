"""What the portal answers to what a quote is asked for: the edition, its rows, and the price or why not."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from tariffs.english import Names
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Rate
from tariffs.pricing.pricing import Reason, RefusedError, price
from tariffs.pricing.quote import Quote, RequestedLine
from tariffs.quote_address import Asked, number
from tariffs.spanish import Spanish

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


def answer(asked: Asked, edition: Edition, on: date, names: Names) -> Answer:
    """The price of what is asked by an edition's rates on a day, or everything that stands in its way; the rows
    have the names of the page."""
    codes = [line.code for line in asked.lines]
    found = edition.rates.filter(code__in=codes).select_related("heading").prefetch_related("footnotes")
    rates = {rate.code: rate for rate in found}
    if not codes:
        return Answer(edition, on, rates)
    tariff = edition.as_tariff()
    if on < timezone.localdate():  # the last day on which the edition ruled (`day_of`), as the trace says
        tariff = replace(tariff, valid_to=on)
    reasons, places, lines = [], [], []
    if len(codes) > MOST_LINES:
        sentence = Spanish(
            "Una cotización admite hasta {most} servicios distintos; la suya tiene {count}.",
            most=MOST_LINES,
            count=len(codes),
        )
        reasons.append(Reason(sentence))
    for place, line in enumerate(asked.lines):
        if line.code not in rates:
            sentence = Spanish(
                "El código {code} no está en la {tariff}. Quítelo o busque otro.", code=line.code, tariff=tariff.name
            )
            reasons.append(Reason(sentence, line=place))
            continue
        places.append(place)
        # No quantity is refused, as anything else that is no number of units.
        row, quantity = rates[line.code].as_row(), number(line.quantity) or 0
        if line.is_on_site and row.kind is SectionKind.TRAINING:
            row = replace(row, notes=row.notes + _of_courses_on_site(edition))
        row = replace(row, name=names.of(row.name))
        lines.append(RequestedLine(row, quantity, line.is_on_site, number(line.persons)))
    quote = None
    try:
        quote = price(lines, customer=asked.customer, on=on, tariff=tariff) if lines else None
    except RefusedError as refused:
        for reason in refused.reasons:  # their places are among the known rows
            reasons.append(reason if reason.line is None else replace(reason, line=places[reason.line]))
    return Answer(edition, on, rates, None if reasons else quote, tuple(reasons))


def _of_courses_on_site(edition: Edition) -> tuple[str, ...]:
    """The notes of the row that names no figure for a course on site and leads to that of the course."""
    leading = edition.rates.filter(is_on_site=True).exclude(text_price="").prefetch_related("footnotes")
    return tuple(note.text for rate in leading for note in rate.footnotes.all())


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
    published = Edition.objects.published()
    later = published.exclude(resolution=edition.resolution_id).filter(valid_from__gt=edition.valid_from)
    # Another resolution takes its place from its date on, a correction not before it was published.
    successions = list(later.values_list("valid_from", flat=True))
    corrections = published.filter(resolution=edition.resolution_id, version__gt=edition.version)
    for begins, published_at in corrections.values_list("valid_from", "published_at"):
        if begins:
            successions.append(max(begins, timezone.localdate(published_at)))
    ends = [edition.valid_to or today, *(day - A_DAY for day in successions if day)]
    return max(edition.begins_on, min(today, *ends))
