"""What a reader of the tariffs may ask for; the names of the fields are those of the address."""

from django import forms
from django.db.models import Q

from ground.webforms.fields import PortalForm, TextLineField, field_as
from tariffs.catalogue import Catalogue
from tariffs.models import Edition

LONGEST_SEARCH = 200
ANY_SECTION = ("", "Todas las secciones")
CURRENCIES = [("", "Pesos y dólares"), ("cop", "Solo pesos"), ("usd", "Solo dólares")]
# A row that has words in the place of figures has them in both currencies.
PRICED = {
    "cop": Q(cop__isnull=False) | ~Q(text_price=""),
    "usd": Q(usd__isnull=False) | ~Q(text_price=""),
}


class SearchForm(PortalForm):
    """Words, section or laboratory, on site, currency; everything is optional."""

    q = TextLineField(
        label="¿Qué servicio busca?",
        help_text="Una o varias palabras, en cualquier orden y aunque no estén completas: «termom horno».",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Busque con {LONGEST_SEARCH} caracteres o menos."},
    )
    seccion = forms.ChoiceField(
        label="Sección o laboratorio",
        required=False,
        error_messages={"invalid_choice": "Elija una sección o un laboratorio de la lista."},
    )
    moneda = forms.ChoiceField(
        label="Moneda",
        required=False,
        choices=CURRENCIES,
        error_messages={"invalid_choice": "Elija una moneda de la lista."},
    )
    sitio = forms.BooleanField(label="Solo servicios en sitio", required=False)

    def __init__(self, *args, catalogue: Catalogue, **kwargs):
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        sections = [ANY_SECTION, *map(_section_choices, catalogue.sections)]
        field_as(forms.ChoiceField, self, "seccion").choices = sections

    @property
    def is_searching(self) -> bool:
        """Whether anything was asked for that leaves rows out."""
        return self.is_valid() and any(self.cleaned_data.values())

    @property
    def typed(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def narrows(self) -> bool:
        """Whether something besides words was asked for."""
        return any(value for field, value in self.cleaned_data.items() if field != "q")

    def positions(self, edition: Edition) -> set[int]:
        """Where in the document the rows are that answer a valid form."""
        rates = edition.rates.matching(self.typed)
        if currency := self.cleaned_data["moneda"]:
            rates = rates.filter(PRICED[currency])
        if self.cleaned_data["sitio"]:
            rates = rates.filter(is_on_site=True)
        found = set(rates.order_by().values_list("position", flat=True))
        section = self.cleaned_data["seccion"]
        return found & self.catalogue.positions_under(section) if section else found


def _section_choices(section) -> tuple:
    part, inside = section
    if not inside:
        return part.anchor, part.name
    whole = (part.anchor, f"{part.name}: todo")
    return part.name, [whole, *((inner.anchor, _indented(inner)) for inner in inside)]


def _indented(part) -> str:
    """Spaces that an option shows, under the laboratory that it belongs to."""
    return "\u2003" * (part.level - 2) + part.name
