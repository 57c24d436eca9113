"""A page that is one `<form>` and a Django form for each part of it: everything typed is kept as it is."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django.forms import BaseForm

PartT = TypeVar("PartT", bound=BaseForm)


class PageForms(Generic[PartT]):
    """The parts of a page, each an attribute; with `judged`, what applies to this person is validated.

    `order` names them as they stand on the page. `known` is what each begins with, by its prefix, before
    anything was typed.
    """

    order: ClassVar[tuple[str, ...]]

    def __init__(self, posted: Any = None, *, known: Mapping[str, dict[str, Any]] | None = None, judged: bool = False):
        self.posted, self.known, self.judged = posted, known or {}, judged

    def __iter__(self) -> Iterator[PartT]:
        """The forms that are judged, in the order of the page."""
        return (form for name in self.order if (form := getattr(self, name)).is_bound)

    @property
    def every(self) -> list[PartT]:
        """All forms, whether they are judged or not."""
        return [getattr(self, name) for name in self.order]

    @property
    def is_valid(self) -> bool:
        # No form may be skipped: all errors show at once.
        return self.judged and sum(not form.is_valid() for form in self) == 0

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in self)

    def part(self, form_class: Any, *, is_asked: bool = True, **options: Any) -> Any:
        """A form of the page: judged when it is asked of this person, else as it was typed or is known."""
        if self.posted is None:
            return form_class(initial=self.known.get(form_class.prefix), **options)
        if self.judged and is_asked:
            return form_class(self.posted, **options)
        return form_class(initial=typed(form_class(), self.posted), **options)


def typed(form: BaseForm, posted: Mapping[str, Any]) -> dict[str, Any]:
    """What was posted, right or wrong, as the widgets of an unjudged form show it."""
    return {
        name: field.widget.value_from_datadict(posted, {}, form.add_prefix(name)) for name, field in form.fields.items()
    }
