"""Articles 4 to 7: three discounts of ten per cent, of which one at most is given."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tariffs.kinds import SectionKind
from tariffs.pricing.quote import ArticleReading, Currency, Customer, DiscountBase, PricedLine, RuleStep
from tariffs.spanish import Printed, Spanish

UNITS_FOR_ARTICLE_5 = 10
# The words that each reading of articles 5 and 6 stands on.
OF_THE_TOTAL = Printed("Dicho descuento aplicará sobre el valor total de la cotización.")
SAID = {
    "art. 5": {
        DiscountBase.ELIGIBLE_LINES: Printed(
            "Las tasas correspondientes a los Materiales de Referencia Certificados ofrecidos por el INM tendrán un "
            "descuento del diez por ciento (10%) de la tasa vigente"
        ),
        DiscountBase.WHOLE_QUOTE: OF_THE_TOTAL,
    },
    "art. 6": {
        DiscountBase.ELIGIBLE_LINES: Printed(
            "Las tasas correspondientes a otros servicios de capacitación ofrecidos por el INM tendrán un descuento "
            "del diez por ciento (10%) de la tasa vigente"
        ),
        DiscountBase.WHOLE_QUOTE: OF_THE_TOTAL,
    },
}
Lines = tuple[PricedLine, ...]
Change = Spanish | Literal[""]


@dataclass(frozen=True)
class Offer:
    """One discount, whether or not the customer has a right to it."""

    article: str
    has_right: bool
    why: Spanish
    what_would_change_it: Change
    covers: Callable[[PricedLine], bool]

    def discount_of(self, line: PricedLine, currency: Currency) -> Decimal:
        return currency.tenth(line.amount) if self.covers(line) else Decimal(0)

    def amount(self, lines: Lines, currency: Currency) -> Decimal:
        return sum((self.discount_of(line, currency) for line in lines), Decimal(0))


def offers_for(lines: Lines, customer: Customer, base: DiscountBase) -> tuple[Offer, ...]:
    """Those of the three articles."""
    return article_4(customer), article_5(lines, base), article_6(lines, customer, base)


def choose(found: tuple[Offer, ...], lines: Lines, currency: Currency) -> Offer | None:
    """Article 7: never two; the best for the customer, the first article among equals."""
    rights = [offer for offer in found if offer.has_right and offer.amount(lines, currency)]
    return max(rights, key=lambda offer: offer.amount(lines, currency), default=None)


def readings(
    lines: Lines, customer: Customer, currency: Currency, taken: DiscountBase
) -> dict[str, tuple[ArticleReading, ...]]:
    """By article, the total that each reading gives; nothing when they give the same."""
    subtotal = sum((line.amount for line in lines), Decimal(0))
    chosen = {base: choose(offers_for(lines, customer, base), lines, currency) for base in DiscountBase}
    totals = {base: subtotal - (offer.amount(lines, currency) if offer else 0) for base, offer in chosen.items()}
    if len(set(totals.values())) == 1:
        return {}
    return {
        article: tuple(ArticleReading(base, said[base], totals[base], base is taken) for base in DiscountBase)
        for article, said in SAID.items()
        if any(offer and offer.article == article for offer in chosen.values())
    }


def saved_apart(lines: Lines, customer: Customer, currency: Currency, base: DiscountBase) -> Decimal:
    """What quotes of their own would save for what articles 5 and 6 discount: each has one discount (art. 7)."""
    own = {SectionKind.REFERENCE_MATERIAL, SectionKind.OTHER_TRAINING}
    apart: dict[SectionKind | None, list[PricedLine]] = {}
    for line in lines:
        kind = line.requested.row.kind
        apart.setdefault(kind if kind in own else None, []).append(line)

    def discount(of: Lines) -> Decimal:
        chosen = choose(offers_for(of, customer, base), of, currency)
        return chosen.amount(of, currency) if chosen else Decimal(0)

    return max(sum(map(discount, map(tuple, apart.values())), Decimal(0)) - discount(lines), Decimal(0))


def steps(lines: Lines, customer: Customer, currency: Currency, base: DiscountBase) -> list[RuleStep]:
    """The three articles, and the seventh where it decided."""
    found = offers_for(lines, customer, base)
    chosen, read = choose(found, lines, currency), readings(lines, customer, currency, base)
    saved = saved_apart(lines, customer, currency, base)
    told, others = [], []
    for offer in found:
        amount = offer.amount(lines, currency)
        why = offer.why
        if offer.has_right and offer is not chosen:
            others.append(offer.article)
            if chosen:
                why = Spanish(
                    "{why} Valdría {amount}, pero no se acumula con el del {article}, el que se aplica (art. 7).",
                    why=why,
                    amount=currency.written(amount),
                    article=chosen.article,
                )
        given = amount if offer is chosen else Decimal(0)
        change, ways = offer.what_would_change_it, read.get(offer.article, ())
        told.append(RuleStep(offer.article, offer is chosen, why, change, given, ways))
    return [*told, _never_two(chosen, others, saved, currency)]


def _never_two(chosen: Offer | None, others: list[str], saved: Decimal, currency: Currency) -> RuleStep:
    """Article 7, which decides where there is more than one."""
    if not (chosen and others):
        why = Spanish("Los descuentos no se acumulan; aquí no hay dos entre los que elegir.")
        return RuleStep("art. 7", False, why)
    why = Spanish(
        "Los descuentos no se acumulan: se aplica el más favorable para usted ({article}), y no el del {other}.",
        article=chosen.article,
        other=others[0],
    )
    if len(others) > 1:
        why = Spanish(
            "Los descuentos no se acumulan: se aplica el más favorable para usted ({article}), y no el del {other} "
            "ni el del {another}.",
            article=chosen.article,
            other=others[0],
            another=others[1],
        )
    change: Change = ""
    if saved:
        change = Spanish(
            "En dos cotizaciones, una de materiales de referencia y otra de capacitación, cada una tendría su "
            "descuento: en total, {amount} menos.",
            amount=currency.written(saved),
        )
    return RuleStep("art. 7", True, why, change)


def article_4(customer: Customer) -> Offer:
    """For secondary laboratories that are micro or small."""
    has_right = False
    change: Change = ""
    if customer.size and not customer.is_micro_or_small:
        why = Spanish(
            "Es para micro y pequeñas empresas (Decreto 957 de 2019); la suya es una {size}.", size=customer.size.label
        )
    elif not customer.is_secondary_laboratory:
        why = Spanish("Es para laboratorios secundarios que sean micro o pequeñas empresas, y usted no indicó serlo.")
        change = Spanish(
            "Si es un laboratorio secundario, micro o pequeña empresa, y acredita su tamaño al hacer la solicitud y al "
            "prestarse el servicio, tiene el 10 %."
        )
    elif not customer.size:
        why = Spanish("Es para micro y pequeñas empresas (Decreto 957 de 2019), y no indicó el tamaño de la suya.")
        change = Spanish(
            "Si es micro o pequeña empresa y acredita su tamaño al hacer la solicitud y al prestarse el servicio, "
            "tiene el 10 %."
        )
    elif not customer.proves_size:
        why = Spanish(
            "Es un laboratorio secundario y una {size}, pero no ha dicho que acredita su tamaño.",
            size=customer.size.label,
        )
        change = Spanish("Si acredita su tamaño al hacer la solicitud y al prestarse el servicio, tiene el 10 %.")
    else:
        has_right = True
        why = Spanish(
            "Es un laboratorio secundario y una {size}: 10 % de todas las tasas, salvo los costos de desplazamiento. "
            "El certificado de calibración se expide a nombre de su empresa.",
            size=customer.size.label,
        )
        change = Spanish("Si no acredita su tamaño también cuando se preste el servicio, pierde el descuento.")
    return Offer("art. 4", has_right, why, change, covers=_has_rate)


def article_5(lines: Lines, base: DiscountBase) -> Offer:
    """Reference materials from ten units."""

    def is_material(line: PricedLine) -> bool:
        return line.requested.row.kind is SectionKind.REFERENCE_MATERIAL

    units = sum(line.requested.quantity for line in lines if is_material(line))
    has_right = units >= UNITS_FOR_ARTICLE_5
    change: Change = ""
    if has_right:
        why = Spanish(
            "Lleva {units} de materiales de referencia certificados, diez o más de cualquier tipo: 10 % {base}.",
            units=_units(units),
            base=base.label,
        )
        change = Spanish("Con menos de diez unidades pierde el descuento.")
    elif units:
        why = Spanish(
            "Lleva {units} de materiales de referencia certificados, y el descuento comienza en diez, sin importar el "
            "tipo.",
            units=_units(units),
        )
        change = Spanish("Con {units} más, tiene el 10 %.", units=_units(UNITS_FOR_ARTICLE_5 - units))
    else:
        why = Spanish("La cotización no tiene materiales de referencia certificados.")
    covers = _has_rate if base is DiscountBase.WHOLE_QUOTE else is_material
    return Offer("art. 5", has_right, why, change, covers)


def article_6(lines: Lines, customer: Customer, base: DiscountBase) -> Offer:
    """Other training for higher education."""

    def is_other_training(line: PricedLine) -> bool:
        return line.requested.row.kind is SectionKind.OTHER_TRAINING

    has_lines = any(map(is_other_training, lines))
    has_right = has_lines and customer.is_higher_education
    change: Change = ""
    if has_right:
        why = Spanish("Es una institución de educación superior (Ley 30 de 1992): 10 % {base}.", base=base.label)
    elif has_lines:
        why = Spanish("Es para instituciones de educación superior, y usted no indicó ser una.")
        change = Spanish("Si es una institución de educación superior (Ley 30 de 1992), tiene el 10 %.")
    else:
        why = Spanish("La cotización no tiene otros servicios de capacitación.")
    covers = _has_rate if base is DiscountBase.WHOLE_QUOTE else is_other_training
    return Offer("art. 6", has_right, why, change, covers)


def _has_rate(line: PricedLine) -> bool:
    return not line.requested.row.is_travel


def _units(number: int) -> Spanish:
    return Spanish("1 unidad") if number == 1 else Spanish("{number} unidades", number=number)
