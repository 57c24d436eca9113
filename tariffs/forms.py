"""What a reader of the tariffs may ask for, in words or as a quote; the names of the fields are those of the
addresses (tariffs/quote_address.py)."""

from collections.abc import Iterable, Set

from django import forms
from django.db.models import Q
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.webforms.fields import PortalForm, TextLineField, field_as
from tariffs.catalogue import Catalogue
from tariffs.english import Names
from tariffs.figures import dollars, pesos
from tariffs.models import Edition, Rate
from tariffs.pricing.pricing import Reason
from tariffs.pricing.quote import CompanySize, Currency, Customer
from tariffs.quote_address import FACT_KEYS, ON_SITE, PERSONS, SIZE_KEY, YES, Asked, AskedLine
from tariffs.quote_price import Answer
from tariffs.ranges import QUANTITIES, Range, asked_for
from tariffs.spanish import Spanish
from tariffs.spoken import as_printed, spoken

LONGEST_SEARCH = 200
LONGEST_RANGE = 60
NOT_A_RANGE = _("Escriba un número y su unidad, como «10 kg» o «0 a 300 °C».")
UNITS = format_lazy(_("Unidades: {units}."), units=", ".join(QUANTITIES))
ANY_SECTION = ("", _("Todas las secciones"))
CURRENCIES = [("", _("Pesos y dólares")), ("cop", _("Solo pesos")), ("usd", _("Solo dólares"))]
# A row that has words in the place of figures has them in both currencies.
PRICED = {
    "cop": Q(cop__isnull=False) | ~Q(text_price=""),
    "usd": Q(usd__isnull=False) | ~Q(text_price=""),
}


class RangeField(forms.CharField):
    """A value or a range with its unit, as a `Range`; nothing typed is None."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=LONGEST_RANGE,
            error_messages={"max_length": _("Escríbalo con %(limit_value)d caracteres o menos.")},
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value) -> Range | None:
        text = super().clean(value)
        asked = asked_for(text)
        if text and asked is None:
            raise forms.ValidationError(NOT_A_RANGE)
        return asked


class SearchForm(PortalForm):
    """Words, value of an instrument, section or laboratory, on site, currency; everything is optional."""

    units = UNITS  # said once, beside what was found
    is_otherwise_called = False  # whether what was found has other words than those typed

    q = TextLineField(
        label=_("¿Qué servicio busca?"),
        help_text=_("Una o varias palabras, en cualquier orden y aunque no estén completas: «termom horno»."),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Busque con %(limit_value)d caracteres o menos.")},
    )
    valor = RangeField(
        label=_("¿Qué valor o rango mide su instrumento?"),
        help_text=_("Con su unidad: «10 kg», «0 a 300 °C». Se marca en la escala de las tasas que dicen su alcance."),
    )
    seccion = forms.ChoiceField(
        label=_("Sección o laboratorio"),
        required=False,
        error_messages={"invalid_choice": _("Elija una sección o un laboratorio de la lista.")},
    )
    moneda = forms.ChoiceField(
        label=_("Moneda"),
        required=False,
        choices=CURRENCIES,
        error_messages={"invalid_choice": _("Elija una moneda de la lista.")},
    )
    sitio = forms.BooleanField(label=_("Solo servicios en sitio"), required=False)

    def __init__(self, *args, catalogue: Catalogue, names: Names, **kwargs):
        super().__init__(*args, **kwargs)
        self.catalogue, self.names = catalogue, names
        sections: list[tuple] = [ANY_SECTION]
        for section, inside in catalogue.sections:
            # Spaces that an option shows, under the laboratory that it belongs to.
            options = [(inner.anchor, "\u2003" * (inner.level - 2) + inner.name) for inner in inside]
            whole = (section.anchor, gettext("{section}: todo").format(section=section.name))
            sections.append((section.name, [whole, *options]) if inside else (section.anchor, section.name))
        section_field = field_as(forms.ChoiceField, self, "seccion")
        section_field.choices = sections

    @property
    def is_searching(self) -> bool:
        """Whether anything was asked for that leaves rows out."""
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def typed(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def asked(self) -> Range | None:
        return self.cleaned_data.get("valor")

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields for something besides words."""
        return [field for field in self if field.name != "q"]

    @property
    def narrows(self) -> bool:
        """Whether something besides words was asked for."""
        return any(value for field, value in self.cleaned_data.items() if field != "q")

    def positions(self, edition: Edition) -> set[int]:
        """Where in the document the rows are that answer a valid form; when none has the words typed, those that say
        the same in others."""
        rates = edition.rates.order_by()
        if currency := self.cleaned_data["moneda"]:
            rates = rates.filter(PRICED[currency])
        if self.cleaned_data["sitio"]:
            rates = rates.filter(is_on_site=True)
        found = set(rates.matching(self.typed, self.names.english).values_list("position", flat=True))
        if self.typed and not found:
            found = set(rates.meaning(self.typed).values_list("position", flat=True))
            self.is_otherwise_called = bool(found)
        section = self.cleaned_data["seccion"]
        return found & self.catalogue.positions_under(section) if section else found


