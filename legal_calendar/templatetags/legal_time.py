"""Dates and hours as the letters print them, and as English pages do. Built in to every template."""

from datetime import date, datetime

from django import template

from ground.languages import is_english
from legal_calendar import legal_time

register = template.Library()
register.filter(legal_time.iso)
register.filter(legal_time.business_days)


@register.filter
def long_date(moment: datetime | date) -> str:
    return legal_time.english_date(moment) if is_english() else legal_time.long_date(moment)


@register.filter
def hour(moment: datetime) -> str:
    return legal_time.english_hour(moment) if is_english() else legal_time.hour(moment)


@register.filter
def instant(moment: datetime) -> str:
    return f"{long_date(moment)}, {hour(moment)}"
