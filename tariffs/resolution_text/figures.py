"""Figures as printed: spaces or dots between thousands, dot or comma before the six decimals."""

import re
from decimal import Decimal

from tariffs.resolution_text.errors import ResolutionTextError

WHOLE = re.compile(r"\d{1,3}(?:[ .]\d{3})*")
SIX_DECIMALS = re.compile(r"\d{1,4}[.,]\d{6}")


def whole(printed: str) -> int | None:
    """Pesos or dollars: `5 808 200`, `229.800`, `1.009` and `1 203` are all whole; nothing is None."""
    if not printed:
        return None
    if not WHOLE.fullmatch(printed):
        raise ResolutionTextError(f"«{printed}» no es una cifra entera.")
    return int(re.sub(r"\D", "", printed))


def six_decimals(printed: str) -> Decimal | None:
    """Minimum wages: `0.138983` or `6,711726`; nothing is None."""
    if not printed:
        return None
    if not SIX_DECIMALS.fullmatch(printed):
        raise ResolutionTextError(f"«{printed}» no es una cifra con seis decimales.")
    return Decimal(printed.replace(",", "."))
