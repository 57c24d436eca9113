"""Article 8: a service that the customer's doing moves into another year is quoted again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tariffs.pricing.pricing import price
from tariffs.pricing.quote import Customer, Quote, RateRow, RuleStep, Tariff
from tariffs.pricing.refusals import Reason, RefusedError

ARTICLE = "art. 8 par."


@dataclass(frozen=True)
class Repricing:
    """The quote that was, the one that rules now (perhaps the same), and the step that says why."""

    original: Quote
    current: Quote
    step: RuleStep

    @property
    def difference(self) -> Decimal:
        """What the customer still owes; negative when the new price is lower."""
        return self.current.total - self.original.total


def reprice(
    original: Quote,
    *,
    rows: Mapping[str, RateRow],
    tariff: Tariff,
    on: date,
    is_customers_doing: bool,
    customer: Customer | None = None,
) -> Repricing:
    """The quote at the rates of the day on which the service is rendered.

    `rows` has the rows of the new tariff by code; `customer`, the facts proven on that day, the same as
    before unless given. Within one year, or for no doing of the customer's, the price stays as it was.
    """
    if on < original.on:
        raise RefusedError(Reason("La nueva fecha no puede ser anterior a la de la cotización.", ARTICLE))
    if on.year == original.on.year or not is_customers_doing:
        why = "La reprogramación no se debe a usted: conserva su precio."
        if on.year == original.on.year:
            why = "El servicio se presta en la misma vigencia: conserva su precio."
        change = "Si por un hecho suyo pasa a otra vigencia, se cotiza de nuevo y usted asume la diferencia."
        return Repricing(original, original, RuleStep(ARTICLE, False, why, change))
    requested = [line.requested for line in original.lines]
    gone = [
        Reason(f"«{line.row.name}» ya no está en la {tariff}.", ARTICLE, place)
        for place, line in enumerate(requested)
        if line.row.code not in rows
    ]
    if gone:
        raise RefusedError(*gone)
    moved = [replace(line, row=rows[line.row.code]) for line in requested]
    customer = customer or original.customer
    current = price(moved, customer=customer, on=on, tariff=tariff, base=original.base)
    if current.currency is not original.currency:
        raise RefusedError(Reason("La cotización anterior está en otra moneda: pida una nueva.", ARTICLE))
    difference = current.total - original.total
    amount = current.currency.written(abs(difference))
    if difference > 0:
        outcome = f"usted asume la diferencia, {amount}."
    elif difference < 0:
        outcome = f"el nuevo precio es {amount} menor."
    else:
        outcome = "el precio es el mismo."
    why = f"El servicio pasó de {original.on.year} a {current.on.year}, y se cotizó con la {current.tariff}: "
    return Repricing(original, current, RuleStep(ARTICLE, True, why + outcome, amount=difference))
