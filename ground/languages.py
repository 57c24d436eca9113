"""The two languages of the portal: Spanish everywhere, and English under /en/ for the pages whose address has both.

The language stands in the address and nowhere else: no cookie, no header of the browser's, so that what is shared,
kept or found is what was read.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import translate_url
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, override

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# A text, or what becomes one in the language of whoever reads it.
Words: TypeAlias = "_StrOrPromise"

ENGLISH = "en"
PREFIX = f"/{ENGLISH}/"


def is_english() -> bool:
    return get_language() == ENGLISH


def _either(spanish: str, english: str) -> str:
    return f"{ENGLISH}/{english}" if is_english() else spanish


# The address of a page in each language: `path(either("tarifas/", "rates/"), …)` is /tarifas/ and /en/rates/. What
# the view shows must be whole in both; whatever is Spanish in the English page says so by its `lang`.
either = lazy(_either, str)


def language_of(path: str) -> str:
    return ENGLISH if f"{path}/".startswith(PREFIX) else settings.LANGUAGE_CODE


def counterpart(path: str) -> str | None:
    """The address of the same page in the other language, given that of a page; None where there is but one."""
    # Both as the portal writes them: the path may be written otherwise.
    spanish, english = (translate_url(path, language) for language in (settings.LANGUAGE_CODE, ENGLISH))
    if spanish == english:
        return None
    return spanish if is_english() else english


def in_spanish() -> override:
    """For what is stored, printed or mailed: whatever the page on which somebody asked for it, it is in Spanish."""
    return override(settings.LANGUAGE_CODE)


def as_written(words: object) -> str:
    """Words that stay Spanish, as people wrote them: on an English page they say that they are."""
    return format_html('<span lang="es">{}</span>', words) if words and is_english() else str(words)


def as_stored(words: str) -> str:
    """Words of the portal's own that were stored in Spanish, in the language of the page if they have an English."""
    said = gettext(words) if words else ""
    return as_written(words) if said == words else said


def _in_both(words: Words) -> str:
    if not is_english():
        return str(words)
    with in_spanish():
        spanish = str(words)
    return format_html('{} <span lang="es">({})</span>', words, spanish)


# What somebody accepts, and is bound by, in Spanish: on an English page, beside its English.
in_both = lazy(_in_both, str)


class LanguageMiddleware:
    """Everything that answers an address speaks its language, errors too; who leaves out the slash is understood."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with override(language_of(request.path)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", get_language() or settings.LANGUAGE_CODE)
        return response
