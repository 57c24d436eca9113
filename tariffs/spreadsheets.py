"""The rates of one draft as rows of a spreadsheet, in and out (django-import-export).

A row is known by its code. Columns that are not there leave the row as it is; rows that are not there stay,
unless they are to be removed.
"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import ManyToManyWidget, Widget

from ground.spreadsheets.csv_files import FORMULA
from ground.words import normalise
from tariffs.draft import ASIDE, arrange, last_place
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Edition, Footnote, Heading, Rate
from tariffs.models.rate import LONGEST_NAME
from tariffs.ranges import bare
from tariffs.resolution_import import LETTERS, FreeCodes, free_codes

WHOLE = re.compile(r"\d{1,10}|\d{1,3}(?:([ .\u00a0])\d{3})(?:\1\d{3})*")
DECIMALS = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
BOUND = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
CODE = re.compile(r"[A-Z]{2,3}-[0-9]{3,8}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
SIX = Decimal("0.000001")
YES, NO = {"si", "x", "1", "true", "verdadero"}, {"", "no", "0", "false", "falso"}
STEP = " › "


# --- Cells as values of a rate, and back; a ValueError says what is wrong with one ---
def typed(value) -> str:
    return "" if value is None else str(value).strip()


def whole_text(value) -> str:
    """A spreadsheet has every number with a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else typed(value)


class FigureWidget(Widget):
    """Numbers stay numbers on their way out."""

    def render(self, value, obj=None, **kwargs):
        return value


class TextWidget(Widget):
    def __init__(self, longest: int = 0):
        super().__init__()
        self.longest = longest

    def clean(self, value, row=None, **kwargs) -> str:
        """Without the apostrophe that keeps an exported text from being a formula."""
        text = typed(value)
        if CONTROL.search(text):
            raise ValueError("tiene caracteres que no se pueden imprimir.")
        if 0 < self.longest < len(text):
            raise ValueError(f"tiene más de {self.longest} caracteres.")
        return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


class WholeWidget(FigureWidget):
    def clean(self, value, row=None, **kwargs) -> int | None:
        text = whole_text(value).removeprefix("$").removeprefix("USD").strip()
        if not text:
            return None
        if not WHOLE.fullmatch(text):
            raise ValueError(f"«{text}» no es un número entero.")
        return int(re.sub(r"\D", "", text))


class WagesWidget(FigureWidget):
    def clean(self, value, row=None, **kwargs) -> Decimal | None:
        """A float of a spreadsheet has noise after its six decimals; a text has none."""
        if isinstance(value, float) and 0 <= value < 10**6:
            return Decimal(value).quantize(SIX)
        text = typed(value)
        if not text:
            return None
        if isinstance(value, float) or not DECIMALS.fullmatch(text):
            raise ValueError(f"«{text}» no es una cifra con hasta seis decimales.")
        return Decimal(text.replace(",", "."))


class BoundWidget(FigureWidget):
    """One end of a range, below zero too."""

    def clean(self, value, row=None, **kwargs) -> Decimal | None:
        # The apostrophe keeps what is below zero from being a formula.
        text = typed(value).removeprefix("'").replace(",", ".")
        if not text:
            return None
        if not BOUND.fullmatch(text):
            raise ValueError(f"«{text}» no es un número con hasta seis decimales.")
        return bare(Decimal(text))

    def render(self, value, obj=None, **kwargs) -> Decimal | None:
        return None if value is None else bare(value)


class YesNoWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> bool:
        word = normalise(typed(value))
        if word not in YES | NO:
            raise ValueError(f"«{value}» no es Sí ni No.")
        return word in YES

    def render(self, value, obj=None, **kwargs) -> str:
        return "Sí" if value else "No"


class UnitWidget(Widget):
    by_word = {normalise(unit.label): unit.value for unit in Unit}

    def clean(self, value, row=None, **kwargs) -> str:
        word = normalise(typed(value))
        if word and word not in self.by_word:
            raise ValueError(f"«{value}» no es una de: {', '.join(unit.label for unit in Unit)}.")
        return self.by_word.get(word, Unit.SERVICE.value)

    def render(self, value, obj=None, **kwargs) -> str:
        return Unit(value).label if value else ""


class HeadingWidget(Widget):
    def __init__(self, edition: Edition):
        super().__init__()
        headings = edition.headings.select_related("parent__parent")
        self.by_path = {normalise(path_of(heading)): heading for heading in headings}

    def clean(self, value, row=None, **kwargs) -> Heading:
        heading = self.by_path.get(normalise(typed(value)))
        if heading is None:
            raise ValueError(f"no hay un título «{value or ''}» en el borrador.")
        return heading

    def render(self, value, obj=None, **kwargs) -> str:
        return path_of(value) if value else ""


class NotesWidget(ManyToManyWidget):
    def __init__(self, edition: Edition):
        super().__init__(Footnote)
        self.by_number = {str(note.number): note for note in edition.footnotes.all()}

    def clean(self, value, row=None, **kwargs) -> list[Footnote]:
        numbers = [number for number in re.split(r"[,;\s]+", whole_text(value)) if number]
        if unknown := [number for number in numbers if number not in self.by_number]:
            raise ValueError(f"«notas al pie»: no hay una nota {', '.join(unknown)} en el borrador.")
        return [self.by_number[number] for number in dict.fromkeys(numbers)]

    def render(self, value, obj=None, **kwargs) -> str:
        return ", ".join(str(note.number) for note in value.all()) if value else ""


