"""Amounts of a quote as they are written in Colombia."""

from django import template

from tariffs.pricing.quote import Quote

register = template.Library()


@register.filter
def amount(quote: Quote, name: str) -> str:
    """Its `subtotal`, `discount` or `total`, with its currency."""
    return quote.currency.written(getattr(quote, name))
