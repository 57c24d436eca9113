"""Calendars that need no database."""

from datetime import date

from holidays import country_holidays

from legal_calendar.days import Calendar, SuspendedDays


def colombia(*suspensions: SuspendedDays, first: int = 2015, last: int = 2030) -> Calendar:
    """The holidays of the law, and what was suspended."""
    named = country_holidays("CO", years=range(first, last + 1), language="es")
    return Calendar(dict(named.items()), suspensions, first, last)


def with_holidays(calendar: Calendar, *holidays: date) -> Calendar:
    """The same calendar with more holidays."""
    extra = dict.fromkeys(holidays, "Día cívico")
    return Calendar({**calendar.holidays, **extra}, calendar.suspensions, calendar.first_year, calendar.last_year)
