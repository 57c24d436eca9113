"""The ways into a request from the pages that show rates and their prices."""

from collections.abc import Mapping
from typing import Any

from django import template

from services.quoted import Way, has_travel, way_to, ways
from tariffs.models import Rate
from tariffs.quote_address import Asked

register = template.Library()


@register.simple_tag
def request_of(rate: Rate, words: str = "") -> Way | None:
    """That which has a rate of the tariff in force, of what is called so; none for what nobody asks for by itself."""
    return way_to(rate, words)


@register.simple_tag
def requests_of(asked: Asked, rates: Mapping[str, Rate]) -> dict[str, Any]:
    """Those that a quote becomes, as `ways`, and whether travel is left out of them."""
    return {"ways": ways(asked, rates), "has_travel": has_travel(asked, rates)}