# --- The cotizador ---
class TypedField(forms.CharField):
    """What was typed, good or not: pricing says what is wrong with it."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value):
        return value


class LineForm(PortalForm):
    """How much of a row; a row that the edition does not have shows only what was typed."""

    use_required_attribute = False

    quantity = TypedField()
    persons = TypedField()
    is_on_site = forms.BooleanField(
        required=False,
        widget=forms.CheckboxInput(attrs={"value": YES}),
        label=_("Se presta en sus instalaciones"),
    )

    def __init__(self, line: AskedLine, rate: Rate | None, name: str, currency: Currency, asked: Set[str]):
        self.line, self.rate, self.currency = line, rate, currency
        bases = rate.additional_to if rate else []
        self.missing = bases if asked.isdisjoint(bases) else []  # the rows of which one is to be asked for, too
        typed = {line.code: line.quantity, line.code + PERSONS: line.persons}
        super().__init__(typed | ({line.code + ON_SITE: YES} if line.is_on_site else {}))
        # Whoever does not see the row beside its controls hears its name.
        label = gettext('Cantidad <span class="visually-hidden">de {service}</span>')
        self.fields["quantity"].label = format_html(label, service=name)
        if rate and rate.maximum_persons:
            label = gettext('Personas, máximo {most} <span class="visually-hidden">de {service}</span>')
            self.fields["persons"].label = format_html(label, most=rate.maximum_persons, service=name)
        else:
            del self.fields["persons"]
        if not rate or not rate.as_row().is_given_anywhere:
            del self.fields["is_on_site"]

    def add_prefix(self, field_name: str) -> str:
        code = self.line.code
        names = {"quantity": code, "persons": code + PERSONS, "is_on_site": code + ON_SITE}
        return names.get(field_name, field_name)

    @property
    def price(self) -> str:
        """The published figure in the customer's currency, or what is there in its place."""
        return price_of(self.rate, self.currency) if self.rate else ""


