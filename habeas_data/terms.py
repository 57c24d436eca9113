"""The legal terms of claims and queries about personal data (Ley 1581 de 2012, arts. 14 and 15). Pure.

In business days of Colombia, counted from the day after the one of reception.
"""

from datetime import date, timedelta

from holidays import country_holidays

CLAIM_DAYS, CLAIM_EXTENSION_DAYS = 15, 8
QUERY_DAYS, QUERY_EXTENSION_DAYS = 10, 5

_SATURDAY = 5
_HOLIDAYS = country_holidays("CO")  # Ley 51 de 1983; each year is computed when it is first asked for


def claim_due_on(received_on: date) -> date:
    """The last day to answer a claim in time."""
    return after_business_days(received_on, CLAIM_DAYS)


def after_business_days(start: date, days: int) -> date:
    """The business day that is so many after `start`, which itself does not count."""
    day = start
    for _ in range(days):
        day = _next_business_day(day)
    return day


def business_days_until(today: date, due_on: date) -> int:
    """Business days that are left: 0 on the last one; negative when it has passed."""
    if due_on < today:
        return -business_days_until(due_on, today)
    days = 0
    while today < due_on:
        today += timedelta(days=1)
        days += is_business_day(today)
    return days


def is_business_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _HOLIDAYS


def _next_business_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_business_day(day):
        day += timedelta(days=1)
    return day
