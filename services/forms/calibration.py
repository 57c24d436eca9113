"""What is asked of each instrument to be calibrated, and how it must fit together."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.nit import Nit
from ground.languages import Words, is_english
from ground.webforms.fields import DayField, ParagraphsField
from services.filing import AskedItem
from services.forms.request import ItemForm, WishedDayField, code_field, quantity_field, read_lines, text
from services.kinds import Service
from services.lines import Told, decimal_of, is_read_in_two_ways
from services.models.lines import serial_key
from services.price import AskedLine
from tariffs.ranges import written

NONE_GIVEN = "No tiene"
NONES = frozenset(map(serial_key, (NONE_GIVEN, "None")))  # as each page says that it may be written
FIGURES = ("range_from", "range_to", "division", "points")
THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
MOST_POINTS = 200
BROUGHT, SHIPPED, OTHERWISE = "recoge", "transportador", "otra"


def none_as_kept(typed: str) -> str:
    """A mark or model that there is not is the same whatever the language of the page."""
    return NONE_GIVEN if serial_key(typed) in NONES else typed


def without_thousands(typed: str) -> str:
    """«1,000» is a thousand on an English page, and one to three decimals on the others."""
    return THOUSANDS.sub(lambda found: found[0].replace(",", ""), typed) if is_english() else typed


def month_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Meses hasta la próxima calibración"),
        required=False,
        min_value=1,
        max_value=120,
        help_text=_("Lo fija usted: el INM no lo recomienda. Se lo recordamos."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Escriba un número de meses de 1 a 120.")
        ),
    )


def _two_ways(typed: str) -> str:
    whole, comma = typed.replace(".", ""), typed.replace(".", ",")
    wording = gettext("«{typed}» se puede leer de dos maneras: escriba {whole}, o {comma} con coma si son decimales.")
    return wording.format(typed=typed, whole=whole, comma=comma)


class CalibrationItemForm(ItemForm):
    service = Service.CALIBRATION
    noun = _("Instrumento")
    own = ("name", "maker", "model", "serial", "internal_code", "wished_on", "recall_months")
    of_lines = ItemForm.of_lines | {"extra_rate", "extra_quantity", "other_rates"}
    field_order = [
        "name", "serial", "maker", "model", "range_from", "range_to", "range_unit", "division", "points", "rate",
        "quantity",
    ]  # fmt: skip
    folded = (
        *("extra_rate", "extra_quantity", "other_rates", "accuracy", "is_standard", "is_logged", "internal_code"),
        *("wished_on", "certificate_name", "certificate_nit", "certificate_address", "language", "wants_dcc"),
        *("conformity", "last_certificate", "last_certificate_on", "last_certificate_by", "transport", "returns"),
        *("accessories", "hazards", "recall_months"),
    )

    name = text(
        _("Instrumento"),
        required=True,
        missing=_("Diga qué instrumento es."),
        hint=_("Por ejemplo: balanza analítica."),
    )
    maker = text(_("Marca"), limit=80, required=True, missing=_("Escriba la marca, o «No tiene»."))
    model = text(_("Modelo"), limit=80, required=True, missing=_("Escriba el modelo, o «No tiene»."))
    serial = text(
        _("Serial"),
        limit=60,
        required=True,
        missing=_("Escriba el serial, o «No tiene»: que el INM lo identifique."),
    )
    internal_code = text(_("Código interno"), limit=40)
    range_from = text(_("Mide desde"), limit=20)
    range_to = text(_("Mide hasta"), limit=20)
    range_unit = text(_("Unidad"), limit=12, hint=_("Por ejemplo: g, mm, °C, kPa."))
    division = text(_("Resolución o división"), limit=20)
    accuracy = text(_("Clase"), limit=40, hint=_("Por ejemplo: II, E2, 0,5."))
    points = text(_("Puntos que quiere calibrar"), limit=2000, hint=_("Separados por punto y coma: 10; 50; 100."))
    extra_rate = code_field(_("Servicio adicional"), _("Lo que se suma al anterior: puntos, pesas o escalas de más."))
    extra_quantity = quantity_field(_("Cantidad adicional"))
    other_rates = ParagraphsField(
        label=_("Otras tasas del mismo instrumento"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Una por renglón, con su cantidad: CAL-004 × 3."),
    )
    is_standard = forms.BooleanField(label=_("Se usa como patrón"), required=False)
    is_logged = forms.BooleanField(
        label=_("El barómetro responde en un minuto o más y registra solo"),
        required=False,
        help_text=_("Para calibrar barómetros (nota 2 de la tarifa)."),
    )
    wished_on = WishedDayField(label=_("Fecha deseada"))
    certificate_name = text(_("Certificado a nombre de"), limit=200, hint=_("Vacío: a nombre de quien solicita."))
    certificate_nit = text(_("NIT de ese tercero"), limit=40)
    certificate_address = text(_("Dirección de ese tercero"), limit=200)
    language = forms.ChoiceField(
        label=_("Idioma del certificado"), choices=[("", _("Español")), ("inglés", _("Inglés"))], required=False
    )
    wants_dcc = forms.BooleanField(label=_("Quiero también el certificado digital (DCC)"), required=False)
    conformity = text(
        _("Declaración de conformidad"), limit=200, hint=_("Si la quiere: contra qué especificación y con qué regla.")
    )
    last_certificate = text(_("Número del último certificado"), limit=60)
    last_certificate_on = DayField(label=_("Fecha del último certificado"), required=False)
    last_certificate_by = text(_("Quién lo expidió"), limit=120)
    transport = forms.ChoiceField(
        label=_("Transporte"),
        required=False,
        choices=[
            ("", _("Lo llevo y lo recojo")),
            (SHIPPED, _("Por un transportador, con la guía de vuelta pagada")),
            (OTHERWISE, _("De otra manera")),
        ],
    )
    returns = text(_("Cómo se devuelve"), limit=200, hint=_("Quién lo recoge, o la guía de su transportador."))
    accessories = text(_("Accesorios que entrega"), limit=300)
    hazards = text(_("Peligros"), limit=200, hint=_("Por ejemplo: mercurio, gas a presión, material biológico."))
    recall_months = month_field()

    @property
    def unasked(self) -> frozenset[str]:
        """What is folded away is asked of whoever answers it."""
        return frozenset(name for name in self.folded if not self[name].value())

    def clean_maker(self) -> str:
        return none_as_kept(self.cleaned_data["maker"])

    def clean_model(self) -> str:
        return none_as_kept(self.cleaned_data["model"])

    def clean_serial(self) -> str:
        serial: str = self.cleaned_data["serial"]
        return "" if serial_key(serial) in NONES else serial

    def clean_extra_rate(self) -> str:
        return self._code("extra_rate")

    def clean_other_rates(self) -> str:
        """Kept as typed; its lines are read of it."""
        typed: str = self.cleaned_data["other_rates"]
        self._others = list(read_lines(typed, self.rates))
        return typed

    def clean_range_from(self) -> str:
        return self._number("range_from", _("Escriba un número, con coma o punto para los decimales."))

    def clean_range_to(self) -> str:
        return self._number("range_to", _("Escriba un número, con coma o punto para los decimales."))

    def clean_points(self) -> str:
        return without_thousands(self.cleaned_data["points"])

    def clean_division(self) -> str:
        return self._number("division", _("Escriba un número mayor que cero."), above_zero=True)

    def _number(self, name: str, wrong: Words, *, above_zero: bool = False) -> str:
        typed = without_thousands(self.cleaned_data[name])
        number = decimal_of(typed)
        if typed and (number is None or (above_zero and number <= 0)):
            raise ValidationError(wrong)
        if is_read_in_two_ways(typed):
            raise ValidationError(_two_ways(typed))
        return typed

    def clean_last_certificate_on(self) -> Any:
        day = self.cleaned_data["last_certificate_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("La fecha del último certificado no puede ser futura."))
        return day

    def clean_certificate_nit(self) -> str:
        typed: str = self.cleaned_data["certificate_nit"]
        return str(Nit.read(typed)) if typed else ""

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        if (
            answers.get("certificate_name")
            and not answers.get("certificate_nit")
            and "certificate_nit" not in self.errors
        ):
            self.add_error("certificate_nit", _("Escriba el NIT del tercero, con su dígito de verificación."))
        if answers.get("transport") == OTHERWISE and not answers.get("returns"):
            self.add_error("returns", _("Diga cómo se devuelve el instrumento."))
        told = Told.of(answers)
        if told.start is not None and told.end is not None and told.start >= told.end:
            self.add_error("range_to", _("«Desde» debe ser menor que «hasta»."))
        elif wrong := self._wrong_points(told):
            self.add_error("points", wrong)

    def _wrong_points(self, told: Told) -> str:
        typed = [each.strip() for each in str(self.cleaned_data.get("points") or "").split(";") if each.strip()]
        for each in typed:
            if decimal_of(each) is None:
                return gettext("«{point}» no es un número: separe los puntos con punto y coma.").format(point=each)
            if is_read_in_two_ways(each):
                return _two_ways(each)
        if len(typed) > MOST_POINTS:
            return gettext("Escriba hasta {most} puntos.").format(most=MOST_POINTS)
        for place, point in enumerate(told.points):
            if point in told.points[:place]:
                return gettext("El punto {point} está repetido.").format(point=written(point, told.unit).strip())
            too_low, too_high = told.start is not None and point < told.start, told.end is not None and point > told.end
            if too_low or too_high:
                wrong = gettext("El punto {point} está fuera del intervalo del instrumento.")
                return wrong.format(point=written(point, told.unit).strip())
        return ""

    def asked(self, place: dict[str, Any]) -> AskedItem:
        """Its figures with the decimal comma, as whoever measures reads them."""
        item = super().asked(place)
        if is_english():
            told = item.facts["details"]
            told |= {name: told[name].replace(".", ",") for name in FIGURES if name in told}
        return item

    def typed_lines(self, *, is_on_site: bool) -> Iterator[tuple[str, AskedLine]]:
        yield from super().typed_lines(is_on_site=is_on_site)
        if extra := self.cleaned_data.get("extra_rate"):
            quantity = self.cleaned_data.get("extra_quantity") or 0
            yield "extra_rate", AskedLine(extra, quantity, None, is_on_site)
        for line in getattr(self, "_others", ()):
            yield "other_rates", AskedLine(line.code, line.quantity, None, is_on_site)
