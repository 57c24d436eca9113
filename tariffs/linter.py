"""What is odd about published figures. A finding is a flag: what is published stays as it is."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from tariffs.figures import dollars, wages
from tariffs.kinds import Worded
from tariffs.search import normalise

ANY_GREATER_RATE = Fraction(10**12)


class Flaw(Worded):
    SMMLV = "smmlv", "La tasa en S.M.M.L.V. no corresponde a la tasa en pesos"
    USD = "usd", "La tasa en dólares no corresponde a la tasa en pesos"
    DUPLICATE = "duplicada", "El nombre se repite"
    MISSING = "falta", "Falta una cifra"
    SEPARATOR = "separador", "Los separadores de una cifra no son los de su columna"
    ORDER = "orden", "El orden tiene saltos"


class LintedRow(Protocol):
    """A row, printed or of the database: the linter reads no more than this."""

    @property
    def position(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def cop(self) -> int | None: ...
    @property
    def smmlv(self) -> Decimal | None: ...
    @property
    def usd(self) -> int | None: ...
    @property
    def text_price(self) -> str: ...
    @property
    def raw_figures(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Remark:
    position: int
    code: str
    flaw: Flaw
    sentence: str


def findings(rows: Iterable[LintedRow], *, smmlv_pesos: int | None) -> list[Remark]:
    """All findings, in the order of the document; without the wage of the year, none about it."""
    rows = sorted(rows, key=lambda row: row.position)
    found = [
        *_wrong_smmlv(rows, smmlv_pesos),
        *_wrong_usd(rows),
        *_duplicates(rows),
        *_missing(rows),
        *_separators(rows),
        *_gaps(rows),
    ]
    return sorted(found, key=lambda finding: finding.position)


# --- COP to S.M.M.L.V. --------------------------------------------------------------------------------
def smmlv_of(cop: int, smmlv_pesos: int) -> Decimal:
    """Pesos in minimum wages, half up to six decimals."""
    return (Decimal(cop) / smmlv_pesos).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def _wrong_smmlv(rows: list[LintedRow], smmlv_pesos: int | None) -> Iterator[Remark]:
    if not smmlv_pesos:
        return
    for row in rows:
        if row.cop and row.smmlv is not None and row.smmlv != (computed := smmlv_of(row.cop, smmlv_pesos)):
            yield _finding(
                row, Flaw.SMMLV, f"está publicada {wages(row.smmlv)}, y la división da {wages(computed)}"
            )


# --- COP to USD ---------------------------------------------------------------------------------------
def dollar_range(rows: Iterable[LintedRow]) -> tuple[Fraction, Fraction] | None:
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


def _wrong_usd(rows: list[LintedRow]) -> Iterator[Remark]:
    common = dollar_range(rows)
    for row in rows:
        if not (common and row.cop and row.usd):
            continue
        low, high = _rates(row.cop, row.usd)
        if not low <= common[0] < high:
            computed = -(-row.cop // common[0])
            yield _finding(
                row,
                Flaw.USD,
                f"está publicada {dollars(row.usd)}, y las demás filas darían {dollars(computed)}",
            )


# --- The rows among themselves ------------------------------------------------------------------------
def _duplicates(rows: list[LintedRow]) -> Iterator[Remark]:
    times = Counter(normalise(row.name) for row in rows)
    for row in rows:
        if (number := times[normalise(row.name)]) > 1:
            yield _finding(row, Flaw.DUPLICATE, f"hay {number} filas con ese nombre")


def _gaps(rows: list[LintedRow]) -> Iterator[Remark]:
    for before, row in zip([0, *(row.position for row in rows)], rows, strict=False):
        if row.position != before + 1:
            yield _finding(row, Flaw.ORDER, f"ocupa el puesto {row.position}, después del {before}")


# --- The cells of a row -------------------------------------------------------------------------------
def _missing(rows: list[LintedRow]) -> Iterator[Remark]:
    for row in rows:
        columns = {"pesos": row.cop, "S.M.M.L.V.": row.smmlv, "dólares": row.usd}
        empty = [name for name, figure in columns.items() if figure is None]
        if empty and not row.text_price:
            yield _finding(row, Flaw.MISSING, f"no tiene tasa en {' ni en '.join(empty)}")


def _separators(rows: list[LintedRow]) -> Iterator[Remark]:
    """Against what each column mostly uses, not against a rule."""
    usual = [_usual_separator(rows, column) for column in range(3)]
    for row in rows:
        for printed, separator in zip(row.raw_figures, usual, strict=False):
            if not row.text_price and separator and _separators_of(printed) - {separator}:
                yield _finding(row, Flaw.SEPARATOR, f"está impresa «{printed}»")


def _usual_separator(rows: list[LintedRow], column: int) -> str:
    counted = Counter(
        separator
        for row in rows
        if len(row.raw_figures) == 3
        for separator in _separators_of(row.raw_figures[column])
    )
    return counted.most_common(1)[0][0] if counted else ""


def _separators_of(printed: str) -> set[str]:
    return {character for character in printed if not character.isdigit()}


def _finding(row: LintedRow, flaw: Flaw, detail: str) -> Remark:
    return Remark(row.position, row.code, flaw, f"{flaw.label}: «{row.name}» {detail}".rstrip(".") + ".")
