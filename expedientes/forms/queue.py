"""The filters of the queue: they live in its address, under the names that people read there."""

from datetime import datetime, time
from itertools import chain
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from accounts.models import User
from expedientes.lights import OPEN_LIGHTS, Lights
from expedientes.models import Dependencia, Expediente, ExpedienteQuerySet
from expedientes.search import matching, numbered
from ground.webforms.fields import DayField, PortalForm, TextLineField, field_as
from legal_calendar.legal_time import LEGAL_TIME

MINE, NOBODY = "mias", "sin"
PRIORITY = "prioritaria"
CLOSED, EVERY = "cerradas", "todas"
ANY = [("", "Todas")]
STATES = [("", "Abiertas"), (CLOSED, "Cerradas"), (EVERY, "Abiertas y cerradas")]


class QueueForm(PortalForm):
    """What the person looks for among the cases of a desk that they may read.

    The form of an app says which they are, and by which of their columns its own filters look.
    """

    cases: ClassVar[type[Expediente]]
    reserved_kinds: ClassVar[frozenset[str]] = frozenset()
    columns: ClassVar[dict[str, str]] = {"clase": "kind", "dependencia": "office"}

    q = TextLineField(
        label="Buscar",
        required=False,
        max_length=200,
        help_text="Número, nombre, documento, correo o palabras del caso.",
        widget=forms.TextInput(attrs={"placeholder": "Número, nombre, documento, correo o palabras"}),
    )
    estado = forms.ChoiceField(label="Estado", choices=STATES, required=False)
    semaforo = forms.ChoiceField(
        label="Semáforo",
        choices=[
            ("", "Todos"),
            *((light.value, light.label) for light in OPEN_LIGHTS),
            (PRIORITY, "Prioritarias"),
        ],
        required=False,
    )
    clase = forms.ChoiceField(label="Clase", required=False)
    dependencia = forms.ModelChoiceField(
        Dependencia.objects.all(),
        label="Dependencia",
        required=False,
        empty_label="Todas",
        to_field_name="code",
    )
    responsable = forms.ChoiceField(label="Responsable", required=False)
    desde = DayField(label="Recibidas desde", required=False)
    hasta = DayField(label="Recibidas hasta", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        """What nobody of the others has is not offered to them either, nor who may have it."""
        super().__init__(*args, **kwargs)
        self.user, desk = user, self.cases.desk
        is_seen = {True: desk.handles_reserved(user), False: desk.sees_ordinary(user)}
        kinds = [(value, str(label)) for value, label in self.cases.kinds.choices]
        field_as(forms.ChoiceField, self, "clase").choices = [
            *ANY,
            *((value, label) for value, label in kinds if is_seen[value in self.reserved_kinds]),
        ]
        handlers = [desk.handlers(is_reserved=is_reserved) for is_reserved, seen in is_seen.items() if seen]
        field_as(forms.ChoiceField, self, "responsable").choices = [
            ("", "Cualquiera"),
            (MINE, "Mis casos"),
            (NOBODY, "Sin asignar"),
            *((str(person.pk), str(person)) for person in sorted({*chain(*handlers)}, key=str)),
        ]

    def chosen(self, name: str) -> Any:
        """The answer, or None for one that is empty or wrong."""
        return self.cleaned_data.get(name) or None

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen(name) for name in self.fields)

    @property
    def is_of_open_cases(self) -> bool:
        return bool(self.chosen("semaforo")) or not self.chosen("estado")

    def filtered(self, lights: Lights) -> ExpedienteQuerySet:
        """The cases in their order: of open ones, what is due first; of others, the latest first. A number
        finds its case whatever else is chosen. Days are whole ones of the legal time of Colombia."""
        cases, typed = self.cases.objects.open_to(self.user), self.chosen("q")
        if typed and (those := numbered(cases, typed)) is not None:
            return those.order_by("-received_at")
        is_closed, light = self.chosen("estado") == CLOSED, self.chosen("semaforo")
        facts = {column: self.chosen(name) for name, column in self.columns.items() if self.chosen(name)}
        if whose := self.chosen("responsable"):
            people = {MINE: self.user.pk, NOBODY: None}
            facts["assignee"] = people[whose] if whose in people else int(whose)
        if first := self.chosen("desde"):
            facts["received_at__gte"] = datetime.combine(first, time.min, LEGAL_TIME)
        if last := self.chosen("hasta"):
            facts["received_at__lte"] = datetime.combine(last, time.max, LEGAL_TIME)
        if self.is_of_open_cases or is_closed:
            facts["closed_at__isnull"] = self.is_of_open_cases
        if light == PRIORITY:
            facts["is_priority"] = True
        cases = cases.filter(lights.condition(light) if light not in {None, PRIORITY} else Q(), **facts)
        cases = matching(cases, typed) if typed else cases
        if self.is_of_open_cases:
            return cases.due_first()
        return cases.order_by("-closed_at" if is_closed else "-received_at", "-pk")
