"""The page of one row, at an address that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tariffs.catalogue import catalogue_of
from tariffs.models import Edition, Rate
from tariffs.quote_address import Asked, AskedLine
from tariffs.quote_price import edition_name
from tariffs.views.catalogue import current_edition, public, published_edition, standing


@public
def rate(request, number, version, code):
    return _rate_page(request, published_edition(number, version), code)


@public
def current_rate(request, number, code):
    """The row in the last edition of the resolution."""
    return _rate_page(request, current_edition(number), code)


def _rate_page(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    whole = edition.rates.select_related("edition__resolution").prefetch_related("footnotes")
    found = get_object_or_404(whole, code=code)
    catalogue = catalogue_of(edition)
    context = {
        "edition": edition,
        "rate": found,
        "path": catalogue.path_to(found.position),
        "flag": catalogue.flags.get(found.position),
        "versions": _versions(code),
    } | standing(edition)
    return render(request, "tariffs/rate.html", context | {"quote": _quote(found, context["rules"])})


def _quote(rate: Rate, rules: bool) -> str:
    """What to ask the cotizador for: by the tariff in force, unless the row is of another one."""
    line = AskedLine(rate.code, quantity=str(rate.minimum_quantity or 1))
    return Asked(edition="" if rules else edition_name(rate.edition), lines=(line,)).query


def _versions(code: str) -> list[Rate]:
    """The same row in every edition that was published, the latest first."""
    published = Edition.objects.published()
    rates = Rate.objects.filter(code=code, edition__in=published).select_related("edition__resolution")
    return list(rates.order_by("-edition__valid_from", "-edition__resolution_id", "-edition__version"))
