"""What is typed at the desk of services: the filters of its queue, and what its acts ask."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OrderBy, OuterRef
from django.utils import timezone

from expedientes.forms.acts import CaseForm, LetterForm, LetterTextField, reason_field
from expedientes.forms.queue import ANY, CLOSED, DUE, QueueForm, Tab
from expedientes.lights import Lights
from expedientes.models import ExpedienteQuerySet
from ground.webforms.fields import ParagraphsField, TextLineField, field_as
from services.acts.review import Ground, asks_proof
from services.complement import began_with, replaceable
from services.forms.request import read_lines
from services.kinds import STANDING, Service, State
from services.models import Item, Laboratory, Line, ServiceRequest
from services.opinions import Verdict
from services.price import AskedLine
from services.quoting import travel_of
from tariffs.kinds import SectionKind
from tariffs.models import Edition
from tariffs.pricing.quote import GREATEST_QUANTITY

MESSAGE_LENGTH = 5_000
MOST_LEAD_DAYS = 250


class RequestsForm(QueueForm):
    """By service, state and laboratory; what has a day comes first. Each has `laboratory_names`."""

    cases = ServiceRequest
    columns: ClassVar[dict[str, str]] = {
        "clase": "kind", "etapa": "state", "laboratorio": "pk__in",
    }  # fmt: skip

    semaforo = dependencia = vence_desde = vence_hasta = None  # type: ignore[assignment]  # it has no legal term
    etapa = forms.ChoiceField(label="Etapa", choices=[*ANY, *State.choices], required=False)
    laboratorio = forms.ModelChoiceField(
        Laboratory.objects.filter(is_active=True), label="Laboratorio", required=False, empty_label="Todos"
    )
    field_order = ["q", "estado", "clase", "etapa", "laboratorio", "responsable", "desde", "hasta", "orden"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        service = field_as(forms.ChoiceField, self, "clase")
        service.label, service.choices = "Servicio", [("", "Todos"), *Service.choices]

    def chosen(self, name: str) -> Any:
        """Of a laboratory, the requests with lines of its own."""
        answer = super().chosen(name)
        if name == "laboratorio" and answer:
            return Line.objects.live().filter(laboratory=answer).values("request")
        return answer

    @property
    def is_filtered(self) -> bool:
        return bool(self.cleaned_data.get("laboratorio")) or super().is_filtered

    def within(self, tab: Tab) -> ExpedienteQuerySet:
        cases = super().within(tab)
        return cases if tab.state == CLOSED else cases.filter(state__in=STANDING)

    def filtered(self, lights: Lights) -> ExpedienteQuerySet:
        lines = Line.objects.live().filter(request=OuterRef("pk"), laboratory__isnull=False)
        names = ArraySubquery(lines.order_by("laboratory__name").values("laboratory__name").distinct())
        cases = super().filtered(lights).annotate(laboratory_names=names)
        if self.is_of_open_cases and not self.chosen("q"):
            cases = cases.filter(state__in=STANDING)
        if self.order.removeprefix("-") != DUE or not self.is_of_open_cases:
            return cases
        is_down, day = self.order.startswith("-"), F("next_on")
        by: OrderBy = day.desc(nulls_last=True) if is_down else day.asc(nulls_last=True)
        return cases.order_by("-is_priority", by, "pk")


def _count(label: str, **facts: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Escriba un número entero.", "required": "Escriba la cantidad; 0 la retira."},
        **{"max_value": GREATEST_QUANTITY} | facts,
    )


class RequestCompletionForm(LetterForm[ServiceRequest]):
    def draft(self) -> str:
        return "Por favor, envíenos lo siguiente:\n\n- […]"


class ReasonForm(CaseForm[ServiceRequest]):
    """The customer reads it."""

    text = reason_field(help_text="El {filer} lo lee.")


class LapseForm(LetterForm[ServiceRequest]):
    text = LetterTextField(label="Texto de la carta", required=False, rows=4, help_text="Si hace falta decir algo más.")


class OpinionForm(CaseForm[ServiceRequest]):
    """Of each line of the person's laboratories, whether it can be served; and in how many days."""

    lead_days = forms.IntegerField(
        label="Días hábiles que tarda, desde que se reciba todo",
        min_value=1,
        max_value=MOST_LEAD_DAYS,
        error_messages={"required": "Escriba cuántos días hábiles tarda.", "invalid": "Escriba un número entero."},
    )
    text = ParagraphsField(
        label="Método, puntos y reservas",
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Lo leen quienes atienden el caso. Si algo no se puede o se puede con reservas, diga por qué.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for line in self._own():
            self.fields[f"line_{line.pk}"] = forms.ChoiceField(
                label=f"{line.item or 'Todo'}: {line}",
                choices=Verdict.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Diga si se puede prestar."},
            )
        self.order_fields([name for name in self.fields if name.startswith("line_")])

    def _own(self) -> Iterator[Line]:
        lines = self.case.lines.live().filter(laboratory__members=self.user.pk)
        return iter(lines.select_related("item").order_by("item", "position"))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        verdicts = {int(name[5:]): Verdict(found.pop(name)) for name in [*found] if name.startswith("line_")}
        if set(verdicts.values()) - {Verdict.CAN} and not found.get("text"):
            self.add_error("text", "Diga por qué no se puede, o cuáles son las reservas.")
        return found | {"verdicts": verdicts}


class CorrectionForm(CaseForm[ServiceRequest]):
    """The quantity of each line, and one line more."""

    item = forms.ModelChoiceField(Item.objects.none(), label="Agregar una tasa a", required=False, empty_label="Nada")
    code = TextLineField(label="Código de la tasa que se agrega", max_length=12, required=False)
    quantity = _count("Cantidad que se agrega", required=False)
    persons = _count("Personas, si la tasa las pide", required=False, max_value=1_000)
    is_on_site = forms.BooleanField(label="Se presta donde el cliente", required=False)
    is_told_otherwise = forms.BooleanField(
        label="El instrumento no es como lo describió el cliente",
        required=False,
        help_text="Sus puntos y su intervalo no se comparan con la tasa; diga en el motivo cómo es.",
    )
    reason = reason_field(help_text="El {filer} lo lee.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_as(forms.ModelChoiceField, self, "item").queryset = self.case.items.all()
        lines = self.case.lines.live().filter(item__isnull=False, item__seats=None).select_related("item")
        names = []
        for line in lines.order_by("item", "position"):
            names.append(f"line_{line.pk}")
            self.fields[names[-1]] = _count(f"{line.item}: cantidad de {line.code}", initial=line.quantity)
        self.order_fields(names)

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        quantities = {int(name[5:]): found.pop(name) for name in [*found] if name.startswith("line_")}
        added = {name: found.pop(name, None) for name in ("code", "quantity", "persons", "is_on_site")}
        if found.get("item") is None:
            if added["code"] or added["quantity"]:
                self.add_error("item", "Diga a qué se le agrega la tasa.")
            return found | {"quantities": quantities, "added": None}
        for name, error in {"code": "Escriba el código de la tasa.", "quantity": "Escriba la cantidad."}.items():
            if not added[name] and name not in self.errors:
                self.add_error(name, error)
        added["code"] = str(added["code"]).upper()
        return found | {"quantities": quantities, "added": AskedLine(**added)}


class CheckForm(CaseForm[ServiceRequest]):
    """What whoever quotes has made sure of."""

    scope = forms.BooleanField(
        label="Lo pedido es de los servicios del INM y las tasas le corresponden",
        error_messages={"required": "Compruebe que las tasas corresponden a lo pedido."},
    )
    facts = forms.BooleanField(
        label="Los hechos del cliente que fijan el precio son los de sus documentos",
        error_messages={"required": "Compruebe los hechos del cliente."},
    )
    is_size_proved = forms.TypedChoiceField(
        label="Soporte del tamaño de la empresa (artículo 4)",
        choices=[("si", "Es de los últimos 90 días y lo prueba"), ("no", "No lo prueba: se cotiza sin el descuento")],
        coerce=lambda answer: answer == "si",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Falta verificar el soporte del artículo 4."},
    )
    text = reason_field(label="Nota", required=False, help_text="La leen quienes atienden el caso.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not asks_proof(self.case):
            del self.fields["is_size_proved"]

    def clean(self) -> dict[str, Any]:
        """The boxes only let it through: that somebody checked is the step itself."""
        return {name: answer for name, answer in self.cleaned_data.items() if name not in {"scope", "facts"}}


class TravelForm(LetterForm[ServiceRequest]):
    """Travel, which only the officer reckons (art. 1 par. 3), and what else the letter says."""

    text = LetterTextField(
        label="Notas para el cliente",
        required=False,
        rows=4,
        help_text="Aparecen después del total. Los precios, las normas y los plazos ya van: nadie los escribe.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.case.lines.live().filter(item__is_on_site=True).exists():
            return
        names, known = [], self.known_travel()
        edition = Edition.objects.in_force(timezone.localdate())
        rates = edition.rates.filter(heading__kind=SectionKind.TRAVEL) if edition else ()
        for rate in rates:
            names.append(f"travel_{rate.code}")
            self.fields[names[-1]] = _count(f"{rate.name} ({rate.code})", required=False, initial=known.get(rate.code))
        self.order_fields(names)

    def known_travel(self) -> dict[str, int]:
        """What the form begins with."""
        return {}

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        travel = {name[7:]: found.pop(name) or 0 for name in [*found] if name.startswith("travel_")}
        return found | {"travel": travel}


class QuoteForm(TravelForm):
    """The first quote: travel as it was quoted last."""

    def known_travel(self) -> dict[str, int]:
        return travel_of(self.case)


class ComplementForm(TravelForm):
    """What is added to one item, or travel; in the place of which other one, if of any."""

    replaces = forms.TypedChoiceField(
        label="¿Reemplaza a otra?",
        required=False,
        widget=forms.RadioSelect,
        empty_value=None,
    )
    item = forms.ModelChoiceField(Item.objects.none(), label="Se agrega a", required=False, empty_label="Nada")
    rates = ParagraphsField(
        label="Tasas que se agregan",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Una por renglón, con su cantidad: CAL-004 × 3.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_as(forms.ModelChoiceField, self, "item").queryset = self.case.items.all()
        found = {str(quote.pk): quote for quote in replaceable(self.case)}
        replaces = field_as(forms.TypedChoiceField, self, "replaces")
        named = [(key, f"Sí, a la {each.step.letter.number}, que no se ha pagado") for key, each in found.items()]
        replaces.choices, replaces.coerce = [("", "No, es otra"), *named], found.get
        if not found:
            del self.fields["replaces"]
        for name, value in began_with(self.case).items():
            self.initial.setdefault(name, value)
        self.order_fields(["replaces", "item", "rates"])

    def clean_rates(self) -> list[AskedLine]:
        edition = Edition.objects.in_force(timezone.localdate())
        codes = set(edition.rates.values_list("code", flat=True)) if edition else set()
        lines = [replace(line, quantity=line.quantity or 1) for line in read_lines(self.cleaned_data["rates"], codes)]
        if len({line.code for line in lines}) < len(lines):
            raise forms.ValidationError("Escriba cada tasa una sola vez.")
        return lines

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("rates") and not found.get("item"):
            self.add_error("item", "Diga a qué se le agregan las tasas.")
        if found.get("item") and "rates" in found and not found["rates"]:
            self.add_error("rates", "Escriba las tasas que se agregan.")
        return {"replaces": None} | found


class RejectionForm(LetterForm[ServiceRequest]):
    ground = forms.ChoiceField(
        label="Motivo",
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Escoja el motivo."},
    )
    text = LetterTextField(label="Explicación", error_messages={"required": "Explique el motivo."})
    field_order = ["ground", "text"]


class MessageForm(CaseForm[ServiceRequest]):
    text = ParagraphsField(
        label="Mensaje",
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Le llega al {filer} por correo y queda en el caso. Lo que decide algo va en una carta.",
        error_messages={"required": "Escriba el mensaje."},
    )
