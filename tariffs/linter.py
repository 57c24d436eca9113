"""What is odd about published figures. A finding is a flag: what is published stays as it is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ground.words import normalise
from tariffs.figures import dollars, wages
from tariffs.kinds import Worded
from tariffs.models import Rate
from tariffs.printed import PrintedRate
from tariffs.spanish import Printed, Spanish

Row = PrintedRate | Rate

ANY_GREATER_RATE = Fraction(10**12)


class Flaw(Worded):
    SMMLV = "smmlv", Spanish("La tasa en S.M.M.L.V. no corresponde a la tasa en pesos")
    USD = "usd", Spanish("La tasa en dólares no corresponde a la tasa en pesos")
    DUPLICATE = "duplicada", "El nombre se repite"
    MISSING = "falta", "Falta una cifra"
    SEPARATOR = "separador", "Los separadores de una cifra no son los de su columna"
    ORDER = "orden", "El orden tiene saltos"
    BASE = "base", "No se sabe a qué tasa se suma"
    FAMILY = "familia", "Una familia tiene una sola tasa"


# Figures that contradict each other; the other flaws are for who prepares an edition.
CONTRADICTIONS = {Flaw.SMMLV, Flaw.USD}


@dataclass(frozen=True)
class Remark:
    position: int
    code: str
    flaw: Flaw
    sentence: str
    # As it is said on the row's own page, under its name.
    beside: str


def findings(rows: Iterable[Row], *, smmlv_pesos: int | None) -> list[Remark]:
    """All findings, in the order of the document; without the wage of the year, none about it."""
    rows = sorted(rows, key=lambda row: row.position)
    common, times = dollar_range(rows), Counter(normalise(row.name) for row in rows)
    codes, families = {row.code for row in rows}, Counter(row.family for row in rows)
    separators: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for row in rows:
        if len(row.raw_figures) == 3:
            for printed, counted in zip(row.raw_figures, separators, strict=True):
                counted.update(_separators_of(printed))
    # What each column mostly uses, and no rule, is what its figures are held against.
    usual = [counted.most_common(1)[0][0] if counted else "" for counted in separators]
    found, before = [], 0
    for row in rows:
        odd: list[tuple[Flaw, str]] = []
        if smmlv_pesos and row.cop and row.smmlv is not None:
            computed = smmlv_of(row.cop, smmlv_pesos)
            if row.smmlv != computed:
                detail = Spanish(
                    "está publicada {published}, y la división da {computed}",
                    published=wages(row.smmlv),
                    computed=wages(computed),
                )
                odd.append((Flaw.SMMLV, detail))
        # Dollars at the rate common to most rows.
        if common and row.cop and row.usd:
            low, high = _rates(row.cop, row.usd)
            if not low <= common[0] < high:
                others = dollars(-(-row.cop // common[0]))
                detail = Spanish(
                    "está publicada {published}, y las demás filas darían {others}",
                    published=dollars(row.usd),
                    others=others,
                )
                odd.append((Flaw.USD, detail))
        if (number := times[normalise(row.name)]) > 1:
            odd.append((Flaw.DUPLICATE, f"hay {number} filas con ese nombre"))
        columns = {"pesos": row.cop, "S.M.M.L.V.": row.smmlv, "dólares": row.usd}
        empty = [name for name, figure in columns.items() if figure is None]
        if empty and not row.text_price:
            odd.append((Flaw.MISSING, f"no tiene tasa en {' ni en '.join(empty)}".rstrip(".")))
        for printed, separator in zip(row.raw_figures, usual, strict=False):
            if not row.text_price and separator and _separators_of(printed) - {separator}:
                odd.append((Flaw.SEPARATOR, f"está impresa «{printed}»"))
        if row.is_additional and not row.additional_to:
            odd.append((Flaw.BASE, "es adicional, y no dice a cuál"))
        if unknown := set(row.additional_to) - codes:
            odd.append((Flaw.BASE, f"nombra {', '.join(sorted(unknown))}, que no está en la tarifa"))
        if row.family and families[row.family] == 1:
            odd.append((Flaw.FAMILY, f"es la única de «{row.family}»"))
        if row.position != before + 1:
            odd.append((Flaw.ORDER, f"ocupa el puesto {row.position}, después del {before}"))
        before = row.position
        for flaw, what in odd:
            sentence = Spanish("{flaw}: «{service}» {detail}.", flaw=flaw.label, service=Printed(row.name), detail=what)
            beside = Spanish("{flaw}: {detail}.", flaw=flaw.label, detail=what)
            found.append(Remark(row.position, row.code, flaw, sentence, beside))
    return found


def contradictions(rows: Iterable[Row], *, smmlv_pesos: int | None) -> dict[int, Remark]:
    """By position, what everybody is told of the figures wherever they stand."""
    found = findings(rows, smmlv_pesos=smmlv_pesos)
    return {remark.position: remark for remark in found if remark.flaw in CONTRADICTIONS}


def _separators_of(printed: str) -> set[str]:
    return {character for character in printed if not character.isdigit()}


def smmlv_of(cop: int, smmlv_pesos: int) -> Decimal:
    """Pesos in minimum wages, half up to six decimals."""
    return (Decimal(cop) / smmlv_pesos).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def dollar_range(rows: Iterable[Row]) -> tuple[Fraction, Fraction] | None:
    """The rates of exchange, from and below which, that explain most rows; None without two currencies.

    Dollars are pesos by the rate, always rounded up: a row of `cop` pesos and `usd` dollars admits the
    rates from cop / usd up to, not including, cop / (usd - 1).
    """
    spans = [_rates(row.cop, row.usd) for row in rows if row.cop and row.usd]
    if not spans:
        return None
    lows, highs = sorted(low for low, _ in spans), sorted(high for _, high in spans)
    best = max(lows, key=lambda rate: bisect_right(lows, rate) - bisect_right(highs, rate))
    return best, min(high for low, high in spans if low <= best < high)


def _rates(cop: int, usd: int) -> tuple[Fraction, Fraction]:
    """From a rate, up to but without another; one dollar is what any greater rate gives too."""
    return Fraction(cop, usd), Fraction(cop, usd - 1) if usd > 1 else ANY_GREATER_RATE
