"""Who changed what of an edition, and when: what django-simple-history kept, told as changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Field
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from tariffs.figures import grouped, wages
from tariffs.models import Edition, Footnote, Heading, Rate
from tariffs.resolution_import import BEGUN

Row = Edition | Heading | Footnote | Rate

NOTHING = "—"
VERBS = {"+": "Agregó", "~": "Cambió", "-": "Eliminó"}
# What is the same in all records of a row, or nobody can read.
UNTOLD = {"id", "edition", "resolution", "version", "raw_name"}


@dataclass(frozen=True)
class Fact:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What somebody did at once to one row; nobody's name when no person did it."""

    at: datetime
    by: str
    verb: str
    row: str
    facts: tuple[Fact, ...]


def changes(edition_id: int, *, of: Row | None = None) -> list[Change]:
    """All changes of an edition since it was begun, or those of one of its rows; the last one first."""
    words = _Words(edition_id)
    models: list[type[Row]] = [type(of)] if of else [Edition, Heading, Footnote, Rate]
    told = [change for model in models for change in _told(model, _records(model, edition_id, of), words)]
    return sorted(told, key=lambda change: change.at, reverse=True)


def _records(model: type[Row], edition_id: int, of: Row | None):
    """In the order in which each row went through them."""
    key = {"id": of.pk} if of else {"id" if model is Edition else "edition_id": edition_id}
    return model.history.filter(**key).select_related("history_user").order_by("id", "history_id")


def _told(model: type[Row], records: Iterable, words: "_Words") -> Iterator[Change]:
    fields = [field for field in model.history.model.tracked_fields if field.name not in UNTOLD]
    before: dict[str, str] = {}
    row = None
    for record in records:
        if record.id != row:
            before, row = {}, record.id
        after = words.of(record, fields)
        facts = tuple(_facts(before, after)) if record.history_type == "~" else ()
        if facts or (record.history_type != "~" and record.history_change_reason != BEGUN):
            yield _change(record, facts)
        before = after


def _facts(before: dict[str, str], after: dict[str, str]) -> Iterator[Fact]:
    for label, new in after.items():
        if before and before[label] != new:
            yield Fact(label, before[label], new)


def _change(record, facts: tuple[Fact, ...]) -> Change:
    user = record.history_user
    verb = VERBS[record.history_type]
    return Change(record.history_date, str(user) if user else "", verb, _name(record), facts)


def _name(record) -> str:
    kind = record.instance_type
    if kind is Edition:
        return "Edición"
    if kind is Footnote:
        return f"Nota {record.number}"
    return f"Título «{record.name}»" if kind is Heading else f"Tasa {record.code}"


class _Words:
    """Values as people read them; what points to a heading or a note is told by its last name."""

    def __init__(self, edition_id: int):
        headings = Heading.history.filter(edition_id=edition_id).order_by("history_id")
        notes = Footnote.history.filter(edition_id=edition_id)
        self.headings = dict(headings.values_list("id", "name"))
        numbers = dict(notes.order_by("history_id").values_list("id", "number"))
        self.notes: dict[int, list[int]] = {}
        marks = Rate.history.model.footnotes.model.objects.filter(history__edition_id=edition_id)
        for history_id, note in marks.values_list("history_id", "footnote_id"):
            self.notes.setdefault(history_id, []).append(numbers.get(note, 0))

    def of(self, record, fields: list[Field]) -> dict[str, str]:
        """The record's values by the names of their fields."""
        told = {str(field.verbose_name): self._value(field, record) for field in fields}
        if record.instance_type is Rate:
            told["notas"] = ", ".join(map(str, sorted(self.notes.get(record.pk, [])))) or NOTHING
        return told

    def _value(self, field: Field, record) -> str:
        value = getattr(record, field.attname)
        if field.name in {"heading", "parent"}:
            return self.headings.get(value, NOTHING)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _written(value)


def _articles(articles: list[dict]) -> str:
    return " ".join(
        " ".join([article["name"], article["text"], *(part["text"] for part in article["paragraphs"])])
        for article in articles
    )


WRITTEN: dict[type, Callable] = {
    bool: lambda value: "Sí" if value else "No",
    int: grouped,
    Decimal: wages,
    list: _articles,
    datetime: lambda value: format_date(localtime(value), "d/m/Y H:i"),
}


def _written(value) -> str:
    return NOTHING if value in (None, "", []) else str(WRITTEN.get(type(value), str)(value))
