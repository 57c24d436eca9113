"""Quarters of the year, in the legal time of Colombia, and the petitions that reports count in them.

Annulled ones are never counted. *Denuncias* are one total and nothing else: everything here is of ordinary
petitions, so that no table says of a denuncia where it came from or who has it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from legal_calendar.legal_time import LEGAL_TIME, long_date
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd

_MONTHS = 3


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError("El trimestre va de 1 a 4.")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def starts_on(self) -> date:
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.next.starts_on - timedelta(days=1)

    @property
    def begins_at(self) -> datetime:
        return _midnight(self.starts_on)

    @property
    def ends_at(self) -> datetime:
        """The first instant that is no longer of it."""
        return _midnight(self.next.starts_on)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    @property
    def name(self) -> str:
        """«julio a septiembre de 2026»."""
        return f"{_month(self.starts_on)} a {_month(self.ends_on)} de {self.year}"

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


def last_ended(today: date) -> Quarter:
    return Quarter.of(today).previous


def year_until(quarter: Quarter) -> list[date]:
    """The first days of the twelve months that end with the quarter."""
    first = quarter.next.starts_on.replace(year=quarter.next.year - 1)
    months = (first.month - 1 + offset for offset in range(12))
    return [date(first.year + month // 12, month % 12 + 1, 1) for month in months]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LEGAL_TIME)


def _month(day: date) -> str:
    return long_date(day).split(" de ")[1]


UNKNOWN = "Sin informar"


def counted() -> QuerySet:
    return Pqrsd.objects.exclude(outcome=Outcome.ANNULLED).order_by()


def ordinary() -> QuerySet:
    return counted().filter(is_reserved=False)


def during(quarter: Quarter, field: str) -> dict:
    """The filter by which an instant is of the quarter."""
    return {f"{field}__gte": quarter.begins_at, f"{field}__lt": quarter.ends_at}


def received_in(quarter: Quarter) -> QuerySet:
    return ordinary().filter(**during(quarter, "received_at"))


def closed_in(quarter: Quarter) -> QuerySet:
    return ordinary().filter(**during(quarter, "closed_at"))
