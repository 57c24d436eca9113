"""From a printed resolution to the rows of a draft edition."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from tariffs.codes import FreeCodes, code_key, with_codes
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.printed import PrintedResolution

# Why the history of a row begins, for who reads it (tariffs/history.py).
BEGUN = "Inicio del borrador"
# What an edition and a printed resolution say under the same names.
OWN = ("repeals", "valid_from", "valid_to", "smmlv_pesos", "uvt_pesos")


def known_codes() -> dict[str, str]:
    """The codes that rows have had until today, by what makes a row the same."""
    rows = Rate.objects.order_by("edition").values_list("heading__kind", "name", "code")
    return {code_key(kind, name): code for kind, name, code in rows}


def free_codes(edition: Edition) -> FreeCodes:
    """Codes for more rows of a draft, asked of the database once."""
    used, ever = edition.rates.values_list("code", flat=True), Rate.objects.values_list("code", flat=True)
    return FreeCodes(known_codes(), used=used, ever=ever.distinct())


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
        articles=list(printed.articles),
        created_by=by,
        **{name: getattr(printed, name) for name in OWN},
    )
    _begin(edition)
    headings: dict[int, Heading] = {}
    for row in printed.headings:
        headings[row.position] = Heading(
            edition=edition,
            parent=None if row.parent is None else headings[row.parent],
            position=row.position,
            kind=row.kind.value,
            name=row.name,
            raw_name=row.raw_name,
        )
        _begin(headings[row.position])
    notes = [Footnote(edition=edition, number=note.number, text=note.text) for note in printed.footnotes]
    bulk_create_with_history(notes, Footnote, default_change_reason=BEGUN)
    by_number = {note.number: note for note in notes}
    rows = with_codes(printed.rates, known_codes())
    rates = []
    for row in rows:
        values = asdict(row) | {"heading": headings[row.heading], "raw_figures": list(row.raw_figures)}
        del values["kind"], values["footnotes"]
        rates.append(Rate(edition=edition, **values))
        rates[-1].make_findable()
    bulk_create_with_history(rates, Rate, default_change_reason=BEGUN)
    marks = Rate.footnotes.through.objects.bulk_create(
        Rate.footnotes.through(rate=rate, footnote=by_number[number])
        for rate, row in zip(rates, rows, strict=True)
        for number in row.footnotes
    )
    # The history of the rows begins with their notes, too.
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
    return edition


def _begin(row: Edition | Heading) -> None:
    row._change_reason = BEGUN  # where simple-history looks for it
    row.save()
