"""The legal terms of claims and queries about personal data (Ley 1581 de 2012, arts. 14 and 15). Pure.

In business days of Colombia, counted from the day after the one of reception.
"""

from datetime import date

from legal_calendar.days import Calendar

CLAIM_DAYS, CLAIM_EXTENSION_DAYS = 15, 8
QUERY_DAYS, QUERY_EXTENSION_DAYS = 10, 5


def claim_due_on(received_on: date, calendar: Calendar) -> date:
    """The last day to answer a claim in time."""
    return calendar.after(received_on, CLAIM_DAYS)
