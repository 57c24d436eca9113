"""From a published edition to the draft of the next one, and what a draft is compared with."""

from dataclasses import fields, replace

from tariffs.adjustment import Adjustment, adjusted
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Edition
from tariffs.printed import PrintedFootnote, PrintedHeading, PrintedRate, PrintedResolution
from tariffs.resolution_import import start_edition


def start_draft(base: Edition, *, adjustment: Adjustment, reason: str, by=None, **stated) -> Edition:
    """A copy of an edition with new figures: a correction of the same resolution, or another one.

    `stated` is what is said anew: the dates, wage and tax unit of the edition and what it repeals; the
    number, day and title of another resolution.
    """
    printed = as_printed(base)
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


def as_printed(edition: Edition) -> PrintedResolution:
    """All that an edition says, as values."""
    of_rows = {field.name for field in fields(PrintedRate)}
    of_rows -= {"heading", "kind", "unit", "raw_figures", "footnotes"}  # said in other types
    return PrintedResolution(
        number=edition.resolution.number,
        issued_on=edition.resolution.issued_on,
        title=edition.resolution.title,
        repeals=edition.repeals,
        articles=tuple(edition.articles),
        headings=tuple(
            PrintedHeading(
                position=heading.position,
                parent=heading.parent.position if heading.parent else None,
                kind=SectionKind(heading.kind),
                name=heading.name,
                raw_name=heading.raw_name,
            )
            for heading in edition.headings.select_related("parent").order_by("position")
        ),
        rates=tuple(
            PrintedRate(
                **{name: getattr(rate, name) for name in of_rows},
                heading=rate.heading.position,
                kind=SectionKind(rate.heading.kind),
                unit=Unit(rate.unit),
                raw_figures=tuple(rate.raw_figures),
                footnotes=tuple(sorted(note.number for note in rate.footnotes.all())),
            )
            for rate in rows_of(edition)
        ),
        footnotes=tuple(
            PrintedFootnote(number=note.number, text=note.text)
            for note in edition.footnotes.order_by("number")
        ),
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        smmlv_pesos=edition.smmlv_pesos,
        uvt_pesos=edition.uvt_pesos,
    )
