"""From a printed resolution to the rows of a draft edition, each with its code: its permanent address, the
same in every edition that has the row."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from ground.words import normalise
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.printed import PrintedRate, PrintedResolution

# Why the history of a row begins, for who reads it (tariffs/history.py).
BEGUN = "Inicio del borrador"
# What an edition and a printed resolution say under the same names.
OF_THE_ACT = ("issued_by", "competence", "recitals", "signatory", "repeals")
OWN = (*OF_THE_ACT, "valid_from", "valid_to", "smmlv_pesos", "uvt_pesos")
LETTERS = {
    SectionKind.CALIBRATION: "CAL",
    SectionKind.TRAINING: "CAP",
    SectionKind.OTHER_TRAINING: "CAP",
    SectionKind.ASSISTANCE: "AT",
    SectionKind.PROFICIENCY_TEST: "EA",
    SectionKind.REFERENCE_MATERIAL: "MRC",
    SectionKind.TRAVEL: "DES",
}


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
    printed_rates = with_codes(printed.rates, known_codes())
    rates = []
    for rate in printed_rates:
        lists = {name: list(getattr(rate, name)) for name in ("raw_figures", "additional_to")}
        values = asdict(rate) | lists | {"heading": headings[rate.heading]}
        del values["kind"], values["footnotes"]
        rates.append(Rate(edition=edition, **values))
        rates[-1].make_findable()
    bulk_create_with_history(rates, Rate, default_change_reason=BEGUN)
    marks = Rate.footnotes.through.objects.bulk_create(
        Rate.footnotes.through(rate=rate, footnote=by_number[number])
        for rate, printed_rate in zip(rates, printed_rates, strict=True)
        for number in printed_rate.footnotes
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


# --- Codes ---
def code_key(kind: str, name: str) -> str:
    """What makes a row the same one in another edition: its letters and the words of its name."""
    return f"{LETTERS[SectionKind(kind)]} {normalise(name)}"


class FreeCodes:
    """Codes for more rows: the one of the same row in another edition, or the next that was never used.

    `known` are codes by `code_key`, `used` those that the edition has, `ever` all that there have been.
    """

    def __init__(self, known: Mapping[str, str], *, used: Iterable[str] = (), ever: Iterable[str] = ()):
        self.known, self.used = known, set(used)
        self.last = dict.fromkeys(LETTERS.values(), 0)
        for code in [*known.values(), *self.used, *ever]:
            self._count(code)

    def take(self, kind: SectionKind, name: str) -> str:
        """Never the same twice: two rows of one name are a mistake, but never one address."""
        code = self.known.get(code_key(kind, name))
        if not code or code in self.used:
            letters = LETTERS[kind]
            code = f"{letters}-{self.last[letters] + 1:03}"
        self.keep(code)
        return code

    def keep(self, code: str) -> None:
        """A code that somebody chose is free no more."""
        self.used.add(code)
        self._count(code)

    def _count(self, code: str) -> None:
        letters, number = code.split("-")
        self.last[letters] = max(self.last[letters], int(number))


def with_codes(rates: Iterable[PrintedRate], known: Mapping[str, str]) -> tuple[PrintedRate, ...]:
    """Every row of an edition with a code: its own, or a free one."""
    rates = list(rates)
    codes = FreeCodes(known, used=[rate.code for rate in rates if rate.code])
    return tuple(rate if rate.code else replace(rate, code=codes.take(rate.kind, rate.name)) for rate in rates)


def known_codes() -> dict[str, str]:
    """The codes that rows have had until today, by what makes a row the same."""
    rows = Rate.objects.order_by("edition").values_list("heading__kind", "name", "code")
    return {code_key(kind, name): code for kind, name, code in rows}


def free_codes(edition: Edition) -> FreeCodes:
    """Codes for more rows of a draft, asked of the database once."""
    used, ever = edition.rates.values_list("code", flat=True), Rate.objects.values_list("code", flat=True)
    return FreeCodes(known_codes(), used=used, ever=ever.distinct())
