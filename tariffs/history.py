"""Who changed what of an edition, and when: what django-simple-history kept, told as changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Field
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from tariffs.differences import NOTHING, Fact
from tariffs.figures import grouped, wages
from tariffs.models import Edition, EnglishName, Footnote, Heading, Rate
from tariffs.resolution_import import BEGUN

Row = Edition | Heading | Footnote | Rate | EnglishName

VERBS = {"+": "Agregó", "~": "Cambió", "-": "Eliminó"}
# What is the same in all records of a row, or nobody can read.
UNTOLD = {"id", "edition", "resolution", "version", "raw_name"}
NAMES: dict[type[Row], Callable[..., str]] = {
    Edition: lambda record: "Edición",
    Heading: lambda record: f"Título «{record.name}»",
    Footnote: lambda record: f"Nota {record.number}",
    Rate: lambda record: f"Tasa {record.code}",
    EnglishName: lambda record: "Nombre en inglés",
}


@dataclass(frozen=True)
class Change:
    """What somebody did at once to one row; nobody's name when no person did it."""

    at: datetime
    by: str
    verb: str
    row: str
    facts: tuple[Fact, ...]


def changes(edition_id: int | None, *, of: Row | None = None) -> list[Change]:
    """All changes of an edition since it was begun, or those of one row, maybe of none; the last one first."""
    words = FormerWords(edition_id)
    models: list[type[Row]] = [type(of)] if of else [Edition, Heading, Footnote, Rate]
    told: list[Change] = []
    for model in models:
        fields = [field for field in model.history.model.tracked_fields if field.name not in UNTOLD]
        key = {"id": of.pk} if of else {"id" if model is Edition else "edition_id": edition_id}
        records = model.history.filter(**key).select_related("history_user")
        before: dict[str, str] = {}
        row = None
        # Each row's in the order in which it went through them.
        for record in records.order_by("id", "history_id"):
            if record.id != row:
                before, row = {}, record.id
            after, is_change = words.of(record, fields), record.history_type == "~"
            facts = tuple(
                Fact(label, before[label], new)
                for label, new in after.items()
                if is_change and before.get(label, new) != new
            )
            if facts or (not is_change and record.history_change_reason != BEGUN):
                user = str(record.history_user) if record.history_user else ""
                verb, name = VERBS[record.history_type], NAMES[model](record)
                told.append(Change(record.history_date, user, verb, name, facts))
            before = after
    return sorted(told, key=lambda change: change.at, reverse=True)


class FormerWords:
    """Values as people read them; what points to a heading or a note is told by its last name."""

    def __init__(self, edition_id: int | None):
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
        told = {}
        for field in fields:
            value = getattr(record, field.attname)
            if field.name in {"heading", "parent"}:
                words = self.headings.get(value, NOTHING)
            elif field.choices:
                words = str(dict(field.flatchoices).get(value, value))
            elif value in (None, "", []):
                words = NOTHING
            else:
                words = str(WRITTEN.get(type(value), str)(value))
            told[str(field.verbose_name)] = words
        if record.instance_type is Rate:
            told["notas"] = ", ".join(map(str, sorted(self.notes.get(record.pk, [])))) or NOTHING
        return told


def _told(one: str | dict) -> str:
    """A code, or an article."""
    if isinstance(one, str):
        return one
    return " ".join([one["name"], one["text"], *(part["text"] for part in one["paragraphs"])])


WRITTEN: dict[type, Callable] = {
    bool: lambda value: "Sí" if value else "No",
    int: grouped,
    Decimal: wages,
    list: lambda each: " ".join(map(_told, each)),
    datetime: lambda value: format_date(localtime(value), "d/m/Y H:i"),
}
