"""Published figures as they are written in Colombia."""

from decimal import Decimal

SWAPPED = str.maketrans(",.", ".,")


class Figure(str):
    """A number as it is written in Colombia, with what it counts if it is money."""

    @property
    def in_english(self) -> str:
        """`COP 1,234,500`: its separators the other way round, the pesos named, and no line broken in it."""
        return self.translate(SWAPPED).replace("$", "COP").replace(" ", "\u00a0")


def pesos(cop: int) -> Figure:
    """`$ 1.234.500`."""
    return Figure(f"$ {grouped(cop)}")


def dollars(usd: int) -> Figure:
    """`USD 1.009`."""
    return Figure(f"USD {grouped(usd)}")


def wages(smmlv: Decimal) -> Figure:
    """Minimum wages with their six decimals: `1,406329`."""
    return Figure(f"{smmlv:,.6f}".translate(SWAPPED))


def grouped(number: int) -> Figure:
    """`1.234.500`."""
    return Figure(f"{number:,}".translate(SWAPPED))
