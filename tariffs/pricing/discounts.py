"""Articles 4 to 7: three discounts of ten per cent, of which one at most is given."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tariffs.kinds import SectionKind
from tariffs.pricing.quote import Currency, Customer, DiscountBase, PricedLine, RuleStep

UNITS_FOR_ARTICLE_5 = 10
Lines = tuple[PricedLine, ...]


@dataclass(frozen=True)
class Offer:
    """One discount, whether or not the customer has a right to it."""

    article: str
    has_right: bool
    why: str
    what_would_change_it: str
    covers: Callable[[PricedLine], bool]

    def discount_of(self, line: PricedLine, currency: Currency) -> Decimal:
        return currency.tenth(line.amount) if self.covers(line) else Decimal(0)

    def amount(self, lines: Lines, currency: Currency) -> Decimal:
        return sum((self.discount_of(line, currency) for line in lines), Decimal(0))


def choose(found: tuple[Offer, ...], lines: Lines, currency: Currency) -> Offer | None:
    """Article 7: never two; the best for the customer, the first article among equals."""
    rights = [offer for offer in found if offer.has_right and offer.amount(lines, currency)]
    return max(rights, key=lambda offer: offer.amount(lines, currency), default=None)


def steps(found: tuple[Offer, ...], chosen: Offer | None, lines: Lines, currency: Currency) -> list[RuleStep]:
    """The three articles, and the seventh where it decided."""
    told, others = [], []
    for offer in found:
        amount = offer.amount(lines, currency)
        why = offer.why
        if offer.has_right and offer is not chosen:
            others.append(f"el del {offer.article}")
            if chosen:
                why += (
                    f" Valdría {currency.written(amount)}, pero no se acumula con el del {chosen.article}, "
                    "el que se aplica (art. 7)."
                )
        given = amount if offer is chosen else Decimal(0)
        told.append(RuleStep(offer.article, offer is chosen, why, offer.what_would_change_it, given))
    if chosen and others:
        why = f"Los descuentos no se acumulan: se aplica el más favorable para usted ({chosen.article}), "
        return [*told, RuleStep("art. 7", True, f"{why}y no {' ni '.join(others)}.")]
    why = "Los descuentos no se acumulan; aquí no hay dos entre los que elegir."
    return [*told, RuleStep("art. 7", False, why)]


def article_4(customer: Customer) -> Offer:
    """For secondary laboratories that are micro or small."""
    proof, gets_it = "su tamaño al hacer la solicitud y al prestarse el servicio", "tiene el 10 %."
    size, has_right, change = customer.size.label if customer.size else "", False, ""
    if size and not customer.is_micro_or_small:
        why = f"Es para micro y pequeñas empresas (Decreto 957 de 2019); la suya es una {size}."
    elif not customer.is_secondary_laboratory:
        why = "Es para laboratorios secundarios que sean micro o pequeñas empresas, y usted no indicó serlo."
        change = f"Si es un laboratorio secundario, micro o pequeña empresa, y acredita {proof}, {gets_it}"
    elif not size:
        why = "Es para micro y pequeñas empresas (Decreto 957 de 2019), y no indicó el tamaño de la suya."
        change = f"Si es micro o pequeña empresa y acredita {proof}, {gets_it}"
    elif not customer.proves_size:
        why = f"Es un laboratorio secundario y una {size}, pero no ha dicho que acredita su tamaño."
        change = f"Si acredita {proof}, {gets_it}"
    else:
        has_right = True
        why = (
            f"Es un laboratorio secundario y una {size}: 10 % de todas las tasas, salvo los costos de "
            "desplazamiento. El certificado de calibración se expide a nombre de su empresa."
        )
        change = "Si no acredita su tamaño también cuando se preste el servicio, pierde el descuento."
    return Offer("art. 4", has_right, why, change, covers=_has_rate)


def article_5(lines: Lines, base: DiscountBase) -> Offer:
    """Reference materials from ten units."""

    def is_material(line: PricedLine) -> bool:
        return line.requested.row.kind is SectionKind.REFERENCE_MATERIAL

    units = sum(line.requested.quantity for line in lines if is_material(line))
    has_right, change = units >= UNITS_FOR_ARTICLE_5, ""
    carried = f"Lleva {_units(units)} de materiales de referencia certificados"
    if has_right:
        why = f"{carried}, diez o más de cualquier tipo: 10 % {base.label}."
        change = "Con menos de diez unidades pierde el descuento."
    elif units:
        why = f"{carried}, y el descuento comienza en diez, sin importar el tipo."
        change = f"Con {_units(UNITS_FOR_ARTICLE_5 - units)} más, tiene el 10 %."
    else:
        why = "La cotización no tiene materiales de referencia certificados."
    covers = _has_rate if base is DiscountBase.WHOLE_QUOTE else is_material
    return Offer("art. 5", has_right, why, change, covers)


def article_6(lines: Lines, customer: Customer, base: DiscountBase) -> Offer:
    """Other training for higher education."""

    def is_other_training(line: PricedLine) -> bool:
        return line.requested.row.kind is SectionKind.OTHER_TRAINING

    has_lines, change = any(map(is_other_training, lines)), ""
    has_right = has_lines and customer.is_higher_education
    if has_right:
        why = f"Es una institución de educación superior (Ley 30 de 1992): 10 % {base.label}."
    elif has_lines:
        why = "Es para instituciones de educación superior, y usted no indicó ser una."
        change = "Si es una institución de educación superior (Ley 30 de 1992), tiene el 10 %."
    else:
        why = "La cotización no tiene otros servicios de capacitación."
    covers = _has_rate if base is DiscountBase.WHOLE_QUOTE else is_other_training
    return Offer("art. 6", has_right, why, change, covers)


def _has_rate(line: PricedLine) -> bool:
    return not line.requested.row.is_travel


def _units(number: int) -> str:
    return "1 unidad" if number == 1 else f"{number} unidades"
