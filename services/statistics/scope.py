"""What is counted: a period in the legal time of Colombia, and the requests that the person may read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from ground.charts.tables import Value
from ground.doors.explicit_permissions import Anybody
from legal_calendar.days import months_after
from legal_calendar.legal_time import LEGAL_TIME, long_date
from services.kinds import Outcome
from services.models import Laboratory, Line, ServiceRequest

ModelT = TypeVar("ModelT", bound=Model)

# A median or a share of fewer says more of chance than of the service.
LEAST = 5
FEW = f"menos de {LEAST} casos"


@dataclass(frozen=True)
class Period:
    """From a day to another, both included."""

    first: date
    last: date

    @classmethod
    def usual(cls, today: date) -> "Period":
        """The twelve months that end today."""
        return cls(months_after(today.replace(day=1), -11), today)

    def holds(self, field: str) -> dict[str, datetime]:
        """The filter by which an instant is of it."""
        begins, ends = self.first, self.last + timedelta(days=1)
        return {
            f"{field}__gte": datetime.combine(begins, time.min, LEGAL_TIME),
            f"{field}__lt": datetime.combine(ends, time.min, LEGAL_TIME),
        }

    @property
    def months(self) -> list[date]:
        """The first day of each."""
        month, found = self.first.replace(day=1), []
        while month <= self.last:
            found.append(month)
            month = months_after(month, 1)
        return found

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=shift) for shift in range((self.last - self.first).days + 1)]

    def __str__(self) -> str:
        return f"del {long_date(self.first)} al {long_date(self.last)}"


def month_name(month: date) -> str:
    """«noviembre de 2026»."""
    return long_date(month).partition(" de ")[2]


@dataclass(frozen=True)
class Scope:
    """The period, and of what the person may read, one service or one laboratory if they chose it."""

    user: Anybody
    period: Period
    service: str = ""
    laboratory: Laboratory | None = None

    @property
    def requests(self) -> "QuerySet[ServiceRequest]":
        """Whenever they were filed."""
        return self.of(ServiceRequest.objects.all(), "")

    @property
    def laboratories(self) -> "QuerySet[Laboratory]":
        """Those of which something is told: to who measures, their own."""
        found = Laboratory.objects.filter(is_active=True).order_by("name")
        if not ServiceRequest.desk.sees_all(self.user):
            found = found.of(self.user)
        return found.filter(pk=self.laboratory.pk) if self.laboratory else found

    def of(self, rows: "QuerySet[ModelT]", request: str) -> "QuerySet[ModelT]":
        """The rows whose request, at that path, is counted; what was annulled never was. By the facts of the request
        where they decide it: the database then looks at the few rows of a period, and not at every request."""
        path = f"{request}__" if request else ""
        facts: dict[str, Any] = {f"{path}app": ServiceRequest.desk.app, f"{path}is_reserved": False}
        if self.service:
            facts[f"{path}kind"] = self.service
        if self.laboratory or not ServiceRequest.desk.sees_all(self.user):
            lines = Line.objects.live().filter(laboratory__in=self.laboratories)
            facts[f"{path}pk__in"] = lines.values("request")
        return rows.filter(~Q(**{f"{path}outcome": Outcome.ANNULLED}), **facts).order_by()


def share(part: int, whole: int) -> Value:
    """A percentage, if there are enough to say one."""
    if not whole:
        return None
    return FEW if whole < LEAST else round(100 * part / whole, 1)
