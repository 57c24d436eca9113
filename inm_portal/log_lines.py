"""What no line of the log says."""

import logging

from django.http import HttpRequest
from django.urls import ResolverMatch

# What an address has captured under these names opens something to whoever reads it there.
SECRETS = ("code", "token")


class WithoutSecrets(logging.Filter):
    """Lines about a request name its address without its codes and tokens.

    Of an address that no view has answered only the beginning is named: it may be that of a mailed link with
    something more behind it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            line, path = record.getMessage(), request.path
            # As it came, and as Django writes it.
            for written in (path, path.encode("unicode_escape").decode()):
                line = line.replace(written, _said(path, request.resolver_match))
            record.msg, record.args = line, ()
        return True


def _said(path: str, match: ResolverMatch | None) -> str:
    if match is None:
        first, slash, rest = path.lstrip("/").partition("/")
        return f"/{first}{slash}{'…' if rest else ''}"
    for secret in filter(None, map(match.kwargs.get, SECRETS)):
        path = path.replace(secret, "…")
    return path
