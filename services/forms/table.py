"""Many instruments at once, pasted from a spreadsheet with the titles of its columns: a row each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ground.languages import ENGLISH, Words
from ground.spreadsheets.pasted import PastedColumn, are_titles, column, pasted_rows, titled
from ground.webforms.fields import ParagraphsField, PortalForm, options_of
from ground.words import normalise
from services.forms.calibration import CalibrationItemForm
from tariffs import ranges

SEPARATORS = "\t;"
MOST_ROWS = 200
SCOPE = "scope"
# How else people title what is asked.
CALLED = {
    "name": "equipo, descripcion, nombre, item, elemento, nombre del equipo, instrumento de medicion, equipment, "
    "description, name, measuring instrument",
    "maker": "fabricante, marca fabricante, manufacturer, brand",
    "model": "referencia, modelo referencia, modelo o referencia",
    "serial": "serie, numero de serie, numero serial, serie numero, serial numero, s numero, sn",
    "internal_code": "codigo, placa, activo, inventario, codigo de inventario, placa de inventario, asset, code, tag",
    "range_from": "desde, minimo, limite inferior, from, minimum",
    "range_to": "hasta, maximo, capacidad, capacidad maxima, limite superior, to, maximum, capacity",
    "range_unit": "unidades, und, unidad de medida, units",
    "division": "resolucion, division, division de escala, division minima, resolution, scale division",
    "accuracy": "clase de exactitud",
    "points": "puntos, puntos de calibracion, puntos a calibrar, points, calibration points",
    "rate": "tasa, tarifa, servicio, codigo de la tasa, codigo tarifa, codigo de tarifa, rate, service, rate code",
    "quantity": "cant, qty",
    "extra_rate": "tasa adicional",
    "last_certificate": "ultimo certificado, certificado anterior",
    "last_certificate_on": "ultima calibracion, fecha de la ultima calibracion, fecha ultima calibracion",
    "recall_months": "meses, periodicidad meses, frecuencia meses, intervalo de calibracion meses",
    SCOPE: "rango, alcance, intervalo, rango de medicion, alcance de medicion, range, scope",
}
COLUMNS = (
    *(
        column(name, field.label or "", CALLED.get(name, ""), is_asked=name in {"name", "serial"})
        for name, field in CalibrationItemForm.base_fields.items()
    ),
    column(SCOPE, _("Intervalo de medición"), CALLED[SCOPE], is_asked=False),
)
YES, NO = {"si", "s", "x", "1", "yes", "y"}, {"no", "n", "0"}


@dataclass(frozen=True)
class PastedRow:
    """Its number, as an editor counts; what it tells, by the names of the fields; and how its columns are titled."""

    number: int
    told: Mapping[str, str]
    labels: Mapping[str, Words]

    @property
    def prefix(self) -> str:
        return f"fila{self.number}"

    def sentences(self, form: forms.BaseForm) -> Iterator[str]:
        """What is wrong with it, by its column."""
        for name, errors in form.errors.items():
            label = self.labels.get(name) or form.fields[name].label
            for error in errors:
                yield format_html(
                    gettext("Fila {number}, {title}: {wrong}"), number=self.number, title=label, wrong=error
                )


class TableForm(PortalForm):
    prefix = "table"

    rows = ParagraphsField(
        label=_("Instrumentos, uno por fila"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off"}),
        help_text=format_lazy(
            _(
                "Con los títulos de las columnas, en cualquier orden, y hasta {most} filas. Se entienden: Instrumento, "
                "Marca, Modelo, Serial, Código interno, Desde, Hasta, Unidad, División, Clase, Puntos, Tasa, Cantidad "
                "y lo demás que se pregunta arriba."
            ),
            most=MOST_ROWS,
        ),
    )

    def clean_rows(self) -> str:
        typed: str = self.cleaned_data["rows"]
        self.found = list(rows_in(typed))
        return typed

    @property
    def pasted(self) -> list[PastedRow]:
        """Those that could be read; judged."""
        return getattr(self, "found", []) if self.is_bound and self.is_valid() else []


def rows_in(typed: str) -> Iterator[PastedRow]:
    """Each row under the titles; raises ValidationError with all that is wrong with the table itself."""
    rows = pasted_rows(typed, SEPARATORS)
    if not rows:
        return
    if not are_titles(rows[0][1], COLUMNS):
        raise ValidationError(
            gettext("En la primera fila van los títulos de las columnas: Instrumento, Marca, Modelo, Serial…")
        )
    columns, wrong = titled(*rows[0], COLUMNS)
    if len(rows) - 1 > MOST_ROWS:
        sentence = gettext("Pegue hasta {most} instrumentos; hay {count}.")
        wrong.append(sentence.format(most=MOST_ROWS, count=len(rows) - 1))
    found = []
    for number, cells in [] if wrong else rows[1:]:
        if any(cells[len(columns) :]):
            sentence = gettext("Fila {number}: tiene {cells} columnas, y los títulos son {titles}.")
            wrong.append(sentence.format(number=number, cells=len(cells), titles=len(columns)))
            continue
        told = {each.name: cell for each, cell in zip(columns, cells, strict=False) if cell}
        row = PastedRow(number, told, {each.name: each.label for each in columns})
        try:
            found.append(PastedRow(number, _as_answers(row, columns), row.labels))
        except ValidationError as error:
            wrong += error.messages
    if wrong:
        raise ValidationError(wrong)
    yield from found


def _as_answers(row: PastedRow, columns: list[PastedColumn]) -> dict[str, str]:
    """What the cells say as a browser would send it. Raises ValidationError, by row and column."""
    told = dict(row.told)
    if scope := told.pop(SCOPE, ""):
        told |= _scope(scope, row)
    if "points" in told:
        told["points"] = re.sub(r"\s*[|/]\s*", "; ", told["points"])
    for name in [*told]:
        field, said = CalibrationItemForm.base_fields[name], normalise(told[name])
        if isinstance(field, forms.BooleanField):
            if said not in YES | NO:
                sentence = gettext("Fila {number}, {title}: escriba sí o no.")
                raise ValidationError(sentence.format(number=row.number, title=row.labels[name]))
            told[name] = "on" if said in YES else ""
        elif isinstance(field, forms.ChoiceField):
            told[name] = _options(field).get(said, told[name])
    return told


def _options(field: forms.ChoiceField) -> dict[str, str]:
    """Each by what it is called in either language."""
    found: dict[str, str] = {}
    for language in (settings.LANGUAGE_CODE, ENGLISH):
        with override(language):
            found |= {normalise(str(label)): value for value, label in options_of(field).items()}
    return found


def _scope(cell: str, row: PastedRow) -> dict[str, str]:
    """«0 g a 220 g» as its ends and its unit."""
    found = ranges.read(cell)
    if found is None:
        sentence = gettext("Fila {number}, {title}: escríbalo como «0 g a 220 g».")
        raise ValidationError(sentence.format(number=row.number, title=row.labels[SCOPE]))
    ends = {"range_from": found.start, "range_to": found.end}
    return {name: str(end) for name, end in ends.items() if end is not None} | {"range_unit": found.unit}
