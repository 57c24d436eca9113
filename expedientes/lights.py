"""The traffic light of a case: how near it is to being late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from expedientes.models import Expediente
from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.legal_time import until_due
from legal_calendar.stored import current_calendar

LONG_AGO = timedelta(days=365)


class Light(models.TextChoices):
    OVERDUE = "vencida", "Vencida"
    TODAY = "hoy", "Vence hoy"
    SOON = "proxima", "Próxima a vencer"
    IN_TERM = "en_termino", "En término"
    STOPPED = "detenida", "Detenida"
    WITHOUT_TERM = "sin_termino", "Sin término"
    CLOSED = "cerrada", "Cerrada"


# Of an open case with a term.
OPEN_LIGHTS = (Light.OVERDUE, Light.TODAY, Light.SOON, Light.IN_TERM, Light.STOPPED)


@dataclass(frozen=True)
class Lights:
    """The lights of one day: `soon` is the last due date that counts as near."""

    today: date
    soon: date
    calendar: Calendar

    @classmethod
    def now(cls) -> "Lights":
        return cls.on(timezone.localdate())

    @classmethod
    def on(cls, day: date) -> "Lights":
        calendar = current_calendar()
        return cls(day, calendar.after(day, settings.CASE_WARNING_DAYS), calendar)

    def of(self, case: Expediente) -> Light:
        if not case.is_open:
            return Light.CLOSED
        if case.due_on is None:
            return Light.STOPPED if case.waiting_until else Light.WITHOUT_TERM
        if case.due_on < self.today:
            return Light.OVERDUE
        if case.due_on == self.today:
            return Light.TODAY
        return Light.SOON if case.due_on <= self.soon else Light.IN_TERM

    def condition(self, light: Light) -> Q:
        """The same as a condition on the open ones."""
        return {
            Light.OVERDUE: Q(due_on__lt=self.today),
            Light.TODAY: Q(due_on=self.today),
            Light.SOON: Q(due_on__gt=self.today, due_on__lte=self.soon),
            Light.IN_TERM: Q(due_on__gt=self.soon),
            Light.STOPPED: Q(due_on=None, waiting_until__isnull=False),
            Light.WITHOUT_TERM: Q(due_on=None, waiting_until=None),
        }[light] & Q(closed_at=None)

    def days_left(self, case: Expediente) -> int | None:
        """Business days until it is due, negative when late; None when it is closed, has no term, its clock
        is stopped or the calendar does not reach it."""
        if not case.is_open or case.due_on is None:
            return None
        try:
            return self.calendar.days_between(self.today, case.due_on)
        except UncoveredYearError:
            return None

    def in_words(self, case: Expediente) -> str:
        """«Quedan 4 días hábiles», «Venció hace 2 días hábiles»…; "" for a closed one."""
        if not case.is_open:
            return ""
        if case.due_on is None:
            return "El término está detenido" if case.waiting_until else "No tiene término"
        if case.due_on < self.today - LONG_AGO:
            return "Venció hace más de un año"
        left = self.days_left(case)
        return "" if left is None else until_due(left)
