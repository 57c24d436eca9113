"""What is asked of whoever requests a service: how to reach them, what prices it, where, and each item."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.registration.residence import PhoneField, ResidenceFields
from accounts.models import User
from ground.languages import Words, as_written, in_both, is_english
from ground.webforms.fields import ApplicableForm, DayField, MailField, ParagraphsField, PortalForm
from ground.webforms.fields import TextLineField as Line
from ground.webforms.review import ReviewAnswer
from legal_calendar.days import IncompleteTablesError
from legal_calendar.spoken import long_date
from legal_calendar.stored import current_calendar
from services.filing import AskedItem
from services.kinds import Service
from services.lines import Rates, Told, filled, listed, problems
from services.price import AskedLine
from services.seats import NoSeatsError
from tariffs.english import english_names, names_of_page
from tariffs.finder import find
from tariffs.models import Edition, FinderWord
from tariffs.pricing.quote import GREATEST_QUANTITY, CompanySize
from tariffs.spanish import Spanish
from tariffs.spoken import spoken

CODE = re.compile(r"\s*([A-Za-z]{2,3})\s*-?\s*([0-9]{3})\b")
MOST_FOUND = 6


def text(label: Words, *, limit: int = 120, required: bool = False, missing: Words = "", hint: Words = "") -> Line:
    return Line(
        label=label,
        max_length=limit,
        required=required,
        help_text=hint,
        error_messages={
            "required": missing,
            "max_length": format_lazy(_("Admite hasta {limit} caracteres."), limit=limit),
        },
    )


def read_lines(typed: str, rates: Collection[str]) -> Iterator[AskedLine]:
    """Rates as they are typed, one a row with its quantity, «CAL-004 × 3»; 0 where none is said."""
    for row in filter(str.strip, typed.splitlines()):
        found = CODE.match(row)
        code = f"{found[1].upper()}-{found[2]}" if found else ""
        quantity = row[found.end() :].strip(" \t×xX;,:*") if found else ""
        if code not in rates:
            wrong = gettext("«{row}»: escriba el código de la tasa y la cantidad, como CAL-004 × 3.")
            raise ValidationError(wrong.format(row=row.strip()))
        if quantity and not (quantity.isdecimal() and 1 <= int(quantity[:6]) <= GREATEST_QUANTITY):
            wrong = gettext("«{row}»: la cantidad debe ser un número entero de 1 a 10.000.")
            raise ValidationError(wrong.format(row=row.strip()))
        yield AskedLine(code, int(quantity) if quantity else 0)


class WishedDayField(DayField):
    """A business day that the Institute can still prepare for."""

    def __init__(self, **facts: Any):
        super().__init__(required=False, help_text=_("Vacía: lo antes posible."), **facts)

    def clean(self, value: Any) -> date | None:
        wished: date | None = super().clean(value)
        if wished is None:
            return None
        try:
            calendar = current_calendar()
            first = calendar.count(timezone.localdate(), settings.SERVICES_LEAD_DAYS).due_on
            if wished < first or not calendar.is_business_day(wished):
                raise ValidationError(gettext("Elija un día hábil desde el {day}.").format(day=long_date(first)))
        except IncompleteTablesError as error:
            raise ValidationError(as_written(error)) from error
        return wished


def code_field(label: Words, hint: Words) -> Line:
    """A rate, by its code or by words."""
    widget = forms.TextInput(attrs={"list": "rates", "autocomplete": "off"})
    return Line(label=label, max_length=400, required=False, help_text=hint, widget=widget)


def quantity_field(label: Words) -> forms.IntegerField:
    wrong = _("La cantidad debe ser un número entero de 1 a 10.000.")
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=GREATEST_QUANTITY, error_messages=errors
    )


class ContactForm(PortalForm):
    prefix = "contact"

    contact_name = text(
        _("Persona de contacto"), required=True, missing=_("Escriba el nombre de la persona de contacto.")
    )
    contact_email = MailField(label=_("Correo electrónico"), help_text=_("Ahí llegan la cotización y los avisos."))
    contact_phone = PhoneField(label=_("Teléfono"), required=True)


class CustomerForm(PortalForm):
    """The facts that price it (Resolución 015 de 2020, arts. 1, 2 and 4 to 6)."""

    prefix = "customer"

    size = forms.ChoiceField(
        label=_("Tamaño de su empresa"),
        required=False,
        choices=lambda: [
            ("", _("No tengo empresa, o no lo sé")),
            *((size.value, spoken(size.label)) for size in CompanySize),
        ],
        help_text=_("Según los ingresos del año (Decreto 957 de 2019)."),
    )
    is_secondary_laboratory = forms.BooleanField(label=_("Es un laboratorio secundario"), required=False)
    proves_size = forms.BooleanField(
        label=_("Acredito el tamaño de mi empresa"),
        required=False,
        help_text=_("Con un documento de los últimos 90 días, ahora y otra vez al prestarse el servicio (artículo 4)."),
    )
    is_higher_education = forms.BooleanField(label=_("Es una institución de educación superior"), required=False)
    is_under_public_contracting = forms.BooleanField(
        label=_("Es una entidad del Estatuto General de la Contratación Pública"),
        required=False,
        help_text=_("Puede pagar después, con su contrato o convenio (artículo 2)."),
    )


class PlaceForm(ResidenceFields):
    """Where it is rendered: in the Institute, or at the customer's."""

    prefix = "place"
    HERE, THERE = "inm", "sitio"

    where = forms.ChoiceField(
        label=_("¿Dónde?"),
        choices=[(HERE, _("En el INM, en Bogotá")), (THERE, _("En mis instalaciones"))],
        widget=forms.RadioSelect,
        initial=HERE,
        error_messages={"required": _("Diga dónde se presta el servicio.")},
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
        label=_("Observaciones"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Las observaciones admiten hasta 2.000 caracteres.")},
    )
    accepts_terms = forms.BooleanField(
        label=in_both(_("Acepto las condiciones del servicio")),
        help_text=in_both(
            _("El servicio se presta con cita, después del pago, y su precio es el de la resolución de tarifas.")
        ),
        error_messages={"required": _("Para radicar debe aceptar las condiciones del servicio.")},
    )


class ItemForm(ApplicableForm):
    """One item and its rate, found by its code or by words; `edition` is the tariff in force, and `rates` has all of
    it by code once the page is judged; `user` asks for it.

    `own` are the names of the fields that are columns of Item, `of_lines` of those that say its lines; the others are
    its `details`. Those in `folded` are seen by whoever unfolds them.
    """

    service: ClassVar[Service]
    own: ClassVar[tuple[str, ...]] = ("name",)
    of_lines: ClassVar[frozenset[str]] = frozenset({"rate", "quantity", "persons"})
    folded: ClassVar[tuple[str, ...]] = ()
    noun: ClassVar[Words]

    rate = code_field(
        _("Servicio de la tarifa"),
        _("Por su código o por palabras. Si no sabe cuál es, déjelo vacío: el INM se lo dice al cotizar."),
    )
    quantity = quantity_field(_("Cantidad"))

    def __init__(
        self, *args: Any, edition: Edition | None, rates: Rates, user: User | None = None, **kwargs: Any
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.edition, self.rates, self.user = edition, rates, user

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
        if (found := CODE.match(typed)) and (code := f"{found[1].upper()}-{found[2]}") in self.rates:
            return code
        meant = find(typed, self.edition, english_names().english or {})
        rates = [rate for rate in meant.rates or meant.near if rate.code in self.rates]
        if len(rates) == 1:
            return str(rates[0].code)
        if not rates:
            raise ValidationError(
                gettext("Ningún servicio de la tarifa tiene esas palabras. Déjelo vacío si no sabe cuál es.")
            )
        shown: tuple[Spanish, ...] = listed(rates[:MOST_FOUND])
        if len(rates) > MOST_FOUND:
            shown += (Spanish("y otros"),)
        sentence = Spanish("Puede ser cualquiera de estos; escriba el código: {rates}.", rates=shown)
        questions = [_question_of(word) for word in meant.words if word.question]
        told = format_html_join(" ", "{}", ((each,) for each in (*questions, spoken(sentence, names_of_page()))))
        raise ValidationError(told)

    @property
    def told(self) -> Told:
        """What its answers say that its lines must fit; valid."""
        return Told.of(self.cleaned_data)

    def typed_lines(self, *, is_on_site: bool) -> Iterator[tuple[str, AskedLine]]:
        """Each line with the name of its field; 0 is a quantity that nobody typed."""
        if code := self.cleaned_data.get("rate"):
            quantity = self.cleaned_data.get("quantity") or 0
            yield "rate", AskedLine(code, quantity, self.cleaned_data.get("persons"), is_on_site)

    def fit(self, others: Sequence["ItemForm"], *, is_on_site: bool) -> None:
        """Say what is wrong with it where it is rendered, and beside the others; each is valid by itself."""

    def refuse(self, why: NoSeatsError) -> None:
        """Say beside it why nobody is enrolled as asked."""
        self.add_error(None, str(why))

    @property
    def has_own_place(self) -> bool:
        """Whether it is rendered where it is announced, and not where the customer says."""
        return False

    @property
    def consequences(self) -> tuple[ReviewAnswer, ...]:
        """What filing it does, besides what was answered."""
        return ()

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        """With the quantities that follow from what was told."""
        return filled([line for _, line in self.typed_lines(is_on_site=is_on_site)], self.rates, self.told)

    def refuse_lines(self, *, is_on_site: bool) -> None:
        """Say beside each field what its line cannot be."""
        fields = [name for name, _ in self.typed_lines(is_on_site=is_on_site)]
        lines = self.lines(is_on_site=is_on_site)
        for place, sentence in problems(lines, self.rates, service=self.service, told=self.told):
            said = spoken(sentence, names_of_page())
            self.add_error(fields[place] if place < len(fields) else "rate", said)

    def asked(self, place: dict[str, Any]) -> AskedItem:
        """As it is filed; valid."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in self.of_lines}
        facts = {name: told.pop(name) for name in self.own}
        details = {name: str(value) for name, value in told.items() if value not in ("", None, False)}
        lines = self.lines(is_on_site=bool(place.get("is_on_site")))
        return AskedItem(facts | place | {"details": details}, lines)


def _question_of(word: FinderWord) -> str:
    """What decides between several rates, in the language of the page."""
    return word.english_question if is_english() and word.english_question else as_written(word.question)


class AssistanceItemForm(ItemForm):
    service = Service.ASSISTANCE
    noun = _("Asistencia técnica")
    own = ("name", "wished_on")
    field_order = ["name", "objective", "rate", "quantity", "wished_on"]

    name = text(_("Magnitud o tema"), required=True, missing=_("Escriba la magnitud o el tema, o «No sé»."))
    objective = ParagraphsField(
        label=_("Objetivo"),
        min_length=30,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Cuéntenos el objetivo en al menos una frase completa."),
            "min_length": _("Cuéntenos el objetivo en al menos una frase completa."),
        },
    )
    wished_on = WishedDayField(label=_("Fecha posible"))
