"""The edition as JSON, for programs: its keys never change their meaning."""

import json

from tariffs.downloads.contents import COLUMNS, LICENCE, Contents, Line
from tariffs.models import Edition, Footnote


def open_data(contents: Contents) -> bytes:
    """Pesos and dollars are integers, S.M.M.L.V. text with six decimals, dates ISO 8601."""
    data = {
        "resolucion": _resolution(contents.edition) | {"direccion": contents.address},
        "publicado_el": contents.published_on,
        "licencia": LICENCE,
        "tasas": [_rate(line) for line in contents.lines],
        "articulos": [_article(article) for article in contents.edition.articles],
        "notas": [_note(note) for note in contents.edition.footnotes.all()],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def _resolution(edition: Edition) -> dict:
    return {
        "numero": edition.resolution.number,
        "titulo": edition.resolution.title,
        "fecha": edition.resolution.issued_on,
        "version": edition.version,
        "motivo_de_la_version": edition.reason,
        "rige_desde": edition.valid_from,
        "rige_hasta": edition.valid_to,
        "deroga": edition.repeals,
        "smmlv_pesos": edition.smmlv_pesos,
        "uvt_pesos": edition.uvt_pesos,
    }


def _rate(line: Line) -> dict:
    values = {key: read(line) for key, (_, read) in COLUMNS.items()}
    return values | {"notas": [_note(note) for note in line.notes]}


def _note(note: Footnote) -> dict:
    return {"numero": note.number, "texto": note.text}


def _article(article: dict) -> dict:
    """Its notes are the numbers of those of the resolution."""
    return {
        "numero": article["number"],
        "nombre": article["name"],
        "texto": article["text"],
        "paragrafos": [{"nombre": part["name"], "texto": part["text"]} for part in article["paragraphs"]],
        "notas": article["footnotes"],
    }