class CustomerForm(PortalForm):
    """What the resolution asks about the customer. Shown, never judged: what is not said is no."""

    use_required_attribute = False

    size = forms.ChoiceField(
        label=_("Tamaño de su empresa"),
        help_text=_("Según los ingresos del año (Decreto 957 de 2019): cuenta en el descuento del artículo 4."),
    )
    proves_size = forms.BooleanField(
        label=_("Acreditará ese tamaño"),
        help_text=_("Con documentos, al hacer la solicitud y otra vez cuando se preste el servicio."),
    )
    is_secondary_laboratory = forms.BooleanField(
        label=_("Es un laboratorio secundario"),
        help_text=_("Si además es micro o pequeña empresa, tiene el 10 % de descuento (artículo 4)."),
    )
    is_higher_education = forms.BooleanField(
        label=_("Es una institución de educación superior"),
        help_text=_("Tiene el 10 % de descuento en «otros servicios de capacitación» (artículo 6)."),
    )
    is_under_public_contracting = forms.BooleanField(
        label=_("Es una entidad sometida al Estatuto General de la Contratación Pública"),
        help_text=_("No tiene que pagar antes del servicio, como sí las demás personas (artículo 2)."),
    )
    is_foreign = forms.BooleanField(label=_("Es una persona o empresa extranjera"))
    is_domiciled_abroad = forms.BooleanField(label=_("Tiene su domicilio en el exterior"))
    pays_from_abroad = forms.BooleanField(label=_("Paga desde fuera de Colombia"))

    ABROAD = ("is_foreign", "is_domiciled_abroad", "pays_from_abroad")

    def __init__(self, customer: Customer):
        self.customer = customer
        facts = {name: getattr(customer, name) for name in FACT_KEYS}
        super().__init__(initial=facts | {"size": customer.size.value if customer.size else ""})
        sizes = [(size.value, capfirst(spoken(size.label))) for size in CompanySize]
        field_as(forms.ChoiceField, self, "size").choices = [("", _("No tengo empresa, o no lo sé")), *sizes]
        for name in FACT_KEYS:
            self.fields[name].widget.attrs["value"] = YES

    def add_prefix(self, field_name: str) -> str:
        return {"size": SIZE_KEY, **FACT_KEYS}.get(field_name, field_name)

    @property
    def institution(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.ABROAD]

    @property
    def abroad(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABROAD]

    @property
    def stated(self) -> list[str]:
        """What the customer said, in words."""
        size = [gettext("Es una {size}").format(size=spoken(self.customer.size.label))] if self.customer.size else []
        return size + [str(self.fields[name].label) for name in FACT_KEYS if getattr(self.customer, name)]


class QuoteSearchForm(PortalForm):
    """Words of the rows to add."""

    use_required_attribute = False
    units = UNITS

    q = forms.CharField(
        label=_("Busque lo que necesita"),
        help_text=_("Por palabras, aunque no estén completas, o por código: «termom horno», «CAL-105»."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "maxlength": LONGEST_SEARCH}),
    )
    valor = forms.CharField(
        label=_("¿Qué mide su instrumento?"), help_text=_("Si quiere, con su unidad: «10 kg», «0 a 300 °C».")
    )


def line_forms(asked: Asked, answer: Answer, names: Names, currency: Currency) -> list[LineForm]:
    """A form for each line, with the reasons against it beside the control to mend."""
    forms_, codes = [], {line.code for line in asked.lines}
    for line in asked.lines:
        rate = answer.rates.get(line.code)
        forms_.append(LineForm(line, rate, names.of(rate.name) if rate else line.code, currency, codes))
    for reason in answer.reasons:
        if reason.line is not None:
            forms_[reason.line].add_error(reason.part, _said(reason.sentence, reason.article))
    return forms_


def summary(reasons: Iterable[Reason], lines: list[LineForm]) -> list[tuple[str, str]]:
    """The reasons as the summary of a page takes them: the control to mend, and the sentence that names its service."""
    return [
        (
            "lines" if reason.line is None else lines[reason.line][reason.part].id_for_label,
            _said(reason.alone, reason.article),
        )
        for reason in reasons
    ]


def _said(sentence: Spanish, article: str) -> str:
    """A sentence, with its article within it."""
    said = conditional_escape(spoken(sentence))
    return format_html("{} ({}).", SafeString(said.removesuffix(".")), article) if article else said


def price_of(rate: Rate, currency: Currency) -> str:
    """A published figure as it is written, or what there is in its place."""
    if rate.text_price:
        return as_printed(rate.text_price)
    if currency is Currency.COP:
        return gettext("Solo tiene tasa en dólares") if rate.cop is None else spoken(pesos(rate.cop))
    return gettext("Solo tiene tasa en pesos") if rate.usd is None else spoken(dollars(rate.usd))
