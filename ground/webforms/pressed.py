"""What the pressed button of a page asks for."""

from dataclasses import dataclass

from django.http import HttpRequest

from ground.webforms.keys import as_number


@dataclass(frozen=True)
class Pressed:
    """The value of a button named `action`: `verb`, or `verb:argument`."""

    verb: str
    argument: str = ""

    @classmethod
    def of(cls, request: HttpRequest, default: str = "") -> "Pressed":
        """What was posted; `default` is what the Enter key asks for."""
        verb, _, argument = request.POST.get("action", default).partition(":")
        return cls(verb, argument)

    @property
    def number(self) -> int | None:
        """The row that the argument names."""
        return as_number(self.argument)
