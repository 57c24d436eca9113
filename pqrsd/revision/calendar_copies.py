"""Which days changed between the calendar that dated a petition and the one in force."""

from datetime import date, timedelta

from legal_calendar.days import Calendar, SuspendedDays
from pqrsd.models import CalendarCopy, Pqrsd

ONE_DAY = timedelta(days=1)


def keep_copy(calendar: Calendar, version: str) -> None:
    """Remember the calendar by its version, once."""
    if not CalendarCopy.objects.filter(pk=version).exists():
        CalendarCopy.objects.get_or_create(pk=version, defaults={"skipped": _skipped(calendar)})


def changed_days(
    pqrsd: Pqrsd, dated_by: str, calendar: Calendar, last_day: date
) -> dict[date, tuple[str, str]]:
    """The days on the way to the former or the present last day that did not count and now do, or the other
    way round: each with its reason before and now, "" when it counts.

    Empty when nobody kept a copy of the calendar by which the petition was dated.
    """
    copy = CalendarCopy.objects.filter(pk=dated_by).first()
    if copy is None:
        return {}
    now = _skipped(calendar)
    ends = sorted([last_day, pqrsd.due_on or pqrsd.waiting_until])
    first = pqrsd.effective_on + ONE_DAY if pqrsd.due_on else ends[0]
    span = (first + timedelta(days=offset) for offset in range((ends[1] - first).days + 1))
    reasons = {day: (copy.skipped.get(str(day), ""), now.get(str(day), "")) for day in span}
    return {day: pair for day, pair in reasons.items() if bool(pair[0]) != bool(pair[1])}


def _skipped(calendar: Calendar) -> dict[str, str]:
    """Each day that is no business day because somebody said so, with the reason."""
    stated = set(calendar.holidays)
    for span in calendar.suspensions:
        stated |= set(_days_of(span))
    within = (day for day in stated if calendar.first_year <= day.year <= calendar.last_year)
    return {str(day): calendar.why_skipped(day) for day in sorted(within) if day.weekday() < 5}


def _days_of(span: SuspendedDays) -> list[date]:
    return [span.starts_on + timedelta(days=n) for n in range((span.ends_on - span.starts_on).days + 1)]
