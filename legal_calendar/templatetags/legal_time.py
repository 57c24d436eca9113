"""Dates and hours as the letters print them, and as English pages do. Built in to every template."""

from datetime import datetime

from django import template

from legal_calendar import legal_time
from legal_calendar.spoken import hour, long_date

register = template.Library()
register.filter(legal_time.iso)
register.filter(legal_time.business_days)
register.filter(long_date)
register.filter(hour)


@register.filter
def instant(moment: datetime) -> str:
    return f"{long_date(moment)}, {hour(moment)}"
