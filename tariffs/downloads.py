"""An edition as a file to keep: its rows in order, and where each came from, as CSV, as an Excel workbook
with numbers that are numbers, and as JSON for programs. The PDF is drawn by workers (tariffs/tasks.py)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl.utils import get_column_letter

from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import CONTENT_TYPE, cell, new_book, saved
from tariffs.figures import wages
from tariffs.kinds import Unit
from tariffs.linter import contradictions
from tariffs.models import Edition, Footnote, Heading, Rate
from tariffs.ranges import bare
from tariffs.spanish import Spanish

LICENCE = (
    "Datos públicos (Ley 1712 de 2014): puede usarlos, reutilizarlos y compartirlos citando la resolución y "
    "el portal. El texto oficial es el publicado en el Diario Oficial."
)
KEPT = "Se conservan las cifras publicadas."
PUBLISHED_ON = "Publicada en este portal el"
DEEPEST = 3
NUMBER_FORMATS = {"tasa_cop": "#,##0", "tasa_smmlv": "0.000000", "tasa_usd": "#,##0"}
WIDTHS = {
    "nombre": 70,
    "notas": 50,
    "nombre_impreso": 50,
    "observacion": 50,
    "direccion": 50,
    "seccion": 28,
    "laboratorio": 32,
    "sublaboratorio": 24,
}
NARROW = 13


@dataclass(frozen=True)
class Line:
    """A row with the names of the headings above it, from the section down."""

    rate: Rate
    path: tuple[str, ...]
    address: str
    remark: str  # what is odd about its figures

    @property
    def notes(self) -> list:
        return list(self.rate.footnotes.all())


@dataclass(frozen=True)
class Contents:
    edition: Edition
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    address: str

    @property
    def published_on(self) -> date:
        return localdate(self.edition.published_at)


def contents_of(edition: Edition) -> Contents:
    """All that a published edition says; it never changes again."""
    headings = {heading.pk: heading for heading in edition.headings.all()}
    rates = list(edition.rates.prefetch_related("footnotes").order_by("heading__position", "position"))
    flags = contradictions(rates, smmlv_pesos=edition.smmlv_pesos)
    remarks = {position: f"{flag.beside} {KEPT}" for position, flag in flags.items()}
    return Contents(
        edition=edition,
        headings=tuple(headings.values()),
        lines=tuple(
            Line(
                rate,
                _path(rate.heading_id, headings),
                address_of("rate", edition, rate.code),
                remarks.get(rate.position, ""),
            )
            for rate in rates
        ),
        address=address_of("edition", edition),
    )


def address_of(view: str, edition: Edition, *more) -> str:
    """A public address of the edition, whole."""
    path = reverse(f"tariffs:{view}", args=[edition.resolution.number, edition.version, *more])
    return settings.PORTAL_BASE_URL + path


def _path(heading_id: int | None, headings: dict[int, Heading]) -> tuple[str, ...]:
    if heading_id is None:
        return ()
    heading = headings[heading_id]
    return (*_path(heading.parent_id, headings), heading.name)


def _bare(value: Decimal | None) -> Decimal | None:
    return None if value is None else bare(value)


def _level(depth: int) -> Callable[[Line], str]:
    return lambda line: (*line.path, *[""] * DEEPEST)[depth]


# The key of each value of a row in open data, its title in a table, and where it comes from.
COLUMNS: Mapping[str, tuple[str, Callable[[Line], Any]]] = {
    "orden": ("Orden", lambda line: line.rate.position),
    "codigo": ("Código", lambda line: line.rate.code),
    "seccion": ("Sección", _level(0)),
    "laboratorio": ("Laboratorio o núcleo", _level(1)),
    "sublaboratorio": ("Sublaboratorio", _level(2)),
    "nombre": ("Nombre del servicio", lambda line: line.rate.name),
    "por_cada": ("Por cada", lambda line: Unit(line.rate.unit).label),
    "tasa_cop": ("Tasa COP", lambda line: line.rate.cop),
    "tasa_smmlv": ("Tasa S.M.M.L.V.", lambda line: line.rate.smmlv),
    "tasa_usd": ("Tasa USD", lambda line: line.rate.usd),
    "en_lugar_de_la_tasa": ("En lugar de la tasa", lambda line: line.rate.text_price),
    "en_sitio": ("Servicio en sitio", lambda line: line.rate.is_on_site),
    "adicional": ("Adicional a otro servicio", lambda line: line.rate.is_additional),
    "minimo_participantes": ("Mínimo de participantes", lambda line: line.rate.minimum_quantity),
    "maximo_personas": ("Máximo de personas", lambda line: line.rate.maximum_persons),
    "alcance_desde": ("Alcance desde", lambda line: _bare(line.rate.range_from)),
    "alcance_hasta": ("Alcance hasta", lambda line: _bare(line.rate.range_to)),
    "alcance_unidad": ("Unidad del alcance", lambda line: line.rate.range_unit),
    "se_suma_a": ("Se suma a", lambda line: line.rate.additional_to),
    "notas": ("Notas", lambda line: line.notes),
    "nombre_impreso": ("Como está impreso, si se corrigió", lambda line: line.rate.misprint),
    "observacion": ("Observación", lambda line: line.remark),
    "direccion": ("Dirección", lambda line: line.address),
}


# --- Formats ---
def table(contents: Contents) -> bytes:
    """For Excel in Spanish: BOM, semicolons, decimal commas; each row names its resolution."""
    titles = ["Resolución", "Versión", *(title for title, _ in COLUMNS.values())]
    named = (contents.edition.resolution.number, contents.edition.version)
    rows = []
    for line in contents.lines:
        texts = {"tasa_smmlv": wages(line.rate.smmlv)} if line.rate.smmlv is not None else {}
        values = dict(zip(COLUMNS, _values(line), strict=True)) | texts
        rows.append([*named, *(str(v).replace(".", ",") if isinstance(v, Decimal) else v for v in values.values())])
    return b"".join(csv_response("tarifas.csv", titles, rows))


def workbook(contents: Contents) -> bytes:
    """The rows in a first sheet, and in a second one what resolution they are of."""
    edition, book = contents.edition, new_book(f"Tasas · {contents.edition}")
    sheet = book.create_sheet("Tasas")
    for place, key in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(key, NARROW)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(contents.lines) + 1}"
    sheet.oddHeader.center.text = str(edition)
    sheet.print_title_rows = "1:1"
    sheet.append([cell(sheet, title, is_heading=True) for title, _ in COLUMNS.values()])
    for line in contents.lines:
        pairs = zip(COLUMNS, _values(line), strict=True)
        sheet.append([cell(sheet, value, number_format=NUMBER_FORMATS.get(key, "")) for key, value in pairs])
    facts = {
        "Resolución": str(edition.resolution),
        "Título": edition.resolution.title,
        "Fecha": edition.resolution.issued_on,
        "Versión": edition.version,
        "Motivo de esta versión": edition.reason,
        "Rige desde": edition.valid_from,
        "Rige hasta": edition.valid_to,
        "Sobre su vigencia": " ".join(edition.validity_notes),
        "Expedida por": edition.issued_by,
        "Competencia": edition.competence,
        "Considerandos": edition.recitals,
        "Firmada por": edition.signatory,
        "Deroga": edition.repeals,
        "Salario mínimo del año, en pesos": edition.smmlv_pesos,
        "Dirección": contents.address,
        PUBLISHED_ON: contents.published_on,
        "Uso": LICENCE,
    }
    sheet = book.create_sheet("Resolución")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 100
    for label, value in facts.items():
        sheet.append([cell(sheet, label, is_heading=True), cell(sheet, value)])
    return saved(book)


def _values(line: Line) -> list:
    """One value for each column, texts where there was more than one."""
    values = []
    for _, read in COLUMNS.values():
        value = read(line)
        if isinstance(value, bool):
            value = "Sí" if value else "No"
        elif isinstance(value, list):
            value = " ".join(each if isinstance(each, str) else f"({each.number}) {each.text}" for each in value)
        values.append(value)
    return values


def open_data(contents: Contents) -> bytes:
    """For programs: the keys never change their meaning. Pesos and dollars are integers, S.M.M.L.V. text with
    six decimals, the bounds of a range text, dates ISO 8601; the notes of an article are the numbers of those of
    the resolution."""
    edition = contents.edition
    data = {
        "resolucion": {
            "numero": edition.resolution.number,
            "titulo": edition.resolution.title,
            "fecha": edition.resolution.issued_on,
            "version": edition.version,
            "motivo_de_la_version": edition.reason,
            "rige_desde": edition.valid_from,
            "rige_hasta": edition.valid_to,
            "sobre_su_vigencia": edition.validity_notes,
            "expedida_por": edition.issued_by,
            "competencia": edition.competence,
            "considerandos": edition.recitals.split("\n\n") if edition.recitals else [],
            "firmada_por": edition.signatory,
            "deroga": edition.repeals,
            "smmlv_pesos": edition.smmlv_pesos,
            "uvt_pesos": edition.uvt_pesos,
            "direccion": contents.address,
        },
        "publicado_el": contents.published_on,
        "licencia": LICENCE,
        "tasas": [
            {key: read(line) for key, (_, read) in COLUMNS.items()} | {"notas": list(map(_note, line.notes))}
            for line in contents.lines
        ],
        "articulos": [
            {
                "numero": article["number"],
                "nombre": article["name"],
                "texto": article["text"],
                "paragrafos": [{"nombre": part["name"], "texto": part["text"]} for part in article["paragraphs"]],
                "notas": article["footnotes"],
            }
            for article in edition.articles
        ],
        "notas": list(map(_note, edition.footnotes.all())),
        "titulos_corregidos": [
            {"nombre": heading.name, "nombre_impreso": heading.misprint}
            for heading in contents.headings
            if heading.misprint
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _note(note: Footnote) -> dict:
    return {"numero": note.number, "texto": note.text}


class Format(NamedTuple):
    content_type: str
    label: str
    write: Callable[[Contents], bytes] | None  # None: a worker has made it (tariffs/tasks.py)


FORMATS = {
    "pdf": Format("application/pdf", Spanish("PDF, para leer e imprimir"), None),
    "xlsx": Format(CONTENT_TYPE, "Excel (XLSX)", workbook),
    "csv": Format("text/csv; charset=utf-8", "CSV", table),
    "json": Format("application/json", Spanish("JSON, datos abiertos"), open_data),
}
