"""An edition to keep: PDF, spreadsheet and open data."""

from functools import partial

from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone

from tariffs.catalogue import CACHE_SECONDS
from tariffs.downloads import FORMATS
from tariffs.downloads.contents import contents_of
from tariffs.models import Edition
from tariffs.views.catalogue import public, published_edition


@public
def download(request, number, version, format):
    """The same file all day long; whoever has it already is told so."""
    edition, today = published_edition(number, version), timezone.localdate()
    name = f"tarifas-{number}-v{version}"
    key = f"tariffs:{edition.cache_key}:{format}:{today}"
    content = caches["fragments"].get_or_set(key, partial(_written, edition, format, today), CACHE_SECONDS)
    return HttpResponse(
        content,
        content_type=FORMATS[format].content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{format}"',
            "Cache-Control": "public, max-age=600",
            "ETag": f'"{name}-{format}-{today}"',
        },
    )


def _written(edition: Edition, format: str, today) -> bytes:
    return FORMATS[format].write(contents_of(edition, today))
