"""Amounts of a quote, as the page writes them."""

from django import template

from tariffs.pricing.quote import Quote
from tariffs.spoken import spoken

register = template.Library()


@register.filter
def amount(quote: Quote, name: str) -> str:
    """Its `subtotal`, `discount` or `total`, with its currency."""
    return spoken(quote.currency.written(getattr(quote, name)))
