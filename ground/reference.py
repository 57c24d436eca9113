"""The reference of the request that is being served: one short word that its answer, an error page and every line of
the log share, so that somebody who reads it out on the telephone leads whoever helps them to what happened.
"""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "X-Request-ID"
# Without I, L, O and U, which are mistaken for others when they are read or heard; 32 of them, so none is likelier.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# Not put back after the answer: what Django logs of it, and the server after that, is still about this request.
_current: ContextVar[str] = ContextVar("reference", default="")


def current_reference() -> str:
    """That of the request served in this thread, like `7K2M-Q4XR`; "" where none is, as in a worker."""
    return _current.get()


class ReferenceMiddleware:
    """Gives each request its reference, before anything can fail, and tells it in a header of the answer.

    It is always ours: what a browser calls its request would reach the log as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        letters = "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(8))
        reference = f"{letters[:4]}-{letters[4:]}"
        _current.set(reference)
        response = self.get_response(request)
        response.headers[HEADER] = reference
        return response


class WithReference(logging.Filter):
    """Every line of the log has a `reference`, «-» where it is about no request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.reference = current_reference() or "-"
        return True
