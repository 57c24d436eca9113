"""The rates of one draft as rows of a spreadsheet, in and out (django-import-export).

A row is known by its code. Columns that are not there leave the row as it is; rows that are not there stay,
unless they are to be removed.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource

from tariffs.arrangement import ASIDE, arrange, last_place
from tariffs.codes import LETTERS, FreeCodes
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Rate
from tariffs.models.rate import LONGEST_NAME
from tariffs.resolution_import import free_codes
from tariffs.spreadsheets.cells import (
    HeadingWidget,
    NotesWidget,
    TextWidget,
    UnitWidget,
    WagesWidget,
    WholeWidget,
    YesNoWidget,
)


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
    minimum_quantity = Field("minimum_quantity", "Mínimo de participantes", WholeWidget())
    maximum_persons = Field("maximum_persons", "Máximo de personas", WholeWidget())
    footnotes = Field("footnotes", "Notas al pie")

    class Meta:
        model = Rate
        fields = [
            "place", "code", "heading", "name", "unit", "cop", "smmlv", "usd", "text_price", "is_on_site",
            "is_additional", "minimum_quantity", "maximum_persons", "footnotes",
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
        arrange(
            self.edition.rates, {keys[code]: place for code, place in self.places.items() if code in keys}
        )
