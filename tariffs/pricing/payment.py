"""Articles 1, 2, 8 and 9: which figures rule, in which currency, and when they are paid."""

from datetime import date
from decimal import Decimal

from tariffs.pricing.quote import Currency, Customer, PricedLine, RuleStep, Tariff


def currency_for(customer: Customer) -> Currency:
    """Dollars only for foreign persons domiciled abroad who pay from abroad (art. 1 par. 1)."""
    is_abroad = customer.is_foreign and customer.is_domiciled_abroad and customer.pays_from_abroad
    return Currency.USD if is_abroad else Currency.COP


def steps_before_discounts(
    lines: tuple[PricedLine, ...], customer: Customer, currency: Currency, tariff: Tariff, on: date
) -> list[RuleStep]:
    day = f"El {on:%d/%m/%Y}, su último día de vigencia," if on == tariff.valid_to else f"El {on:%d/%m/%Y}"
    subtotal = sum((line.amount for line in lines), Decimal(0))
    steps = [
        RuleStep("art. 9", True, f"{day} rige la {tariff}, versión {tariff.version} de su tarifa."),
        RuleStep("art. 1", True, "Cada servicio vale la tasa publicada por su cantidad.", amount=subtotal),
        _paragraph_1(customer, currency),
    ]
    if currency is Currency.USD:
        why = "Los costos financieros y de intermediación del pago desde el exterior los asume usted."
        steps.append(RuleStep("art. 1 par. 2", True, why))
    return [*steps, _paragraph_3(lines)]


def _paragraph_1(customer: Customer, currency: Currency) -> RuleStep:
    article = "art. 1 par. 1"
    if currency is Currency.USD:
        return RuleStep(
            article,
            True,
            "Se cobra en dólares: es extranjero, tiene su domicilio en el exterior y paga desde allí.",
            "Si paga en Colombia, se cobra en pesos.",
        )
    if not customer.is_foreign:
        return RuleStep(article, False, "Se cobra en pesos: los dólares son para personas extranjeras.")
    conditions = {
        "tiene su domicilio en el exterior": customer.is_domiciled_abroad,
        "paga fuera de Colombia": customer.pays_from_abroad,
    }
    missing = " y ".join(condition for condition, is_met in conditions.items() if not is_met)
    return RuleStep(
        article,
        False,
        f"Se cobra en pesos: los dólares son para quien, además de ser extranjero, {missing}.",
        f"Si {missing}, se cobra en dólares.",
    )


def _paragraph_3(lines: tuple[PricedLine, ...]) -> RuleStep:
    article = "art. 1 par. 3"
    costs = sum(line.amount for line in lines if line.requested.row.is_travel)
    if costs:
        why = "Hay servicios en sitio: se suman los costos de desplazamiento, que no tienen descuento."
        return RuleStep(article, True, why, amount=costs)
    if any(line.requested.takes_staff_away for line in lines):
        return RuleStep(
            article,
            False,
            "Hay servicios en sitio, y la cotización no incluye costos de desplazamiento.",
            "Si el personal o los equipos del INM deben desplazarse, se suman los costos de la tabla 6.",
        )
    return RuleStep(article, False, "Sin servicios en sitio no hay costos de desplazamiento.")


def steps_after_discounts(customer: Customer) -> list[RuleStep]:
    entity = "una entidad del Estatuto General de la Contratación Pública"
    payment = RuleStep(
        "art. 2",
        True,
        "El pago es previo a la prestación del servicio.",
        f"Si es {entity}, paga como disponga esa norma.",
    )
    if customer.is_under_public_contracting:
        payment = RuleStep("art. 2", False, f"Es {entity}: paga como lo disponga esa norma.")
    availability = RuleStep(
        "art. 8",
        True,
        "El servicio está sujeto a disponibilidad y programación.",
        "Si por un hecho suyo pasa a otra vigencia, se cotiza de nuevo y usted asume la diferencia.",
    )
    return [payment, availability]
