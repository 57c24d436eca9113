"""The price as the resolution makes it: pure functions over frozen values, integers and Decimals.

`price` answers a Quote, or raises RefusedError with all that stands in the way; `reprice` is article 8: a
service that the customer's doing moves into another year is quoted again.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from tariffs.pricing import discounts
from tariffs.pricing.payment import QUOTED_AGAIN, currency_for, steps_after_discounts, steps_before_discounts
from tariffs.pricing.quote import (
    GREATEST_QUANTITY,
    Currency,
    Customer,
    DiscountBase,
    PricedLine,
    Quote,
    RateRow,
    RequestedLine,
    RuleStep,
    Tariff,
)
from tariffs.spanish import Name, Printed, Spanish

ARTICLE_8 = "art. 8 par."


@dataclass(frozen=True)
class Reason:
    """Why not; `line` is the place of the line it is about, from 0, or None for the whole.

    `part` says what of the line to mend: its `quantity` or its `persons`. The `sentence` is said beside it, under
    the name of the `service`.
    """

    sentence: Spanish
    article: str = ""
    line: int | None = None
    part: str = "quantity"
    service: str = ""

    @property
    def alone(self) -> Spanish:
        """As it is said where the service is not in sight."""
        if not self.service:
            return self.sentence
        return Spanish("«{service}»: {sentence}", service=Name(self.service), sentence=self.sentence)


class RefusedError(Exception):
    """No price: `reasons` has everything that stands in the way, not only the first."""

    def __init__(self, *reasons: Reason):
        super().__init__(" ".join(reason.alone for reason in reasons))
        self.reasons = reasons


def price(
    lines: Iterable[RequestedLine],
    *,
    customer: Customer,
    on: date,
    tariff: Tariff,
    base: DiscountBase = DiscountBase.ELIGIBLE_LINES,
    is_on_site_elsewhere: bool = False,
    elsewhere: Set[str] = frozenset(),
) -> Quote:
    """The quote, lines in the order asked; RefusedError says all that cannot be priced.

    `is_on_site_elsewhere`: another quote of the same case has what is done on site, so this one may be of travel alone,
    in pesos where it has no other figure. `elsewhere` are the codes of the other quotes, to which this one may add.

    Amounts are exact: each line's discount is its own, so the lines always add up to the totals.
    """
    requested = tuple(lines)
    is_travel = is_on_site_elsewhere and all(line.row.is_travel and line.row.usd is None for line in requested)
    currency = Currency.COP if is_travel else currency_for(customer)
    codes, reasons = elsewhere | {line.row.code for line in requested}, []
    if not requested:
        reasons.append(Reason(Spanish("Elija al menos un servicio o producto.")))
    if not tariff.rules_on(on):
        sentence = Spanish("La {tariff} no rige el {day}.", tariff=tariff.name, day=on)
        reasons.append(Reason(sentence, "art. 9"))
    is_on_site = is_on_site_elsewhere or any(line.takes_staff_away for line in requested)
    if any(line.row.is_travel for line in requested) and not is_on_site:
        sentence = Spanish("Los costos de desplazamiento solo se cobran con servicios en sitio, y no eligió ninguno.")
        reasons.append(Reason(sentence, "art. 1 par. 3"))
    for place, line in enumerate(requested):
        against = (*_against(line, currency), *_not_for(line, customer, codes))
        reasons += (Reason(sentence, "art. 1", place, part, line.row.name) for part, sentence in against)
    if reasons:
        raise RefusedError(*reasons)
    undiscounted = []
    for line in requested:
        if (figure := line.row.figure(currency)) is None:
            raise ValueError(f"{line.row.code} has no figure, and was not refused")
        undiscounted.append(PricedLine(line, Decimal(figure)))
    priced = tuple(undiscounted)
    chosen = discounts.choose(discounts.offers_for(priced, customer, base), priced, currency)
    trace = (
        *steps_before_discounts(priced, customer, currency, tariff, on),
        *discounts.steps(priced, customer, currency, base),
        *steps_after_discounts(customer),
    )
    saved = discounts.saved_apart(priced, customer, currency, base)
    if chosen:
        priced = tuple(replace(line, discount=chosen.discount_of(line, currency)) for line in priced)
    article = chosen.article if chosen else ""
    return Quote(tariff, on, customer, currency, base, priced, article, trace, saved)


def _against(line: RequestedLine, currency: Currency) -> Iterator[tuple[str, Spanish]]:
    """What stands against a line: which part of it, and the sentence."""
    row = line.row
    if row.text_price:
        yield (
            "quantity",
            Spanish(
                "No tiene tasa propia. {instead}: elija el servicio de esa lista.", instead=Printed(row.text_price)
            ),
        )
    elif row.figure(currency) is None and currency is Currency.COP:
        yield "quantity", Spanish("Solo tiene tasa en dólares, para quien vive en el exterior y paga desde allí.")
    elif row.figure(currency) is None and row.is_travel:
        yield (
            "quantity",
            Spanish("Ese costo solo tiene valor en pesos: va en una cotización complementaria en pesos."),
        )
    elif row.figure(currency) is None:
        yield "quantity", Spanish("Solo tiene tasa en pesos; no se puede cotizar junto con tasas en dólares.")
    least = row.minimum_quantity
    if not _is_whole(line.quantity) or not 1 <= line.quantity <= GREATEST_QUANTITY:
        yield "quantity", Spanish("La cantidad debe ser un número entero de 1 a 10.000.")
    elif least and line.quantity + line.gathered < least:
        sentence = Spanish(
            "Exige mínimo {least} participantes; usted indicó {quantity}.", least=least, quantity=line.quantity
        )
        yield "quantity", sentence
    most, persons = row.maximum_persons, line.persons
    if not most:
        return
    if not _is_whole(persons) or persons < 1:
        yield "persons", Spanish("Indique cuántas personas asistirán.")
    elif persons > most:
        sentence = Spanish(
            "Admite máximo {most} personas; usted indicó {persons}. Cotice las demás con la tasa por persona "
            "adicional.",
            most=most,
            persons=persons,
        )
        yield "persons", sentence


def _not_for(line: RequestedLine, customer: Customer, codes: Set[str]) -> Iterator[tuple[str, Spanish]]:
    """What a row is no part of, or for whom it is not, by its own name."""
    bases = line.row.additional_to
    if bases and codes.isdisjoint(bases):
        others = Spanish("{some} o {last}", some=", ".join(bases[:-1]), last=bases[-1])
        yield (
            "quantity",
            Spanish(
                "Es adicional a otra tasa y solo se cobra junto con ella: agregue {base}.",
                base=others if len(bases) > 1 else bases[0],
            ),
        )
    if line.row.is_for_higher_education and not customer.is_higher_education:
        yield (
            "quantity",
            Spanish(
                "Es para instituciones de educación superior. Si usted representa a una, márquelo en «Quién es usted»."
            ),
        )


def _is_whole(number: object) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool)


@dataclass(frozen=True)
class Repricing:
    """The quote that was, the one that rules now (perhaps the same), what was paid by then, and the step that says
    why."""

    original: Quote
    current: Quote
    step: RuleStep
    paid: Decimal

    @property
    def difference(self) -> Decimal:
        """What the customer still owes; negative, what the Institute gives back."""
        return self.current.total - self.paid


def reprice(
    original: Quote,
    *,
    rows: Mapping[str, RateRow],
    tariff: Tariff,
    on: date,
    is_customers_doing: bool,
    customer: Customer | None = None,
    paid: Decimal | None = None,
) -> Repricing:
    """The quote at the rates of the day on which the service is rendered.

    `original` is always the first one that was paid, however often the service moved, and `paid` all that was paid for
    it until now, its own total unless given: so no move charges what another did. `rows` has the rows of the new
    tariff by code; `customer`, the facts proven on that day, the same as before unless given. Within one year, or for
    no doing of the customer's, the price stays as it was.
    """
    paid = original.total if paid is None else paid
    if on < original.on:
        raise RefusedError(Reason(Spanish("La nueva fecha no puede ser anterior a la de la cotización."), ARTICLE_8))
    if on.year == original.on.year or not is_customers_doing:
        why = Spanish("La reprogramación no se debe a usted: conserva su precio.")
        if on.year == original.on.year:
            why = Spanish("El servicio se presta en la misma vigencia: conserva su precio.")
        return Repricing(original, original, RuleStep(ARTICLE_8, False, why, QUOTED_AGAIN), paid)
    requested = [line.requested for line in original.lines]
    gone = [
        Reason(
            Spanish("«{service}» ya no está en la {tariff}.", service=Name(line.row.name), tariff=tariff.name),
            ARTICLE_8,
            place,
        )
        for place, line in enumerate(requested)
        if line.row.code not in rows
    ]
    if gone:
        raise RefusedError(*gone)
    moved = [replace(line, row=rows[line.row.code]) for line in requested]
    customer = customer or original.customer
    current = _again(original, moved, customer=customer, on=on, tariff=tariff)
    if current.currency is not original.currency:
        raise RefusedError(Reason(Spanish("La cotización anterior está en otra moneda: pida una nueva."), ARTICLE_8))
    difference = current.total - paid
    amount = current.currency.written(abs(difference))
    if difference > 0:
        outcome = Spanish("usted asume la diferencia, {amount}.", amount=amount)
    elif difference < 0:
        outcome = Spanish("el nuevo precio es {amount} menor.", amount=amount)
    else:
        outcome = Spanish("el precio es el mismo.")
    why = Spanish(
        "El servicio pasó de {year} a {later}, y se cotizó con la {tariff}: {outcome}",
        year=original.on.year,
        later=current.on.year,
        tariff=current.tariff.name,
        outcome=outcome,
    )
    return Repricing(original, current, RuleStep(ARTICLE_8, True, why, amount=difference), paid)


def without_proof(original: Quote, *, paid: Decimal | None = None) -> Repricing:
    """The quote of who does not certify its size when the service is rendered (art. 4 par.): the same lines, day and
    tariff, so no moved year comes into it. Another article may then give its discount (art. 7)."""
    customer, paid = replace(original.customer, proves_size=False), original.total if paid is None else paid
    lines = [line.requested for line in original.lines]
    current = _again(original, lines, customer=customer, on=original.on, tariff=original.tariff)
    is_lost, difference = original.discount_article == "art. 4", current.total - paid
    why = Spanish("El descuento no era el del artículo 4: el precio no depende de que acredite su tamaño.")
    if is_lost and current.discount_article:
        why = Spanish(
            "No acreditó su tamaño al prestarse el servicio: pierde el descuento del artículo 4, y tiene el del "
            "{article}.",
            article=current.discount_article,
        )
    elif is_lost:
        why = Spanish("No acreditó su tamaño al prestarse el servicio: pierde el descuento del artículo 4.")
    return Repricing(original, current, RuleStep("art. 4 par.", is_lost, why, amount=difference), paid)


def with_proof(original: Quote) -> Quote:
    """The quote of who certifies its size after all (art. 4 par.): the same lines, day and tariff."""
    customer, lines = replace(original.customer, proves_size=True), [line.requested for line in original.lines]
    return _again(original, lines, customer=customer, on=original.on, tariff=original.tariff)


def _again(original: Quote, lines: Iterable[RequestedLine], **facts: Any) -> Quote:
    """Its lines priced anew, read as they were; those of travel alone have their services in another quote, and those
    that are additional to what is not here, their base."""
    rows = [line.requested.row for line in original.lines]
    bases = frozenset(code for row in rows for code in row.additional_to)
    is_elsewhere = all(row.is_travel for row in rows)
    return price(lines, base=original.base, is_on_site_elsewhere=is_elsewhere, elsewhere=bases, **facts)
