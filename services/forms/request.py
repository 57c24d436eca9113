"""What is asked of whoever requests a service: how to reach them, what prices it, where, and each item."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.nit import Nit
from ground.webforms.fields import ApplicableForm, DayField, MailField, ParagraphsField, PortalForm
from ground.webforms.fields import TextLineField as Line
from ground.webforms.review import ReviewAnswer
from services.filing import AskedItem, sections_of
from services.kinds import Service
from services.models import Item
from services.models.lines import serial_key
from services.price import AskedLine
from tariffs.models import Edition, Rate
from tariffs.pricing.quote import CompanySize

NONE_GIVEN = "No tiene"
CODE = re.compile(r"\s*([A-Za-z]{2,3})\s*-?\s*([0-9]{3})\b")
MOST_FOUND = 6


def text(label: str, *, limit: int = 120, required: bool = False, missing: str = "", hint: str = "") -> Line:
    return Line(
        label=label,
        max_length=limit,
        required=required,
        help_text=hint,
        error_messages={"required": missing, "max_length": f"Admite hasta {limit} caracteres."},
    )


class ContactForm(PortalForm):
    prefix = "contact"

    contact_name = text("Persona de contacto", required=True, missing="Escriba el nombre de la persona de contacto.")
    contact_email = MailField(label="Correo electrónico", help_text="Ahí llegan la cotización y los avisos.")
    contact_phone = PhoneField(label="Teléfono", required=True)


class CustomerForm(PortalForm):
    """The facts that price it (Resolución 015 de 2020, arts. 1, 2 and 4 to 6)."""

    prefix = "customer"

    size = forms.ChoiceField(
        label="Tamaño de su empresa",
        required=False,
        choices=[("", "No tengo empresa, o no lo sé"), *CompanySize.choices()],
        help_text="Según los ingresos del año (Decreto 957 de 2019).",
    )
    is_secondary_laboratory = forms.BooleanField(label="Es un laboratorio secundario", required=False)
    proves_size = forms.BooleanField(
        label="Acredito el tamaño de mi empresa",
        required=False,
        help_text="Con un documento de los últimos 90 días, ahora y otra vez al prestarse el servicio (artículo 4).",
    )
    is_higher_education = forms.BooleanField(label="Es una institución de educación superior", required=False)
    is_under_public_contracting = forms.BooleanField(
        label="Es una entidad del Estatuto General de la Contratación Pública",
        required=False,
        help_text="Puede pagar después, con su contrato o convenio (artículo 2).",
    )


class PlaceForm(ResidenceFields):
    """Where it is rendered: in the Institute, or at the customer's."""

    prefix = "place"
    HERE, THERE = "inm", "sitio"

    where = forms.ChoiceField(
        label="¿Dónde?",
        choices=[(HERE, "En el INM, en Bogotá"), (THERE, "En mis instalaciones")],
        widget=forms.RadioSelect,
        initial=HERE,
        error_messages={"required": "Diga dónde se presta el servicio."},
    )

    field_order = ["where"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("is_domiciled_abroad", "pays_from_abroad"):
            del self.fields[name]

    @property
    def is_on_site(self) -> bool:
        return bool(self["where"].value() == self.THERE)

    @property
    def unasked(self) -> frozenset[str]:
        if not self.is_on_site:
            return frozenset(self.fields) - {"where"}
        return super().unasked & frozenset(self.fields)

    @property
    def facts(self) -> dict[str, Any]:
        """As an Item names them."""
        if not self.is_on_site:
            return {"is_on_site": False}
        answers = self.cleaned_data
        city = answers["foreign_city"]
        return {
            "is_on_site": True,
            "country": answers["country"],
            "municipality": answers["municipality"],
            "address": ", ".join(filter(None, (answers["address"], city))),
        }


class WordsForm(PortalForm):
    prefix = "words"

    remarks = ParagraphsField(
        label="Observaciones",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Las observaciones admiten hasta 2.000 caracteres."},
    )
    accepts_terms = forms.BooleanField(
        label="Acepto las condiciones del servicio",
        help_text="El servicio se presta con cita, después del pago, y su precio es el de la resolución de tarifas.",
        error_messages={"required": "Para radicar debe aceptar las condiciones del servicio."},
    )


class ItemForm(ApplicableForm):
    """One item and its rate, found by its code or by words; `edition` is the tariff in force.

    `own` are the names of the fields that are columns of Item; the others are its `details`. Those in `folded` are
    seen by whoever unfolds them.
    """

    service: ClassVar[Service]
    own: ClassVar[tuple[str, ...]] = ("name",)
    folded: ClassVar[tuple[str, ...]] = ()
    noun: ClassVar[str] = "Ítem"

    rate = Line(
        label="Servicio de la tarifa",
        max_length=400,
        required=False,
        help_text="Por su código o por palabras. Si no sabe cuál es, déjelo vacío: el INM se lo dice al cotizar.",
        widget=forms.TextInput(attrs={"list": "rates", "autocomplete": "off"}),
    )
    quantity = forms.IntegerField(
        label="Cantidad",
        required=False,
        min_value=1,
        max_value=10_000,
        error_messages={
            "invalid": "La cantidad debe ser un número entero de 1 a 10.000.",
            "min_value": "La cantidad debe ser un número entero de 1 a 10.000.",
            "max_value": "La cantidad debe ser un número entero de 1 a 10.000.",
        },
    )

    def __init__(self, *args: Any, edition: Edition | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.rates: dict[str, Rate] = {}

    @property
    def number(self) -> str:
        """As its button names it."""
        return str(self.prefix).removeprefix("item")

    @property
    def asked_first(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.folded]

    @property
    def asked_besides(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def tells_besides(self) -> bool:
        """Whether something of what is folded was answered, or is wrong."""
        return any(field.value() or field.errors for field in self.asked_besides)

    def clean_rate(self) -> str:
        return self._code("rate")

    def _code(self, name: str) -> str:
        """The code of the one rate that was meant; "" when nothing was typed. Raises ValidationError with those that it
        may be."""
        typed = self.cleaned_data[name]
        if not typed or self.edition is None:
            return ""
        offered = sections_of(self.service, self.edition)
        if (found := CODE.match(typed)) and (rate := offered.filter(code=f"{found[1].upper()}-{found[2]}").first()):
            self.rates[rate.code] = rate
            return str(rate.code)
        rates = list(offered.matching(typed)[: MOST_FOUND + 1]) or list(offered.meaning(typed)[: MOST_FOUND + 1])
        if len(rates) == 1:
            self.rates[rates[0].code] = rates[0]
            return str(rates[0].code)
        if not rates:
            raise ValidationError("Ningún servicio de la tarifa tiene esas palabras. Déjelo vacío si no sabe cuál es.")
        named = "; ".join(f"{rate.code} {rate.name.rstrip('.')}" for rate in rates[:MOST_FOUND])
        more = "; y otros" if len(rates) > MOST_FOUND else ""
        raise ValidationError(f"Puede ser cualquiera de estos; escriba el código: {named}{more}.")

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("rate") and not self.cleaned_data.get("quantity") and "quantity" not in self.errors:
            self.cleaned_data["quantity"] = 1

    def fit(self, others: Sequence["ItemForm"], *, is_on_site: bool) -> None:
        """Say what is wrong with it where it is rendered, and beside the others; each is valid by itself."""

    @property
    def consequences(self) -> tuple[ReviewAnswer, ...]:
        """What filing it does, besides what was answered."""
        return ()

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        code = self.cleaned_data.get("rate")
        if not code:
            return ()
        return (AskedLine(code, self.cleaned_data["quantity"], self.cleaned_data.get("persons"), is_on_site),)

    def asked(self, place: dict[str, Any]) -> AskedItem:
        """As it is filed; valid."""
        priced = {"rate", "quantity", "extra_rate", "extra_quantity", "persons"}
        told = {name: value for name, value in self.cleaned_data.items() if name not in priced}
        facts = {name: told.pop(name) for name in self.own}
        details = {name: str(value) for name, value in told.items() if value not in ("", None, False)}
        lines = self.lines(is_on_site=bool(place.get("is_on_site")))
        return AskedItem(facts | place | {"details": details}, lines)


class CalibrationItemForm(ItemForm):
    service = Service.CALIBRATION
    noun = "Instrumento"
    own = ("name", "maker", "model", "serial", "internal_code", "wished_on", "recall_months")
    field_order = ["name", "serial", "maker", "model", "range", "points", "rate", "quantity"]
    folded = (
        *("extra_rate", "extra_quantity", "internal_code", "wished_on", "certificate_name", "certificate_nit"),
        *("last_certificate", "conformity", "returns", "recall_months"),
    )

    name = text(
        "Instrumento", required=True, missing="Diga qué instrumento es.", hint="Por ejemplo: balanza analítica."
    )
    maker = text("Marca", limit=80, required=True, missing="Escriba la marca, o «No tiene».")
    model = text("Modelo", limit=80, required=True, missing="Escriba el modelo, o «No tiene».")
    serial = text(
        "Serial",
        limit=60,
        required=True,
        missing="Escriba el serial, o «No tiene»: que el INM lo identifique.",
    )
    internal_code = text("Código interno", limit=40)
    range = text("Intervalo de medición y resolución", hint="Por ejemplo: 0 g a 220 g, división 0,1 mg.")
    points = text("Puntos que quiere calibrar", limit=300, hint="Separados por punto y coma: 10; 50; 100.")
    extra_rate = Line(
        label="Servicio adicional",
        max_length=400,
        required=False,
        help_text="Lo que se suma al anterior: puntos, pesas o escalas de más.",
        widget=forms.TextInput(attrs={"list": "rates", "autocomplete": "off"}),
    )
    extra_quantity = forms.IntegerField(
        label="Cantidad adicional",
        required=False,
        min_value=1,
        max_value=10_000,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "La cantidad debe ser un número entero de 1 a 10.000."
        ),
    )
    wished_on = DayField(label="Fecha deseada", required=False, help_text="Vacía: lo antes posible.")
    certificate_name = text("Certificado a nombre de", limit=200, hint="Vacío: a nombre de quien solicita.")
    certificate_nit = text("NIT de ese tercero", limit=40)
    last_certificate = text("Último certificado", hint="Número, fecha y quién lo expidió.")
    conformity = text(
        "Declaración de conformidad", limit=200, hint="Si la quiere: contra qué especificación y con qué regla."
    )
    returns = text("Cómo se devuelve", limit=200, hint="Quién lo recoge, o la guía de su transportador.")
    recall_months = forms.IntegerField(
        label="Meses hasta la próxima calibración",
        required=False,
        min_value=1,
        max_value=120,
        help_text="Lo fija usted: el INM no lo recomienda. Se lo recordamos.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Escriba un número de meses de 1 a 120."),
    )

    def clean_serial(self) -> str:
        serial: str = self.cleaned_data["serial"]
        return "" if serial_key(serial) == serial_key(NONE_GIVEN) else serial

    def clean_extra_rate(self) -> str:
        return self._code("extra_rate")

    def clean_wished_on(self) -> Any:
        wished = self.cleaned_data["wished_on"]
        if wished and wished <= timezone.localdate():
            raise ValidationError("La fecha deseada debe ser posterior a hoy.")
        return wished

    def clean_certificate_nit(self) -> str:
        typed: str = self.cleaned_data["certificate_nit"]
        return str(Nit.read(typed)) if typed else ""

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("extra_rate") and not self.cleaned_data.get("extra_quantity"):
            self.cleaned_data["extra_quantity"] = 1
        is_of_another = self.cleaned_data.get("certificate_name") and not self.cleaned_data.get("certificate_nit")
        if is_of_another and "certificate_nit" not in self.errors:
            self.add_error("certificate_nit", "Escriba el NIT del tercero, con su dígito de verificación.")
        key = serial_key(self.cleaned_data.get("serial") or "")
        open_ones = Item.objects.filter(serial_key=key, request__closed_at=None).select_related("request__radicado")
        if key and (found := open_ones.first()):
            serial, case = self.cleaned_data["serial"], found.request.radicado
            self.add_error("serial", f"El serial {serial} ya está en el caso {case}, que sigue abierto.")

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        extra = self.cleaned_data.get("extra_rate")
        more = (AskedLine(extra, self.cleaned_data["extra_quantity"], None, is_on_site),) if extra else ()
        return (*super().lines(is_on_site=is_on_site), *more)


class AssistanceItemForm(ItemForm):
    service = Service.ASSISTANCE
    noun = "Asistencia"
    own = ("name", "wished_on")
    field_order = ["name", "objective", "rate", "quantity", "wished_on"]

    name = text("Magnitud o tema", required=True, missing="Escriba la magnitud o el tema, o «No sé».")
    objective = ParagraphsField(
        label="Objetivo",
        min_length=30,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Cuéntenos el objetivo en al menos una frase completa.",
            "min_length": "Cuéntenos el objetivo en al menos una frase completa.",
        },
    )
    wished_on = DayField(label="Fecha posible", required=False)


