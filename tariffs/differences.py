"""What one edition says that another did not: a comparison of their rows, by code."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tariffs.figures import SWAPPED, Figure, dollars, pesos, wages
from tariffs.kinds import Unit
from tariffs.models import Rate
from tariffs.spanish import Printed, Spanish

NOTHING = "—"


def _written(write: Callable[..., str], value) -> str:
    return NOTHING if value in (None, "") else write(value)


def _yes_or_no(is_so: bool) -> str:
    return Spanish("Sí") if is_so else Spanish("No")


# What is compared of a row, as it is told in Spanish; a page in another language says it in its own.
FACTS: Mapping[str, Callable[[Rate], str]] = {
    Spanish("Nombre"): lambda rate: Printed(rate.name),
    Spanish("Título"): lambda rate: Printed(rate.heading.name),
    Spanish("Tasa en pesos"): lambda rate: _written(pesos, rate.cop),
    Spanish("Tasa en S.M.M.L.V."): lambda rate: _written(wages, rate.smmlv),
    Spanish("Tasa en dólares"): lambda rate: _written(dollars, rate.usd),
    Spanish("En lugar de la tasa"): lambda rate: _written(Printed, rate.text_price),
    Spanish("Por cada"): lambda rate: Unit(rate.unit).label,
    Spanish("Servicio en sitio"): lambda rate: _yes_or_no(rate.is_on_site),
    Spanish("Adicional a otro servicio"): lambda rate: _yes_or_no(rate.is_additional),
    Spanish("Se suma a"): lambda rate: _written(str, ", ".join(rate.additional_to)),
    Spanish("Familia"): lambda rate: _written(Printed, rate.family),
    Spanish("Cuántos incluye"): lambda rate: _written(str, rate.included),
    Spanish("También en sitio"): lambda rate: _yes_or_no(rate.is_also_on_site),
    Spanish("Mínimo de participantes"): lambda rate: _written(str, rate.minimum_quantity),
    Spanish("Máximo de personas"): lambda rate: _written(str, rate.maximum_persons),
    Spanish("Alcance"): lambda rate: _written(str, rate.range),
    Spanish("Notas"): lambda rate: _written(Printed, " ".join(note.text for note in rate.footnotes.all())),
}


@dataclass(frozen=True)
class Fact:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedRate:
    """A row that both editions have, with what is not the same in them."""

    before: Rate
    after: Rate
    facts: tuple[Fact, ...]

    @property
    def percentage(self) -> Figure:
        """By how much the rate in pesos went up or down, as in `+5,0 %`; empty when it did not."""
        before, after = self.before.cop, self.after.cop
        if not before or not after or before == after:
            return Figure("")
        change = (Decimal(after - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return Figure(f"{change:+} %".translate(SWAPPED).replace("-", "−"))


@dataclass(frozen=True)
class Differences:
    """Rows that only the later edition has, rows that only the earlier one has, and rows that changed."""

    added: tuple[Rate, ...] = ()
    removed: tuple[Rate, ...] = ()
    changed: tuple[ChangedRate, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences(before: Iterable[Rate], after: Iterable[Rate]) -> Differences:
    """From the rows of an edition to those of a later one, with their headings and footnotes at hand."""
    old, new = {rate.code: rate for rate in before}, {rate.code: rate for rate in after}
    changed = []
    for code in filter(old.__contains__, new):
        facts = (Fact(label, tell(old[code]), tell(new[code])) for label, tell in FACTS.items())
        if different := tuple(fact for fact in facts if fact.before != fact.after):
            changed.append(ChangedRate(old[code], new[code], different))
    return Differences(
        added=tuple(rate for code, rate in new.items() if code not in old),
        removed=tuple(rate for code, rate in old.items() if code not in new),
        changed=tuple(changed),
    )
