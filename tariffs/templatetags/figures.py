"""What pages show of rates, in their language: figures, sentences, and words of the resolution."""

from decimal import Decimal

from django import template

from tariffs import figures
from tariffs.spoken import as_printed, spoken

register = template.Library()
register.filter(spoken)
register.filter(as_printed)


@register.filter
def pesos(cop: int) -> str:
    return spoken(figures.pesos(cop))


@register.filter
def dollars(usd: int) -> str:
    return spoken(figures.dollars(usd))


@register.filter
def wages(smmlv: Decimal) -> str:
    return spoken(figures.wages(smmlv))
