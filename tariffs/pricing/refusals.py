"""What cannot be priced, and the sentence that says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from tariffs.pricing.quote import GREATEST_QUANTITY, Currency, RequestedLine, Tariff


@dataclass(frozen=True)
class Reason:
    """Why not; `line` is the place of the line it is about, from 0, or None for the whole.

    `part` says what of the line to mend: its `quantity` or its `persons`.
    """

    sentence: str
    article: str = ""
    line: int | None = None
    part: str = "quantity"


class RefusedError(Exception):
    """No price: `reasons` has everything that stands in the way, not only the first."""

    def __init__(self, *reasons: Reason):
        super().__init__(" ".join(reason.sentence for reason in reasons))
        self.reasons = reasons


def insist_it_can_be_priced(
    lines: tuple[RequestedLine, ...], *, currency: Currency, on: date, tariff: Tariff
) -> None:
    """Nothing, or RefusedError with all the reasons."""
    reasons = []
    if not lines:
        reasons.append(Reason("Elija al menos un servicio o producto."))
    if not tariff.rules_on(on):
        reasons.append(Reason(f"La {tariff} no rige el {on:%d/%m/%Y}.", "art. 9"))
    if any(line.row.is_travel for line in lines) and not any(line.takes_staff_away for line in lines):
        sentence = "Los costos de desplazamiento solo se cobran con servicios en sitio, y no eligió ninguno."
        reasons.append(Reason(sentence, "art. 1 par. 3"))
    for place, line in enumerate(lines):
        reasons += (Reason(sentence, "art. 1", place, part) for part, sentence in _against(line, currency))
    if reasons:
        raise RefusedError(*reasons)


def _against(line: RequestedLine, currency: Currency) -> Iterator[tuple[str, str]]:
    """What stands against a line: which part of it, and the sentence."""
    row = line.row
    if row.text_price:
        sentence = f"«{row.name}» no tiene tasa propia. {row.text_price}: elija el servicio de esa lista."
        yield "quantity", sentence
    elif row.figure(currency) is None and currency is Currency.COP:
        sentence = (
            f"«{row.name}» solo tiene tasa en dólares, para quien vive en el exterior y paga desde allí."
        )
        yield "quantity", sentence
    elif row.figure(currency) is None:
        sentence = f"«{row.name}» solo tiene tasa en pesos; no se puede cotizar junto con tasas en dólares."
        yield "quantity", sentence
    least = row.minimum_quantity
    if not _is_whole(line.quantity) or not 1 <= line.quantity <= GREATEST_QUANTITY:
        yield "quantity", f"La cantidad de «{row.name}» debe ser un número entero de 1 a 10.000."
    elif least and line.quantity < least:
        yield "quantity", f"«{row.name}» exige mínimo {least} participantes; usted indicó {line.quantity}."
    most, persons = row.maximum_persons, line.persons
    if not most:
        return
    if not _is_whole(persons) or persons < 1:
        yield "persons", f"Indique cuántas personas asistirán a «{row.name}»."
    elif persons > most:
        sentence = f"«{row.name}» admite máximo {most} personas; usted indicó {persons}. "
        yield "persons", sentence + "Cotice las demás con la tasa por persona adicional."


def _is_whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)
