"""A quote's amounts and citations, for templates."""

import re
from decimal import Decimal

from django import template

from tariffs.pricing.quote import Currency
from tariffs.spoken import spoken

register = template.Library()


@register.filter
def written_in(amount: Decimal, currency: Currency) -> str:
    """`$ 1.234.500` or `USD 1.234,50`; on an English page `COP 1,234,500` or `USD 1,234.50`."""
    return spoken(currency.written(amount))


@register.filter
def article_anchor(article: str) -> str:
    """Where an edition's page has an article: `art. 1 par. 2` is at `articulo-1`."""
    return f"articulo-{re.findall('[0-9]+', article)[0]}"
