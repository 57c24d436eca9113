"""Days and hours in the language of the page: at once or, of what is said before it is known where, when it is read."""

from datetime import date, datetime

from django.utils.functional import lazy

from ground.languages import is_english
from legal_calendar import legal_time


def long_date(moment: datetime | date) -> str:
    return legal_time.english_date(moment) if is_english() else legal_time.long_date(moment)


def hour(moment: datetime) -> str:
    return legal_time.english_hour(moment) if is_english() else legal_time.hour(moment)


lazy_date, lazy_hour = lazy(long_date, str), lazy(hour, str)
