"""From a published edition to the draft of the next one, and what a draft is compared with."""

from dataclasses import dataclass, replace
from datetime import date

from tariffs.adjustment import Adjustment, adjusted
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Edition, Footnote, Heading, Rate
from tariffs.printed import (
    PrintedFootnote,
    PrintedHeading,
    PrintedRate,
    PrintedResolution,
    read_article,
)
from tariffs.resolution_import import start_edition


@dataclass(frozen=True)
class NewResolution:
    """What a draft says of a resolution that is not in the portal yet."""

    number: str
    issued_on: date
    title: str


def start_draft(
    base: Edition,
    *,
    adjustment: Adjustment,
    reason: str,
    resolution: NewResolution | None = None,
    by=None,
    **stated,
) -> Edition:
    """A copy of an edition with new figures: a correction of the same resolution, or another one.

    `stated` are the fields of the edition that are said anew: dates, wage, tax unit, what it repeals.
    """
    printed = as_printed(base)
    if resolution:
        stated |= {"number": resolution.number, "issued_on": resolution.issued_on, "title": resolution.title}
    printed = replace(printed, rates=adjusted(printed.rates, adjustment), **stated)
    return start_edition(printed, reason=reason, by=by)


def base_of(draft: Edition) -> Edition | None:
    """What a draft would take the place of: the last version of its resolution, or the last resolution."""
    earlier = draft.resolution.editions.published().order_by("-version").first()
    last = Edition.objects.current().order_by("-valid_from", "-resolution_id").select_related("resolution")
    return earlier or last.first()


def rows_of(edition: Edition):
    """The rows with all that is compared and flagged of them."""
    return edition.rates.select_related("heading").prefetch_related("footnotes").order_by("position")


# --- An edition as printed --------------------------------------------------------------------------
def as_printed(edition: Edition) -> PrintedResolution:
    """All that an edition says, as values."""
    resolution = edition.resolution
    headings = edition.headings.select_related("parent").order_by("position")
    return PrintedResolution(
        number=resolution.number,
        issued_on=resolution.issued_on,
        title=resolution.title,
        repeals=edition.repeals,
        articles=tuple(map(read_article, edition.articles)),
        headings=tuple(map(_heading, headings)),
        rates=tuple(map(_rate, rows_of(edition))),
        footnotes=tuple(map(_footnote, edition.footnotes.order_by("number"))),
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        smmlv_pesos=edition.smmlv_pesos,
        uvt_pesos=edition.uvt_pesos,
    )


def _heading(heading: Heading) -> PrintedHeading:
    return PrintedHeading(
        position=heading.position,
        parent=heading.parent.position if heading.parent else None,
        kind=SectionKind(heading.kind),
        name=heading.name,
        raw_name=heading.raw_name,
    )


def _footnote(note: Footnote) -> PrintedFootnote:
    return PrintedFootnote(number=note.number, text=note.text)


def _rate(rate: Rate) -> PrintedRate:
    return PrintedRate(
        position=rate.position,
        heading=rate.heading.position,
        kind=SectionKind(rate.heading.kind),
        name=rate.name,
        raw_name=rate.raw_name,
        raw_figures=tuple(rate.raw_figures),
        cop=rate.cop,
        smmlv=rate.smmlv,
        usd=rate.usd,
        text_price=rate.text_price,
        unit=Unit(rate.unit),
        is_on_site=rate.is_on_site,
        is_additional=rate.is_additional,
        minimum_quantity=rate.minimum_quantity,
        maximum_persons=rate.maximum_persons,
        footnotes=tuple(sorted(note.number for note in rate.footnotes.all())),
        code=rate.code,
    )
