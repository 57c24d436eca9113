"""The filters of the queue: they live in its address, under the names that people read there."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain
from typing import Any, ClassVar

from django import forms
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Lower

from accounts.models import User
from expedientes.lights import OPEN_LIGHTS, Lights
from expedientes.models import Dependencia, Expediente, ExpedienteQuerySet
from expedientes.search import matching, numbered
from ground.webforms.fields import DayField, PortalForm, TextLineField, field_as
from legal_calendar.legal_time import LEGAL_TIME

MINE, NOBODY = "mias", "sin"
PRIORITY, WAITING_OVER = "prioritaria", "sin_completar"
CLOSED, EVERY = "cerradas", "todas"
ANY = [("", "Todas")]
STATES = [("", "Abiertas"), (CLOSED, "Cerradas"), (EVERY, "Abiertas y cerradas")]


def _in_spanish(column: str) -> Func:
    """Its words without capitals nor accents: the database sorts letters by their code."""
    accented, plain = Value("ÁÉÍÓÚÜÑáéíóúüñ"), Value("aeiouunaeiouun")
    return Func(Lower(column), accented, plain, function="translate", output_field=TextField())


# By what the headings of the columns sort; with a minus before it, the other way round.
DUE, RECEIVED = "vence", "recibida"
COLUMNS = {
    DUE: (F("due_on"),),
    RECEIVED: (F("received_at"),),
    "asunto": (_in_spanish("subject"), F("kind")),
    "responsable": (_in_spanish("assignee__first_name"), _in_spanish("assignee__last_name")),
}


@dataclass(frozen=True)
class Tab:
    """A part of the cases of a desk under its name, as what its two filters say: whose, and open or closed."""

    label: str
    whose: str = ""
    state: str = ""

    @property
    def query(self) -> dict[str, str]:
        filters = {"responsable": self.whose, "estado": self.state}
        return {name: value for name, value in filters.items() if value}


TABS = (Tab("Míos", whose=MINE), Tab("Sin asignar", whose=NOBODY), Tab("Todos"), Tab("Cerrados", state=CLOSED))


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
            (WAITING_OVER, "Sin completar en su plazo"),
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
    vence_desde = DayField(label="Vencen desde", required=False)
    vence_hasta = DayField(label="Vencen hasta", required=False)
    orden = forms.ChoiceField(
        choices=[(f"{way}{column}", "") for column in COLUMNS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

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
    def tab(self) -> Tab | None:
        """The one whose two filters are chosen."""
        chosen = self.chosen("responsable") or "", self.chosen("estado") or ""
        return next((tab for tab in TABS if (tab.whose, tab.state) == chosen), None)

    @property
    def is_narrowed(self) -> bool:
        """Whether something is looked for within the tab, by words or by a filter."""
        return bool(self.chosen("q")) or self.is_filtered

    @property
    def is_filtered(self) -> bool:
        of_the_tab = {"responsable", "estado"} if self.tab else set()
        return any(self.chosen(name) for name in self.fields if name not in of_the_tab | {"q", "orden"})

    @property
    def is_of_open_cases(self) -> bool:
        return bool(self.chosen("semaforo")) or not self.chosen("estado")

    @property
    def order(self) -> str:
        """The column that sorts, with a minus when it does downwards."""
        natural = DUE if self.is_of_open_cases else f"-{DUE if self.chosen('estado') == CLOSED else RECEIVED}"
        return self.chosen("orden") or natural

    @property
    def is_due_first(self) -> bool:
        """Whether they stand as a queue serves them."""
        return self.is_of_open_cases and self.order == DUE

    def within(self, tab: Tab) -> ExpedienteQuerySet:
        """All that the person may read of the tab, in no order."""
        cases = self.cases.objects.open_to(self.user).filter(closed_at__isnull=tab.state != CLOSED)
        return cases.filter(**self._whose(tab.whose)).order_by()

    def filtered(self, lights: Lights) -> ExpedienteQuerySet:
        """The cases in their order: unless a column sorts them, of open ones what is due first, of others the
        latest first. A number finds its case whatever else is chosen. Days are whole ones of the legal time of
        Colombia."""
        cases, typed = self.cases.objects.open_to(self.user), self.chosen("q")
        if typed and (those := numbered(cases, typed)) is not None:
            return those.order_by("-received_at")
        is_closed, light = self.chosen("estado") == CLOSED, self.chosen("semaforo")
        facts = {column: self.chosen(name) for name, column in self.columns.items() if self.chosen(name)}
        facts |= self._whose(self.chosen("responsable"))
        if first := self.chosen("desde"):
            facts["received_at__gte"] = datetime.combine(first, time.min, LEGAL_TIME)
        if last := self.chosen("hasta"):
            facts["received_at__lte"] = datetime.combine(last, time.max, LEGAL_TIME)
        days = {"due_on__gte": self.chosen("vence_desde"), "due_on__lte": self.chosen("vence_hasta")}
        facts |= {bound: day for bound, day in days.items() if day}
        if self.is_of_open_cases or is_closed:
            facts["closed_at__isnull"] = self.is_of_open_cases
        others = {None: Q(), PRIORITY: Q(is_priority=True), WAITING_OVER: Q(waiting_until__lt=lights.today)}
        cases = cases.filter(others[light] if light in others else lights.condition(light), **facts)
        cases = matching(cases, typed) if typed else cases
        if self.is_due_first:
            return cases.due_first()
        name = self.order.removeprefix("-")
        columns = (F("closed_at"),) if is_closed and name == DUE else COLUMNS[name]
        # Where there are no nulls, none is put last: so an index serves them.
        nulls = {} if name == RECEIVED or (is_closed and name == DUE) else {"nulls_last": True}
        is_down = self.order.startswith("-")
        by = [column.desc(**nulls) if is_down else column.asc(**nulls) for column in columns]
        return cases.order_by(*by, "-pk")

    def _whose(self, responsible: str | None) -> dict[str, int | None]:
        people = {MINE: self.user.pk, NOBODY: None}
        if not responsible:
            return {}
        return {"assignee": people[responsible] if responsible in people else int(responsible)}
