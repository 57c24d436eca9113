"""From a printed resolution to the rows of a draft edition."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from tariffs.codes import code_key, with_codes
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.printed import PrintedRate, PrintedResolution

# Why the history of a row begins, for who reads it (tariffs/history.py).
BEGUN = "Inicio del borrador"


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
    edition = Edition(
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
    _begin(edition)
    _add_rates(edition, printed, _add_headings(edition, printed), _add_footnotes(edition, printed))
    return edition


def _add_headings(edition: Edition, printed: PrintedResolution) -> dict[int, Heading]:
    headings: dict[int, Heading] = {}
    for row in printed.headings:
        headings[row.position] = heading = Heading(
            edition=edition,
            parent=None if row.parent is None else headings[row.parent],
            position=row.position,
            kind=row.kind.value,
            name=row.name,
            raw_name=row.raw_name,
        )
        _begin(heading)
    return headings


def _begin(row: Edition | Heading) -> None:
    row._change_reason = BEGUN  # where simple-history looks for it
    row.save()


def _add_footnotes(edition: Edition, printed: PrintedResolution) -> dict[int, Footnote]:
    notes = [Footnote(edition=edition, number=note.number, text=note.text) for note in printed.footnotes]
    return {
        note.number: note for note in bulk_create_with_history(notes, Footnote, default_change_reason=BEGUN)
    }


def _add_rates(
    edition: Edition, printed: PrintedResolution, headings: dict[int, Heading], notes: dict[int, Footnote]
) -> None:
    rows = with_codes(printed.rates, known_codes())
    rates = [_rate(edition, row, headings[row.heading]) for row in rows]
    bulk_create_with_history(rates, Rate, default_change_reason=BEGUN)
    marks = Rate.footnotes.through
    created = marks.objects.bulk_create(
        marks(rate=rate, footnote=notes[number])
        for rate, row in zip(rates, rows, strict=True)
        for number in row.footnotes
    )
    _remember_marks(edition, created)


def _remember_marks(edition: Edition, marks: list) -> None:
    """The history of the rows begins with their notes, too."""
    beginnings = dict(Rate.history.filter(edition=edition).values_list("id", "pk"))
    history = Rate.history.model.footnotes.model
    history.objects.bulk_create(
        history(
            id=mark.pk,
            rate_id=mark.rate_id,
            footnote_id=mark.footnote_id,
            history_id=beginnings[mark.rate_id],
        )
        for mark in marks
    )


def _rate(edition: Edition, row: PrintedRate, heading: Heading) -> Rate:
    values = asdict(row) | {"edition": edition, "heading": heading, "raw_figures": list(row.raw_figures)}
    del values["kind"], values["footnotes"]
    rate = Rate(**values)
    rate.make_findable()
    return rate
