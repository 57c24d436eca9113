"""What is typed about a round: by the laboratory that coordinates it, and by who takes part."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from expedientes.forms.acts import CaseForm, reason_field
from expedientes.forms.following import WritingForm
from expedientes.views.follower import OF_CASE
from ground.languages import Words, as_written
from ground.webforms.fields import ParagraphsField, PortalForm, TextLineField, field_as
from services.acts.round_results import Reported
from services.acts.rounds import stranded
from services.kinds import Evaluation
from services.lines import decimal_of
from services.models import Measurand, Participation, Passage, Round, RoundItem, ServiceRequest
from services.models.rounds import FIGURE_LENGTH
from services.round_results import reported_by
from services.rounds import participation_of

USUAL_COVERAGE = "2"


class FigureField(TextLineField):
    """A number with a comma or a point, which stays as it was typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, label: Words, *, missing: Words = "", is_positive: bool = False, **facts: Any):
        errors = {"required": missing, "max_length": _("Escríbalo con menos cifras.")}
        super().__init__(label=label, max_length=FIGURE_LENGTH, error_messages=errors, **facts)
        self.is_positive = is_positive

    def validate(self, value: str) -> None:
        super().validate(value)
        number = decimal_of(value) if value else None
        if value and number is None:
            raise ValidationError(_("Escriba un número, con coma o punto para los decimales."))
        if number is not None and self.is_positive and number <= 0:
            raise ValidationError(_("Escriba un número mayor que cero."))


# --- The laboratory ----------------------------------------------------------------------------------------
class CodeForm(PortalForm):
    text = reason_field(help_text="Lo lee el participante; no escriba ningún código.")


class NoReportForm(PortalForm):
    text = reason_field(
        label="Por qué no reportó",
        help_text="Lo lee el participante, y va en su informe. No escriba ningún código.",
        error_messages={"required": "Escriba por qué no reportó."},
    )


