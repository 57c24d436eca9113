"""An edition to keep: PDF, spreadsheet and open data."""

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tariffs.catalogue import CACHE_SECONDS
from tariffs.downloads import FORMATS
from tariffs.downloads.contents import contents_of
from tariffs.models import Edition
from tariffs.views.catalogue import public, published_edition

SECONDS_TO_WAIT = 30


@public
def download(request, number, version, format):
    """A file that says the same for ever; whoever has it already is told so.

    While no worker has made the PDF it is a page that says so, with status 503.
    """
    edition, headers = published_edition(number, version), {"Cache-Control": "public, max-age=600"}
    if write := FORMATS[format].write:
        key = f"tariffs:{edition.cache_key}:{format}"
        content = caches["fragments"].get_or_set(key, lambda: write(contents_of(edition)), CACHE_SECONDS)
    elif edition.booklet.done_at:
        content = edition.booklet.pdf
        headers["ETag"] = f'"{edition.booklet.sha256}"'
    else:
        return _in_preparation(request, edition)
    headers["Content-Disposition"] = f'attachment; filename="tarifas-{number}-v{version}.{format}"'
    return HttpResponse(content, content_type=FORMATS[format].content_type, headers=headers)


def _in_preparation(request: HttpRequest, edition: Edition) -> HttpResponse:
    others = {extension: format for extension, format in FORMATS.items() if format.write}
    context = {"edition": edition, "others": others}
    page = render(request, "tariffs/in_preparation.html", context, status=503)
    page["Retry-After"], page["Cache-Control"] = SECONDS_TO_WAIT, "no-store"
    return page
