"""Pesos without cents and dollars with them."""

from decimal import ROUND_HALF_UP, Decimal

from tariffs.kinds import Worded

TEN_PER_CENT = Decimal("0.1")


class Currency(Worded):
    COP = "COP", "pesos colombianos"
    USD = "USD", "dólares de los Estados Unidos"

    @property
    def quantum(self) -> Decimal:
        """The least amount that is charged."""
        return Decimal(1) if self is Currency.COP else Decimal("0.01")

    def tenth(self, amount: Decimal) -> Decimal:
        """Ten per cent; of a published figure in pesos, a multiple of 100, it is exact."""
        return (amount * TEN_PER_CENT).quantize(self.quantum, ROUND_HALF_UP)

    def written(self, amount: Decimal) -> str:
        """As it is written in Colombia: `$ 1.234.500` or `USD 1.234,50`."""
        symbol = "$" if self is Currency.COP else "USD"
        figures = f"{amount.quantize(self.quantum, ROUND_HALF_UP):,}"
        return f"{symbol} {figures.translate(str.maketrans(',.', '.,'))}"
