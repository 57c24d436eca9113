"""What is chosen of the statistics: the period, and a service or a laboratory if only one is wanted."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from ground.webforms.fields import DayField, PortalForm, field_as
from services.kinds import Service
from services.models import Laboratory
from services.statistics.scope import Period, Scope

# Of as many months a table is still read.
LONGEST = timedelta(days=5 * 366)


class StatisticsForm(PortalForm):
    desde = DayField(label="Desde", required=False)
    hasta = DayField(label="Hasta", required=False)
    servicio = forms.ChoiceField(label="Servicio", choices=[("", "Todos"), *Service.choices], required=False)
    laboratorio = forms.ModelChoiceField(
        Laboratory.objects.none(), label="Laboratorio", required=False, empty_label="Todos"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        """Without dates, the usual period; its laboratories are those of which the person is told something."""
        super().__init__(*args, **kwargs)
        self.user, self.usual = user, Period.usual(timezone.localdate())
        everything = Scope(user, self.usual)
        field_as(forms.ModelChoiceField, self, "laboratorio").queryset = everything.laboratories

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        first, last = found.get("desde") or self.usual.first, found.get("hasta") or self.usual.last
        if not found.get("desde") and first > last:
            first = Period.usual(last).first
        if first > last:
            self.add_error("hasta", "El último día no es antes del primero.")
        elif last - first > LONGEST:
            self.add_error("desde", "Escoja un período de cinco años o menos.")
        found["period"] = Period(first, last)
        return found

    @property
    def scope(self) -> Scope:
        """What was chosen; of what was chosen wrong, the usual."""
        if not self.is_valid():
            return Scope(self.user, self.usual)
        found = self.cleaned_data
        return Scope(self.user, found["period"], found["servicio"], found["laboratorio"])

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)
