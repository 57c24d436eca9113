"""Forms whose errors a person may insist on: what is incomplete is filed all the same (CPACA, art. 15)."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError

from ground.webforms.fields import ApplicableForm
from radicados.letter_parts import in_a_sentence

# What the columns cannot keep.
_IMPOSSIBLE = frozenset({"max_length", "null_characters_not_allowed"})
_MISSING = "required"


class InsistibleForm(ApplicableForm):
    """A form that tells what is missing or wrong, and takes it as it was typed when the person insists.

    `cannot_insist` are the fields without which there is no petition.
    """

    cannot_insist: frozenset[str] = frozenset()

    def missing(self, wording: str) -> ValidationError:
        """The error of an answer that other answers make necessary."""
        return ValidationError(wording, code=_MISSING)

    @property
    def can_insist(self) -> bool:
        return all(
            name not in self.cannot_insist and error.code not in _IMPOSSIBLE
            for name, errors in self.errors.as_data().items()
            for error in errors
        )

    def lacking(self) -> Iterator[str]:
        """What is missing or wrong, in words for the file of the case."""
        for name, errors in self.errors.as_data().items():
            label = str(self.fields[name].label).strip("¿?")
            if not label[:2].isupper():
                label = in_a_sentence(label)
            is_missing = any(error.code == _MISSING for error in errors)
            yield label if is_missing else f"{label} (no es válido como se escribió)"

    def as_typed(self) -> dict:
        """Every answer: the valid ones as they are kept, the others as they were typed."""
        typed = {}
        for name, field in self.fields.items():
            if name in self.cleaned_data:
                typed[name] = self.cleaned_data[name]
            elif isinstance(field, forms.CharField):
                typed[name] = field.to_python(self[name].value())
            else:
                typed[name] = None if isinstance(field, forms.ModelChoiceField) else field.to_python("")
        return typed
