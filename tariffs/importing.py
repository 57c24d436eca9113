"""From a printed resolution to the rows of a draft edition."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from tariffs.codes import code_key, with_codes
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.printed import PrintedRate, PrintedResolution


def known_codes() -> dict[str, str]:
    """The codes that rows have had until today, by what makes a row the same."""
    rows = Rate.objects.order_by("edition").values_list("heading__kind", "name", "code")
    return {code_key(kind, name): code for kind, name, code in rows}


@transaction.atomic
def start_edition(printed: PrintedResolution, *, reason: str, by=None) -> Edition:
    """A draft with all that the resolution says; the next version, when there are editions already."""
    resolution, _ = Resolution.objects.get_or_create(
        number=printed.number, defaults={"issued_on": printed.issued_on, "title": printed.title}
    )
    edition = Edition.objects.create(
        resolution=resolution,
        version=(resolution.editions.aggregate(last=Max("version"))["last"] or 0) + 1,
        reason=reason,
        repeals=printed.repeals,
        valid_from=printed.valid_from,
        valid_to=printed.valid_to,
        smmlv_pesos=printed.smmlv_pesos,
        uvt_pesos=printed.uvt_pesos,
        articles=[asdict(article) for article in printed.articles],
        created_by=by,
    )
    _add_rates(edition, printed, _add_headings(edition, printed), _add_footnotes(edition, printed))
    return edition


def _add_headings(edition: Edition, printed: PrintedResolution) -> dict[int, Heading]:
    headings: dict[int, Heading] = {}
    for row in printed.headings:
        headings[row.position] = Heading.objects.create(
            edition=edition,
            parent=headings.get(row.parent),
            position=row.position,
            kind=row.kind.value,
            name=row.name,
            raw_name=row.raw_name,
        )
    return headings


def _add_footnotes(edition: Edition, printed: PrintedResolution) -> dict[int, Footnote]:
    notes = [Footnote(edition=edition, number=note.number, text=note.text) for note in printed.footnotes]
    return {note.number: note for note in Footnote.objects.bulk_create(notes)}


def _add_rates(
    edition: Edition, printed: PrintedResolution, headings: dict[int, Heading], notes: dict[int, Footnote]
) -> None:
    rows = with_codes(printed.rates, known_codes())
    rates = Rate.objects.bulk_create([_rate(edition, row, headings[row.heading]) for row in rows])
    marks = Rate.footnotes.through
    marks.objects.bulk_create(
        marks(rate=rate, footnote=notes[number])
        for rate, row in zip(rates, rows, strict=True)
        for number in row.footnotes
    )


def _rate(edition: Edition, row: PrintedRate, heading: Heading) -> Rate:
    values = asdict(row) | {"edition": edition, "heading": heading, "raw_figures": list(row.raw_figures)}
    del values["kind"], values["footnotes"]
    rate = Rate(**values)
    rate.make_findable()
    return rate