class ProficiencyItemForm(ItemForm):
    service = Service.PROFICIENCY_TEST
    noun = "Participación"
    own = ("name",)
    field_order = ["name", "rate", "quantity"]

    name = text("Esquema o ronda", limit=200, required=True, missing="Diga en qué ensayo quiere participar.")
    technician = text("Responsable técnico", required=True, missing="Escriba el responsable técnico.")
    method = text("Método de medición", limit=300, required=True, missing="Diga con qué método va a medir.")
    accreditation = text("Código de acreditación en este alcance", limit=60, hint="Si está acreditado.")
    cmc = text("CMC, con su unidad y k", limit=80)
    delivery = text(
        "Dirección de envío del ítem", limit=200, required=True, missing="Escriba la dirección con municipio."
    )


class MaterialItemForm(ItemForm):
    service = Service.REFERENCE_MATERIAL
    noun = "Material"
    own = ("name",)
    field_order = ["name", "rate", "quantity"]

    name = text("Material y presentación", limit=200, required=True, missing="Elija el material.")
    life = forms.IntegerField(
        label="Vida útil mínima al despacho, en días",
        required=False,
        min_value=0,
        max_value=720,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Escriba de 0 a 720 días."),
    )
    delivery = text(
        "Entrega", limit=200, required=True, missing="Diga si lo recoge en Bogotá o a qué dirección se envía."
    )
    may_receive_acids = forms.BooleanField(
        label="Puedo recibir sustancias ácidas", required=False, help_text="Para soluciones de metales y de holmio."
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("rate") in {"MRC-005", "MRC-006"} and not self.cleaned_data.get("may_receive_acids"):
            self.add_error("may_receive_acids", "Confirme que puede recibir sustancias ácidas.")
