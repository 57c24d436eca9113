"""What a customer changes of the instruments that they have here."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.webforms.fields import DayField, PortalForm
from ground.webforms.fields import TextLineField as Line
from services.forms.calibration import NONES, month_field, none_as_kept
from services.models import Instrument, Park
from services.models.lines import serial_key
from services.models.park import MOST_RECALL_DAYS, MOST_RECALLS


class InstrumentForm(PortalForm, forms.ModelForm):
    """What the requests said of it stays as it is there."""

    name = Line(label=_("Instrumento"), max_length=120, error_messages={"required": _("Diga qué instrumento es.")})
    maker = Line(label=_("Marca"), max_length=80, error_messages={"required": _("Escriba la marca, o «No tiene».")})
    model = Line(label=_("Modelo"), max_length=80, error_messages={"required": _("Escriba el modelo, o «No tiene».")})
    serial = Line(label=_("Serial"), max_length=60, error_messages={"required": _("Escriba el serial.")})
    internal_code = Line(label=_("Código interno"), max_length=40, required=False)
    recall_months = month_field()
    last_calibrated_on = DayField(
        label=_("Fecha del último certificado"),
        required=False,
        help_text=_("La declara usted; puede ser de otro laboratorio."),
    )
    last_certificate = Line(label=_("Número del último certificado"), max_length=60, required=False)
    last_certificate_by = Line(label=_("Quién lo expidió"), max_length=120, required=False)
    is_recalled = forms.BooleanField(label=_("Avisarme por correo antes de que se venza"), required=False)

    class Meta:
        model = Instrument
        fields: ClassVar[list[str]] = [
            "name", "maker", "model", "serial", "internal_code", "recall_months", "last_calibrated_on",
            "last_certificate", "last_certificate_by", "is_recalled",
        ]  # fmt: skip

    def clean_maker(self) -> str:
        return none_as_kept(self.cleaned_data["maker"])

    def clean_model(self) -> str:
        return none_as_kept(self.cleaned_data["model"])

    def clean_serial(self) -> str:
        serial: str = self.cleaned_data["serial"]
        if serial_key(serial) in NONES | {""}:
            raise ValidationError(_("Escriba el serial: por él se reconoce el instrumento."))
        return serial

    def clean_last_calibrated_on(self) -> Any:
        day = self.cleaned_data["last_calibrated_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("La fecha del último certificado no puede ser futura."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and self.instance.is_twice(found["maker"], found["model"], found["serial"]):
            self.add_error("serial", _("Ese instrumento ya está entre los suyos: misma marca, modelo y serial."))
        return found


class RecallDaysForm(PortalForm):
    """How many days before each date its owner is told."""

    days = Line(
        label=_("Días antes en que le avisamos"),
        max_length=40,
        required=False,
        help_text=format_lazy(
            _("Hasta {count} números de 0 a {most}, entre comas. Vacío: no le avisamos."),
            count=MOST_RECALLS,
            most=MOST_RECALL_DAYS,
        ),
    )

    def __init__(self, *args: Any, park: Park, **kwargs: Any):
        kwargs.setdefault("initial", {"days": ", ".join(map(str, park.recall_days))})
        super().__init__(*args, **kwargs)

    def clean_days(self) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data["days"].replace(";", ",").split(",") if part.strip()]
        days = {int(part) for part in parts if part.isdecimal() and len(part) <= 3}
        if len(days) != len(parts) or len(days) > MOST_RECALLS or max(days, default=0) > MOST_RECALL_DAYS:
            wrong = gettext("Escriba hasta {count} números distintos de 0 a {most}.")
            raise ValidationError(wrong.format(count=MOST_RECALLS, most=MOST_RECALL_DAYS))
        return sorted(days, reverse=True)
