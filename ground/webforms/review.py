"""All answers of a page together, read once more before they are filed.

Nothing of it is kept anywhere: what was typed travels in the page, and comes back to the form with any of its
change links, so that whoever goes back loses nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, BoundField, CheckboxInput, ModelChoiceField, PasswordInput
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ground.languages import Words
from ground.webforms.fields import options_of, written_amount
from ground.webforms.index import is_blank

# What the page that is sent says of itself, and not of its form.
_OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", "action"})


@dataclass(frozen=True)
class ReviewAnswer:
    """A question with what was answered, "" for nothing; `problems` is why it is not valid. A statement is a whole
    sentence, to which one says yes or no."""

    label: Words
    value: Words
    problems: tuple[str, ...] = ()
    is_statement: bool = False


@dataclass(frozen=True)
class ReviewPart:
    """A section of the form, whose heading is `<name>-title` there."""

    name: str
    title: Words
    answers: tuple[ReviewAnswer, ...]

    @property
    def is_answered(self) -> bool:
        return any(answer.value or answer.problems for answer in self.answers)


@dataclass(frozen=True)
class Review:
    """The sections in their order, what the page carries to be sent again, and the address of their form; `undrawn`
    are the questions whose answers have characters that no letter can draw, with those."""

    parts: tuple[ReviewPart, ...]
    carried: tuple[tuple[str, str], ...]
    form_url: str
    undrawn: tuple[tuple[Words, str], ...] = ()


def review(
    posted: QueryDict,
    parts: Iterable[ReviewPart],
    forms: Iterable[BaseForm],
    *,
    form_url: str,
    undrawn: Callable[[str], str] = lambda text: "",
) -> Review:
    """Of `forms` that were judged; their passwords are neither shown nor carried. `undrawn` tells, of an answer, what
    of it cannot stand on the letter that filing makes."""
    secret = {field.html_name for form in forms for field in form if _is_secret(field)}
    names = [name for name in posted if name not in _OF_THE_PAGE | secret]
    carried = ((name, str(value)) for name in names for value in posted.getlist(name))
    shown = tuple(part for part in parts if part.answers)
    told = ((answer.label, undrawn(str(answer.value))) for part in shown for answer in part.answers)
    return Review(shown, tuple(carried), form_url, tuple((label, found) for label, found in told if found))


def review_page(
    request: HttpRequest, template: str, shown: Review, *, base: str = "base.html", **context: Any
) -> HttpResponse:
    """A `template` that extends inm/review.html with the button that files; `base` is the frame of its room."""
    return render(request, template, {"review": shown, "base": base, **context})


def answers(*forms: BaseForm) -> Iterator[ReviewAnswer]:
    """What was asked in these forms, once each; one that was not judged asked nothing of this person."""
    for form in forms:
        left_out = {*getattr(form, "unasked", ()), *getattr(form, "ASKED_AGAIN", ())}
        for field in form if form.is_bound else ():
            if field.name not in left_out and not _is_secret(field) and not field.is_hidden:
                is_statement = _is_tick(field) and str(field.label).endswith(".")
                yield ReviewAnswer(field.label, as_read(field), tuple(map(str, field.errors)), is_statement)


def files(label: Words, names: Iterable[str]) -> ReviewAnswer:
    return ReviewAnswer(label, "\n".join(names))


def as_read(field: BoundField) -> str:
    """The answer as it will be kept, in the words of the form: of a list, its option; what is wrong, as typed."""
    if _is_tick(field):
        return _("Sí") if field.value() else _("No")
    if is_blank(field):
        return ""
    value = getattr(field.form, "cleaned_data", {}).get(field.name, field.value())
    if isinstance(value, Model) and isinstance(field.field, ModelChoiceField):
        return str(field.field.label_from_instance(value))
    options = options_of(field.field)
    if not isinstance(value, list | tuple | set):
        return _in_words(options.get(str(value), value))
    return "\n".join(_in_words(options.get(str(each), each)) for each in value)


def _in_words(value: Any) -> str:
    if isinstance(value, Decimal):
        return written_amount(value)
    return date_format(value, "d/m/Y") if isinstance(value, date) else str(value)


def _is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


def _is_secret(field: BoundField) -> bool:
    return isinstance(field.field.widget, PasswordInput)
