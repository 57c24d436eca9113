"""The calendar as the tables have it."""

from django.core.cache import caches
from django.db import connection, transaction

from legal_calendar.days import Calendar, SuspendedDays
from legal_calendar.models import CalendarYear, Festivo, Suspension

# A fingerprint of what the terms depend on: equal calendars have equal versions, at any time.
_VERSION = """
    SELECT md5(concat_ws('|',
        (SELECT string_agg(concat_ws(' ', date, name), ',' ORDER BY date) FROM legal_calendar_festivo),
        (SELECT string_agg(concat_ws(' ', starts_on, ends_on, norm), ',' ORDER BY starts_on, id)
           FROM legal_calendar_suspension),
        (SELECT concat_ws('-', min(year), max(year)) FROM legal_calendar_calendaryear)
    ))
"""


def calendar_version() -> str:
    """The fingerprint of the calendar in force: 32 hexadecimal digits."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return str(cursor.fetchone()[0])


def current_calendar() -> Calendar:
    """The calendar in force, by one query: each process keeps the ones that it has read.

    Without any seeded year it covers none, and every term raises UncoveredYearError.
    """
    version = calendar_version()
    key = f"calendar:{version}"
    calendar: Calendar | None = caches["fragments"].get(key)
    if calendar is None:
        with transaction.atomic():
            years = list(CalendarYear.objects.values_list("year", flat=True))
            spans = Suspension.objects.order_by("starts_on", "pk")
            calendar = Calendar(
                holidays=dict(Festivo.objects.values_list("date", "name")),
                suspensions=tuple(SuspendedDays(*row) for row in spans.values_list("starts_on", "ends_on", "norm")),
                first_year=min(years, default=1),
                last_year=max(years, default=0),
            )
        if calendar_version() == version:  # nobody changed it meanwhile
            caches["fragments"].set(key, calendar)
    return calendar
