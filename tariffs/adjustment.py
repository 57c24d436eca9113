"""New figures out of published ones: by a percentage, a rounding rule and a rule for dollars.

A figure that is not there stays away, and without a percentage pesos stay as published.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from tariffs.kinds import Worded
from tariffs.linter import smmlv_of
from tariffs.printed import PrintedRate


class Rounding(Worded):
    """To what pesos are rounded, half up; never down to nothing."""

    HUNDRED = "100", "A la centena de pesos"
    TEN = "10", "A la decena de pesos"
    ONE = "1", "Al peso"


class DollarRule(Worded):
    AS_PUBLISHED = "iguales", "Quedan como están"
    PERCENTAGE = "porcentaje", "El mismo porcentaje, al dólar más cercano"
    EXCHANGE_RATE = "tasa", "Los pesos divididos por una tasa de cambio, siempre hacia arriba"


@dataclass(frozen=True)
class Adjustment:
    """`percentage` is of pesos: `Decimal("5.1")` for 5,1 %; the exchange rate is pesos for one dollar.

    `smmlv_pesos` is the wage that the new figures are stated in, and `old_smmlv_pesos` the one of the old.
    """

    percentage: Decimal = Decimal(0)
    rounding: Rounding = Rounding.HUNDRED
    dollars: DollarRule = DollarRule.AS_PUBLISHED
    pesos_per_dollar: Decimal | None = None
    smmlv_pesos: int | None = None
    old_smmlv_pesos: int | None = None


def adjusted(rates: Iterable[PrintedRate], by: Adjustment) -> tuple[PrintedRate, ...]:
    """The same rows with their new figures; what was printed is forgotten where a figure changed."""
    adjusted_rates = []
    for rate in rates:
        cop, smmlv, usd = rate.cop, rate.smmlv, rate.usd
        if cop is not None and by.percentage:
            cop = _raised(cop, by.percentage, int(by.rounding))
        # Computed anew when the pesos or the wage changed; otherwise as published, flaws and all.
        wage = by.smmlv_pesos or by.old_smmlv_pesos
        if cop is not None and wage and (cop != rate.cop or wage != by.old_smmlv_pesos):
            smmlv = smmlv_of(cop, wage)
        if usd is not None and by.dollars is DollarRule.PERCENTAGE:
            usd = _raised(usd, by.percentage, 1)
        elif usd is not None and by.dollars is DollarRule.EXCHANGE_RATE and cop is not None:
            if by.pesos_per_dollar is None:
                raise ValueError("dollars by a rate of exchange, and none is given")
            usd = int((cop / by.pesos_per_dollar).to_integral_value(ROUND_CEILING))
        new = replace(rate, cop=cop, smmlv=smmlv, usd=usd)
        adjusted_rates.append(new if new == rate else replace(new, raw_figures=()))
    return tuple(adjusted_rates)


def _raised(figure: int, percentage: Decimal, step: int) -> int:
    raised = figure * (100 + percentage) / 100
    return max(int((raised / step).to_integral_value(ROUND_HALF_UP)) * step, step)
