"""What every download says: the edition, its rows in order, and where each came from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tariffs.kinds import Unit
from tariffs.models import Edition, Heading, Rate

LICENCE = (
    "Datos públicos (Ley 1712 de 2014): puede usarlos, reutilizarlos y compartirlos citando la resolución y "
    "el portal. El texto oficial es el publicado en el Diario Oficial."
)
PUBLISHED_ON = "Publicada en este portal el"
DEEPEST = 3


@dataclass(frozen=True)
class Line:
    """A row with the names of the headings above it, from the section down."""

    rate: Rate
    path: tuple[str, ...]
    address: str

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
    def name(self) -> str:
        """«Resolución 015-2020, versión 1»."""
        return str(self.edition)

    @property
    def published_on(self) -> date:
        return localdate(self.edition.published_at)


def contents_of(edition: Edition) -> Contents:
    """All that a published edition says; it never changes again."""
    headings = {heading.pk: heading for heading in edition.headings.all()}
    rates = edition.rates.prefetch_related("footnotes").order_by("heading__position", "position")
    return Contents(
        edition=edition,
        headings=tuple(headings.values()),
        lines=tuple(
            Line(rate, _path(rate.heading_id, headings), address_of("rate", edition, rate.code))
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
    "notas": ("Notas", lambda line: line.notes),
    "direccion": ("Dirección", lambda line: line.address),
}
