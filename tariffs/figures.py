"""Published figures as they are written in Colombia."""

from decimal import Decimal


def pesos(cop: int) -> str:
    """`$ 1.234.500`."""
    return f"$ {grouped(cop)}"


def dollars(usd: int) -> str:
    """`USD 1.009`."""
    return f"USD {grouped(usd)}"


def wages(smmlv: Decimal) -> str:
    """Minimum wages with their six decimals: `1,406329`."""
    return f"{smmlv:,.6f}".translate(str.maketrans(",.", ".,"))


def grouped(number: int) -> str:
    """`1.234.500`."""
    return f"{number:,}".replace(",", ".")
