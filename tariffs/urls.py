"""The tariffs' public addresses; words come before the number of a resolution, so that none hides them."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from ground.languages import either
from tariffs.downloads import FORMATS
from tariffs.views import catalogue, quote


class VersionConverter(IntConverter):
    regex = r"[1-9][0-9]{0,3}"


class CodeConverter(StringConverter):
    """The code of a row, as in `CAL-105`."""

    regex = r"[\w.-]+"


class FormatConverter(StringConverter):
    regex = "|".join(FORMATS)


register_converter(VersionConverter, "version")
register_converter(CodeConverter, "code")
register_converter(FormatConverter, "format")

app_name = "tariffs"
urlpatterns = [
    path(either("tarifas/", "rates/"), catalogue.in_force, name="catalogue"),
    path(either("tarifas/cotizador/", "rates/quote/"), quote.quote, name="quote"),
    path(either("tarifas/<slug:number>/", "rates/<slug:number>/"), catalogue.resolution, name="resolution"),
    path(either("tarifas/<slug:number>/cambios/", "rates/<slug:number>/changes/"), catalogue.changes, name="changes"),
    path(
        either("tarifas/<slug:number>/v<version:version>/", "rates/<slug:number>/v<version:version>/"),
        catalogue.edition,
        name="edition",
    ),
    path(
        either(
            "tarifas/<slug:number>/v<version:version>/<code:code>/",
            "rates/<slug:number>/v<version:version>/<code:code>/",
        ),
        catalogue.rate,
        name="rate",
    ),
    path(
        "tarifas/<slug:number>/v<version:version>/tarifas.<format:format>",
        catalogue.download,
        name="download",
    ),
    path(
        either("tarifas/<slug:number>/<code:code>/", "rates/<slug:number>/<code:code>/"),
        catalogue.current_rate,
        name="current_rate",
    ),
]
