"""Dates and hours as the letters print them. Built in to every template."""

from django import template

from legal_calendar import legal_time

register = template.Library()
register.filter(legal_time.long_date)
register.filter(legal_time.instant)
register.filter(legal_time.hour)
register.filter(legal_time.iso)
