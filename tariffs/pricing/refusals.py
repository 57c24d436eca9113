"""What cannot be priced, and the sentence that says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from tariffs.pricing.money import Currency
from tariffs.pricing.rows import GREATEST_QUANTITY, RequestedLine, Tariff


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
    reasons = [
        *_of_the_whole(lines, on, tariff),
        *(reason for place, line in enumerate(lines) for reason in _of_a_line(line, place, currency)),
    ]
    if reasons:
        raise RefusedError(*reasons)


def _of_the_whole(lines: tuple[RequestedLine, ...], on: date, tariff: Tariff) -> Iterator[Reason]:
    if not lines:
        yield Reason("Elija al menos un servicio o producto.")
    if not tariff.rules_on(on):
        yield Reason(f"La {tariff} no rige el {on:%d/%m/%Y}.", "art. 9")
    if any(line.row.is_travel for line in lines) and not any(line.takes_staff_away for line in lines):
        yield Reason(
            "Los costos de desplazamiento solo se cobran con servicios en sitio, y no eligió ninguno.",
            "art. 1 par. 3",
        )


def _of_a_line(line: RequestedLine, place: int, currency: Currency) -> Iterator[Reason]:
    sentences = [*_figure(line, currency), *_quantity(line)]
    yield from (Reason(sentence, "art. 1", place) for sentence in sentences)
    yield from (Reason(sentence, "art. 1", place, "persons") for sentence in _persons(line))


def _figure(line: RequestedLine, currency: Currency) -> Iterator[str]:
    row = line.row
    if row.text_price:
        yield f"«{row.name}» no tiene tasa propia. {row.text_price}: elija el servicio de esa lista."
    elif row.figure(currency) is None and currency is Currency.COP:
        yield f"«{row.name}» solo tiene tasa en dólares, para quien vive en el exterior y paga desde allí."
    elif row.figure(currency) is None:
        yield f"«{row.name}» solo tiene tasa en pesos; no se puede cotizar junto con tasas en dólares."


def _quantity(line: RequestedLine) -> Iterator[str]:
    least = line.row.minimum_quantity
    if not _is_whole(line.quantity) or not 1 <= line.quantity <= GREATEST_QUANTITY:
        yield f"La cantidad de «{line.row.name}» debe ser un número entero de 1 a 10.000."
    elif least and line.quantity < least:
        yield f"«{line.row.name}» exige mínimo {least} participantes; usted indicó {line.quantity}."


def _persons(line: RequestedLine) -> Iterator[str]:
    most, persons = line.row.maximum_persons, line.persons
    if not most:
        return
    if not _is_whole(persons) or persons < 1:
        yield f"Indique cuántas personas asistirán a «{line.row.name}»."
    elif persons > most:
        yield (
            f"«{line.row.name}» admite máximo {most} personas; usted indicó {persons}. "
            "Cotice las demás con la tasa por persona adicional."
        )


def _is_whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)