class CodesWidget(Widget):
    def clean(self, value, row=None, **kwargs) -> list[str]:
        codes = [code for code in re.split(r"[,;\s]+", typed(value).upper()) if code]
        if wrong := [code for code in codes if not CODE.fullmatch(code)]:
            raise ValueError(f"«{', '.join(wrong)}» no es un código como CAL-001.")
        return list(dict.fromkeys(codes))

    def render(self, value, obj=None, **kwargs) -> str:
        return ", ".join(value or ())


def path_of(heading: Heading) -> str:
    return STEP.join(one.name for one in heading.path)


# --- Rows ---
class RateResource(ModelResource):
    place = Field("position", "Orden", WholeWidget(), readonly=True)
    code = Field("code", "Código", TextWidget())
    heading = Field("heading", "Título")
    name = Field("name", "Nombre del servicio", TextWidget(LONGEST_NAME))
    unit = Field("unit", "Por cada", UnitWidget())
    cop = Field("cop", "Tasa COP", WholeWidget())
    smmlv = Field("smmlv", "Tasa S.M.M.L.V.", WagesWidget())
    usd = Field("usd", "Tasa USD", WholeWidget())
    text_price = Field("text_price", "En lugar de la tasa", TextWidget())
    is_on_site = Field("is_on_site", "Servicio en sitio", YesNoWidget())
    is_additional = Field("is_additional", "Adicional a otro servicio", YesNoWidget())
    additional_to = Field("additional_to", "Se suma a", CodesWidget())
    is_also_on_site = Field("is_also_on_site", "También en sitio", YesNoWidget())
    family = Field("family", "Familia", TextWidget())
    included = Field("included", "Cuántos incluye", WholeWidget())
    minimum_quantity = Field("minimum_quantity", "Mínimo de participantes", WholeWidget())
    maximum_persons = Field("maximum_persons", "Máximo de personas", WholeWidget())
    range_from = Field("range_from", "Alcance desde", BoundWidget())
    range_to = Field("range_to", "Alcance hasta", BoundWidget())
    range_unit = Field("range_unit", "Unidad del alcance", TextWidget())
    footnotes = Field("footnotes", "Notas al pie")

    class Meta:
        model = Rate
        fields = [
            "place", "code", "heading", "name", "unit", "cop", "smmlv", "usd", "text_price", "is_on_site",
            "is_also_on_site", "is_additional", "additional_to", "included", "family", "minimum_quantity",
            "maximum_persons", "range_from", "range_to", "range_unit", "footnotes",
        ]  # fmt: skip
        import_id_fields = ["code"]
        instance_loader_class = CachedInstanceLoader
        skip_diff = True
        clean_model_instances = True

    def __init__(self, edition: Edition):
        super().__init__()
        self.edition = edition
        self.fields["heading"].widget = HeadingWidget(edition)
        self.fields["footnotes"].widget = NotesWidget(edition)
        self.named: set[str] = set()
        self.places: dict[str, int] = {}

    @cached_property
    def codes(self) -> FreeCodes:
        return free_codes(self.edition)

    def get_queryset(self):
        headings = self.edition.rates.select_related("heading__parent__parent")
        return headings.prefetch_related("footnotes").order_by("position")

    def init_instance(self, row=None) -> Rate:
        return Rate(edition=self.edition, position=last_place(self.edition.rates))

    def before_import_row(self, row, **kwargs) -> None:
        code = self.fields["code"].clean(row)
        if code and code in self.named:
            raise ValidationError(f"El código {code} ya está en otra fila del archivo.")
        self.named.add(code)

    def after_init_instance(self, instance: Rate, new: bool, row, **kwargs) -> None:
        self.found = None if new else self._said(instance)

    def skip_row(self, instance: Rate, original, row, import_validation_errors=None) -> bool:
        """A row of which the file says what the draft says is left alone.

        The library compares with a copy of the row, and the copy asks the database for its notes again.
        """
        if self.found is None or import_validation_errors or self.found != self._said(instance):
            return False
        notes = self.fields["footnotes"]
        return notes.column_name not in row or set(notes.clean(row)) == set(instance.footnotes.all())

    def _said(self, rate: Rate) -> list:
        """What a row says, its notes aside."""
        notes = self.fields["footnotes"]
        return [field.get_value(rate) for field in self.get_import_fields() if field is not notes]

    def import_instance(self, instance: Rate, row, **kwargs) -> None:
        printed = instance.cop, instance.smmlv, instance.usd, instance.text_price
        super().import_instance(instance, row, **kwargs)
        if printed != (instance.cop, instance.smmlv, instance.usd, instance.text_price):
            instance.raw_figures = []  # they are no longer what was printed
        if instance.pk is None:
            if instance.heading_id is None:
                raise ValidationError({"heading": "una fila nueva necesita su título."})
            # Its heading says what it is, and the code what it was.
            kind = SectionKind(instance.heading.kind)
            instance.code = instance.code or self.codes.take(kind, instance.name)
            if not re.fullmatch(rf"{LETTERS[kind]}-[0-9]{{3,8}}", instance.code):
                raise ValidationError({"code": f"el de una fila nueva es como {LETTERS[kind]}-001, o vacío."})
            self.codes.keep(instance.code)
            self.named.add(instance.code)
        place = self.fields["place"].clean(row) if "Orden" in row else None
        if place is not None:
            self.places[instance.code] = place
            if not 0 < place < ASIDE:
                raise ValidationError({"position": f"«{place}» no es un puesto."})

    def after_import(self, dataset, result, *, removes_missing: bool = False, **kwargs) -> None:
        if removes_missing:
            for rate in self.edition.rates.exclude(code__in=self.named):
                rate.delete()
        keys = dict(self.edition.rates.values_list("code", "pk"))
        arrange(self.edition.rates, {keys[code]: place for code, place in self.places.items() if code in keys})