class ValuesForm(PortalForm):
    """What the results of each measurand are compared with."""

    def __init__(self, *args: Any, chosen: Round, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = {each.pk: self._ask(each, Evaluation(chosen.evaluation)) for each in chosen.measurands.all()}

    def _ask(self, each: Measurand, way: Evaluation) -> dict[str, str]:
        """The names of its fields, by those of the figures."""
        fields = {}
        if way is not Evaluation.Z_ROBUST:
            value = FigureField(f"{each.name}: valor asignado ({each.unit})", required=False, initial=each.assigned)
            value.help_text = "Vacío: la media robusta de los participantes." if way is Evaluation.Z else ""
            fields["assigned"] = value
        if way is Evaluation.EN:
            label = f"{each.name}: U del valor asignado ({each.unit})"
            fields["uncertainty"] = FigureField(label, is_positive=True, required=False, initial=each.uncertainty)
        if way is Evaluation.Z:
            label = f"{each.name}: desviación σ ({each.unit})"
            fields["deviation"] = FigureField(label, is_positive=True, required=False, initial=each.deviation)
        names = {figure: f"{figure}_{each.pk}" for figure in fields}
        self.fields |= {names[figure]: field for figure, field in fields.items()}
        return names

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        values = {
            pk: {figure: told.get(name, "") for figure, name in names.items()} for pk, names in self.names.items()
        }
        return {"values": values}


class CancelRoundForm(PortalForm):
    reason = ParagraphsField(
        label="Por qué no se hace",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Va en la carta que recibe cada cliente.",
        error_messages={"required": "Escriba por qué no se hace."},
    )


class MoveRoundForm(CaseForm[ServiceRequest]):
    """Another round of the same rate as that which was cancelled."""

    chosen = forms.ModelChoiceField(
        Round.objects.none(),
        label="Ronda",
        empty_label="Seleccione…",
        error_messages={"required": "Elija una ronda."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = stranded(self.case).values("round__code")
        open_ones = Round.objects.open_on(timezone.localdate()).filter(code__in=codes)
        field_as(forms.ModelChoiceField, self, "chosen").queryset = open_ones


# --- Who takes part ----------------------------------------------------------------------------------------
def _name(measurand: Measurand, figure: str) -> str:
    return f"{OF_CASE}{measurand.pk}-{figure}"


def result_fields(case: ServiceRequest) -> dict[str, forms.Field]:
    """The value, U and k of each measurand of its round."""
    place = participation_of(case)
    fields: dict[str, forms.Field] = {}
    for each in place.round.measurands.all() if place else ():
        named = {"name": as_written(each.name), "unit": each.unit}
        value, reach = gettext("{name}: valor ({unit})"), gettext("{name}: U expandida ({unit})")
        fields |= {
            _name(each, "value"): FigureField(format_html(value, **named), missing=_("Escriba el valor.")),
            _name(each, "uncertainty"): FigureField(
                format_html(reach, **named), missing=_("Escriba la incertidumbre expandida."), is_positive=True
            ),
            _name(each, "coverage"): FigureField(
                format_html(gettext("{name}: factor k"), **named),
                missing=_("Escriba el factor k."),
                is_positive=True,
                initial=USUAL_COVERAGE,
            ),
        }
    return fields


def results_begun(case: ServiceRequest) -> dict[str, Any]:
    """What it reported before, to be corrected."""
    place = participation_of(case)
    begun: dict[str, Any] = {}
    for row in reported_by(place).values() if place else ():
        begun |= {_name(row.measurand, figure): getattr(row, figure) for figure in ("value", "uncertainty", "coverage")}
    if place:
        begun["method"] = place.item.details.get("method", "")
    return begun


class ResultsForm(WritingForm):
    """What it measured; text and files are as one likes."""

    method = TextLineField(
        label=_("Método de medición"),
        max_length=300,
        error_messages={"required": _("Diga con qué método midió."), "max_length": _("Admite hasta 300 caracteres.")},
    )
    field_order = ["submission", "draft", "method", "text"]

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        told = {name: answer for name, answer in self.cleaned_data.items() if not name.startswith(OF_CASE)}
        rows: dict[int, dict[str, str]] = {}
        for name in self.fields:
            if name.startswith(OF_CASE):
                key, _dash, figure = name.removeprefix(OF_CASE).partition("-")
                rows.setdefault(int(key), {})[figure] = self.cleaned_data.get(name, "")
        return told | {"values": {key: Reported(**row) for key, row in rows.items()}}


# --- The item ----------------------------------------------------------------------------------------------
def _condition(label: Words) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=Passage.Condition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Diga en qué estado está.")},
    )


def _courier(label: Words) -> TextLineField:
    return TextLineField(
        label=label,
        max_length=120,
        error_messages={
            "required": _("Escriba el transportador y el número de la guía."),
            "max_length": _("Admite hasta 120 caracteres."),
        },
    )


class ArrivedForm(WritingForm):
    """How the item came; photos may go with it."""

    condition = _condition(_("En qué estado llegó"))
    field_order = ["submission", "draft", "condition", "text"]

    def clean_text(self) -> str:
        return _seen(self, "text")


class GiveBackItemForm(WritingForm):
    """How the item leaves, for the laboratory that coordinates the round."""

    courier = _courier(_("Transportador y número de guía"))
    condition = _condition(_("En qué estado sale"))
    field_order = ["submission", "draft", "courier", "condition", "text"]

    def clean_text(self) -> str:
        return _seen(self, "text")


def _seen(form: forms.Form, name: str) -> str:
    """What was seen, without which only good condition is believed."""
    text, condition = str(form.cleaned_data[name]), form.cleaned_data.get("condition")
    if condition and condition != Passage.Condition.GOOD and not text:
        raise ValidationError(_("Diga qué se observó."))
    return text


class SendItemForm(PortalForm):
    item = forms.TypedChoiceField(
        label="Ítem", widget=forms.RadioSelect, error_messages={"required": "Escoja el ítem."}
    )
    participation = forms.TypedChoiceField(
        label="A quién", widget=forms.RadioSelect, error_messages={"required": "Escoja a quién se envía."}
    )
    courier = _courier("Transportador y número de guía")
    condition = _condition("En qué estado sale")
    notes = ParagraphsField(
        label="Observaciones", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, items: Iterable[RoundItem], places: Iterable[Participation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _offer(self, "item", [(item, str(item)) for item in items])
        _offer(self, "participation", [(place, f"{place.code}: {place}") for place in places])

    def clean_notes(self) -> str:
        return _seen(self, "notes")


class TakeBackForm(PortalForm):
    passage = forms.TypedChoiceField(
        label="Qué llegó", widget=forms.RadioSelect, error_messages={"required": "Escoja lo que llegó."}
    )
    condition = _condition("En qué estado llegó")
    notes = ParagraphsField(
        label="Observaciones", required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, passages: Iterable[Passage], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _offer(self, "passage", [(each, f"{each.item}, de {each.participation.code}") for each in passages])

    def clean_notes(self) -> str:
        return _seen(self, "notes")


def _offer(form: forms.Form, name: str, rows: Sequence[tuple[Model, str]]) -> None:
    """One of these rows, which the form gives as itself; the only one is chosen to begin with."""
    found = {str(row.pk): row for row, _told in rows}
    field = field_as(forms.TypedChoiceField, form, name)
    field.choices = [(str(row.pk), told) for row, told in rows]
    field.coerce = found.get
    if len(found) == 1:
        form.initial.setdefault(name, next(iter(found)))
