"""From a published edition to the draft of the next one, what a draft is compared with, the order of its
rows, and its publication: of what was looked at, once, by somebody, from a date on."""

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from ground.audit.models import Action, record
from tariffs.adjustment import Adjustment, adjusted
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Edition, Heading, Rate
from tariffs.printed import PrintedFootnote, PrintedHeading, PrintedRate, PrintedResolution, dumps
from tariffs.resolution_import import OWN, start_edition

# Above any place that a row of a draft can have.
ASIDE = 10_000


def start_draft(base: Edition, *, adjustment: Adjustment, reason: str, by=None, **stated) -> Edition:
    """A copy of an edition with new figures: a correction of the same resolution, or another one.

    `stated` is what is said anew: the dates, wage and tax unit of the edition and what it repeals; the
    number, day and title of another resolution.
    """
    printed = as_printed(base)
    printed = replace(printed, rates=adjusted(printed.rates, adjustment), **stated)
    if printed.number != base.resolution.number:  # how its names are printed is yet to be seen
        printed = replace(
            printed,
            headings=tuple(replace(heading, raw_name="") for heading in printed.headings),
            rates=tuple(replace(rate, raw_name="") for rate in printed.rates),
        )
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
    of_rows -= {"heading", "kind", "unit", "raw_figures", "additional_to", "footnotes"}  # said in other types
    return PrintedResolution(
        number=edition.resolution.number,
        issued_on=edition.resolution.issued_on,
        title=edition.resolution.title,
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
                additional_to=tuple(rate.additional_to),
                footnotes=tuple(sorted(note.number for note in rate.footnotes.all())),
            )
            for rate in rows_of(edition)
        ),
        footnotes=tuple(
            PrintedFootnote(number=note.number, text=note.text) for note in edition.footnotes.order_by("number")
        ),
        **{name: getattr(edition, name) for name in OWN},
    )


# --- The order of the rows, and the words that they are found by ---
def arrange(rows, wanted: dict[int, int] | None = None) -> None:
    """Number the rates or the headings of a draft from 1 on without gaps.

    `wanted` are places by row id: who wants the place of another gets it, the first before the next.
    """
    wishes = {pk: (place, turn) for turn, (pk, place) in enumerate((wanted or {}).items())}

    def key(row: Rate | Heading) -> tuple:
        """A row that wants a place goes before the one that has it, or after it when it comes from before."""
        if row.pk not in wishes:
            return row.position, 1, 0
        place, turn = wishes[row.pk]
        return place, 2 if row.position < place else 0, turn

    # With the edition, which Django would otherwise ask for row by row: the rows are those of one.
    ordered = sorted(rows.only("position", "edition"), key=key)
    moved = [(place, row) for place, row in enumerate(ordered, 1) if row.position != place]
    # Two steps, so that no two rows ever share a place.
    rows.filter(pk__in=[row.pk for _, row in moved]).update(position=F("position") + ASIDE)
    for place, row in moved:
        row.position = place
    rows.model.objects.bulk_update([row for _, row in moved], ["position"])


def last_place(rows) -> int:
    """The place after all rows of a draft."""
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def make_findable(edition: Edition) -> None:
    """Write the searched words of all rows again: those of their headings changed."""
    rates = list(edition.rates.select_related("heading__parent__parent"))
    for rate in rates:
        rate.make_findable()
    Rate.objects.bulk_update(rates, ["search_text"])


# --- Publication ---
class PublicationRefusedError(Exception):
    """The sentence says why, for people."""


def fingerprint(edition: Edition) -> str:
    """What an edition says, in 64 digits: another one when anything of it changes."""
    said = f"{edition.reason}\n{dumps(as_printed(edition))}"
    return sha256(said.encode()).hexdigest()


@transaction.atomic
def publish_draft(*, edition: Edition, valid_from: date, seen: str, request) -> Edition:
    """Publish what was seen, or raise PublicationRefusedError and change nothing.

    The lock makes whoever publishes or edits at the same time wait, and then be told.
    """
    locked = Edition.objects.select_for_update(of=["self"]).select_related("resolution").get(pk=edition.pk)
    if locked.published_at:
        raise PublicationRefusedError(f"{locked}, ya fue publicada por otra persona.")
    if fingerprint(locked) != seen:
        raise PublicationRefusedError(
            "El borrador cambió después de que usted abrió esta página. Revise de nuevo las diferencias."
        )
    if not locked.rates.exists():
        raise PublicationRefusedError("El borrador no tiene ninguna tasa.")
    if later := locked.resolution.editions.published().filter(version__gt=locked.version).first():
        raise PublicationRefusedError(
            f"Ya se publicó la versión {later.version} de esta resolución. Inicie otra corrección a partir de ella."
        )
    if locked.valid_from != valid_from:
        locked.valid_from = valid_from
        locked.save(update_fields=["valid_from"])
    locked.publish(by=request.user)
    record(Action.CHANGED, request=request, subject=locked, what="published", valid_from=str(valid_from))
    return locked
