"""What was typed into a page, right or wrong, as a draft keeps it: the values that were posted, by the names of their
controls. Passwords and files are not among them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.forms import BaseForm, BoundField, PasswordInput
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Typed = dict[str, Any]

TYPED_LENGTH = 2_000  # of one answer whose field says nothing of it


def typed_in(forms: Iterable[BaseForm], posted: QueryDict) -> Typed:
    """Everything that was posted; of what is absurdly long, as much as anybody may have meant.

    PostgreSQL stores no NUL, and nobody types one.
    """
    fields = [field for form in forms for field in form if not isinstance(field.field.widget, PasswordInput)]
    files = MultiValueDict[str, Any]()
    told = {field: field.field.widget.value_from_datadict(posted, files, field.html_name) for field in fields}
    return {field.html_name: _kept(value, _limit(field)) for field, value in told.items() if value is not None}


def as_posted(typed: Typed) -> QueryDict:
    """The same as a browser would send it again."""
    posted = QueryDict(mutable=True)
    for name, value in typed.items():
        if isinstance(value, list):
            posted.setlist(name, value)
        elif value is not False:  # a box that is not ticked is not sent
            posted[name] = "on" if value is True else value
    return posted


def as_known(typed: Typed) -> Mapping[str, dict[str, Any]]:
    """The same as the forms of a page begin with it, by their prefix."""
    known: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in typed.items():
        prefix, _, field = name.partition("-")
        known[prefix][field] = value
    return known


def _limit(field: BoundField) -> int:
    longest = getattr(field.field, "max_length", None) or 0
    return max(TYPED_LENGTH, 2 * longest)


def _kept(value: Any, limit: int) -> Any:
    if isinstance(value, list):
        return [_kept(each, limit) for each in value]
    return value.replace("\x00", "")[:limit] if isinstance(value, str) else value
