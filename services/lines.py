"""What the lines of one item may be together, and where they are rendered: pure, in sentences for beside the line."""

from collections.abc import Iterator, Mapping, Sequence

from services.price import AskedLine
from tariffs.kinds import SectionKind, Unit
from tariffs.models import Rate

# Of what one instrument has a number that is known (Resolución 015 de 2020, names of the rows).
MOST_OF = {Unit.DIRECTION: 2, Unit.CHANNEL: 12}
# Machines do not travel, and their rows do not say «en sitio»; and what nothing else says: the Institute decides where.
DECIDED_BY_THE_INSTITUTE = frozenset({"CAL-076", "CAL-077", "CAL-078", "CAL-244"})


def problems(lines: Sequence[AskedLine], rates: Mapping[str, Rate]) -> Iterator[tuple[int, str]]:
    """The place of the line and why it cannot stand, in the sentences that customers read; of known codes."""
    codes = {line.code for line in lines}
    for place, line in enumerate(lines):
        rate = rates[line.code]
        name = rate.name.rstrip(".")
        if rate.additional_to and codes.isdisjoint(rate.additional_to):
            bases = " o ".join(f"«{each}»" for each in rate.additional_to)
            yield place, f"«{name}» solo se cobra junto con {bases} para el mismo ítem."
        if rate.heading.kind == SectionKind.CALIBRATION:
            if rate.is_on_site and not line.is_on_site:
                yield place, f"«{name}» se presta en sus instalaciones: indique el municipio."
            if line.is_on_site and not rate.is_on_site and line.code not in DECIDED_BY_THE_INSTITUTE:
                yield place, f"«{name}» solo se presta en los laboratorios del INM."
        most = MOST_OF.get(Unit(rate.unit))
        if most and line.quantity > most:
            yield place, f"La cantidad de {Unit(rate.unit).label} no es posible para un instrumento: máximo {most}."
    if len(codes) < len(lines):
        yield len(lines) - 1, "Esa tasa ya está en este ítem: cambie su cantidad."
