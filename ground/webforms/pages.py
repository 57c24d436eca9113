"""What the views of pages have in common: what came with a request, and a page around one form."""

from dataclasses import dataclass
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

NUMBER_DIGITS = 18  # fit a bigint
TRAPPED = _(
    "Un programa de su navegador escribió en un campo que no se ve. Ya lo vaciamos: revise lo demás y vuelva a pulsar "
    "este botón."
)


class PageRequest(HttpRequest):
    """With what the portal's middleware adds for every page."""

    htmx: HtmxDetails


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: object) -> HttpResponse:
    """The form and its error summary; 422 when it was rejected."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "forms": [form], **context}, status=status)


# --- The keys of rows that a page sends back; anything that no page of ours could have sent is none -----
def as_number(text: str | None) -> int | None:
    if text and text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS:
        return int(text)
    return None


def as_uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


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


# --- Pages that nobody should have sent -----------------------------------------------------------------
def trapped(request: HttpRequest, button: str) -> list[tuple[str, str]]:
    """The error of whoever filled in the field that no person sees, as the summary of a page takes it: nobody can
    do anything about that field but press the button again, whose id it is."""
    return [(button, str(TRAPPED))] if request.POST.get("leave_empty") else []


class _Judge(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def is_stale(request: HttpRequest) -> bool:
    """Whether the page is older than the browser's session: Django would refuse it for its CSRF token.

    For a view that is `csrf_exempt` and does nothing but show what was typed again: elsewhere it would be
    kept in the session, which must know nothing of what somebody hands over without a name.
    """
    # What stands for the view is never called.
    return bool(_Judge(HttpResponse).process_view(request, HttpResponse, (), {}))
