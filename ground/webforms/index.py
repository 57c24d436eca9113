"""The index of a long form: its sections, and in each the questions that have to be answered."""

from dataclasses import dataclass
from enum import StrEnum

from django.forms import BoundField

from ground.languages import Words
from ground.webforms.fields import PortalForm


class IndexQuestion(StrEnum):
    ANSWERED = "answered"
    MISSING = "missing"  # the portal found something wrong with it
    OPEN = "open"


@dataclass(frozen=True)
class IndexPart:
    """A section under the heading `<name>-title`; `shown` is the class by which the page hides it, if it does.
    Without `questions` all that it asks is optional."""

    name: str
    title: Words
    questions: tuple[IndexQuestion, ...]
    shown: str = ""

    @property
    def answered(self) -> int:
        return self.questions.count(IndexQuestion.ANSWERED)

    @property
    def missing(self) -> int:
        return self.questions.count(IndexQuestion.MISSING)


def question(field: BoundField) -> IndexQuestion:
    if field.errors:
        return IndexQuestion.MISSING
    return IndexQuestion.OPEN if is_blank(field) else IndexQuestion.ANSWERED


def is_blank(field: BoundField) -> bool:
    """Zero is an answer; what is not ticked is none."""
    value = field.value()
    return value is False or value in (None, "", [])


def questions(*forms: PortalForm) -> tuple[IndexQuestion, ...]:
    """Those that have to be answered, and what is wrong with the others; not those that do not apply."""
    return tuple(
        question(field)
        for form in forms
        for field in form
        if (field.field.required or field.errors) and field.name not in getattr(form, "unasked", ())
    )
