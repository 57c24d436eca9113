"""Articles 1, 2, 8 and 9: which figures rule, in which currency, and when they are paid."""

from datetime import date
from decimal import Decimal

from tariffs.pricing.quote import Currency, Customer, PricedLine, RuleStep, Tariff
from tariffs.spanish import Spanish

QUOTED_AGAIN = Spanish("Si por un hecho suyo pasa a otra vigencia, se cotiza de nuevo y usted asume la diferencia.")


def currency_for(customer: Customer) -> Currency:
    """Dollars only for foreign persons domiciled abroad who pay from abroad (art. 1 par. 1)."""
    is_abroad = customer.is_foreign and customer.is_domiciled_abroad and customer.pays_from_abroad
    return Currency.USD if is_abroad else Currency.COP


def steps_before_discounts(
    lines: tuple[PricedLine, ...], customer: Customer, currency: Currency, tariff: Tariff, on: date
) -> list[RuleStep]:
    facts = {"day": on, "tariff": tariff.name, "version": tariff.version}
    rules = Spanish("El {day} rige la {tariff}, versión {version} de su tarifa.", **facts)
    if on == tariff.valid_to:
        rules = Spanish(
            "El {day}, su último día de vigencia, rige la {tariff}, versión {version} de su tarifa.", **facts
        )
    subtotal = sum((line.amount for line in lines), Decimal(0))
    steps = [
        RuleStep("art. 9", True, rules),
        RuleStep("art. 1", True, Spanish("Cada servicio vale la tasa publicada por su cantidad."), amount=subtotal),
        _paragraph_1(customer, currency),
    ]
    if currency is Currency.USD:
        why = Spanish("Los costos financieros y de intermediación del pago desde el exterior los asume usted.")
        steps.append(RuleStep("art. 1 par. 2", True, why))
    return [*steps, _paragraph_3(lines)]


def _paragraph_1(customer: Customer, currency: Currency) -> RuleStep:
    article = "art. 1 par. 1"
    if currency is Currency.USD:
        return RuleStep(
            article,
            True,
            Spanish("Se cobra en dólares: es extranjero, tiene su domicilio en el exterior y paga desde allí."),
            Spanish("Si paga en Colombia, se cobra en pesos."),
        )
    if currency_for(customer) is Currency.USD:
        why = Spanish("Se cobra en pesos: los costos de desplazamiento dentro de Colombia no tienen otra tasa.")
        return RuleStep(article, False, why)
    if not customer.is_foreign:
        return RuleStep(article, False, Spanish("Se cobra en pesos: los dólares son para personas extranjeras."))
    if customer.is_domiciled_abroad:
        missing = Spanish("paga fuera de Colombia")
    elif customer.pays_from_abroad:
        missing = Spanish("tiene su domicilio en el exterior")
    else:
        missing = Spanish("tiene su domicilio en el exterior y paga fuera de Colombia")
    return RuleStep(
        article,
        False,
        Spanish("Se cobra en pesos: los dólares son para quien, además de ser extranjero, {missing}.", missing=missing),
        Spanish("Si {missing}, se cobra en dólares.", missing=missing),
    )


def _paragraph_3(lines: tuple[PricedLine, ...]) -> RuleStep:
    article = "art. 1 par. 3"
    costs = sum(line.amount for line in lines if line.requested.row.is_travel)
    if costs:
        why = Spanish("Hay servicios en sitio: se suman los costos de desplazamiento, que no tienen descuento.")
        return RuleStep(article, True, why, amount=costs)
    if any(line.requested.takes_staff_away for line in lines):
        return RuleStep(
            article,
            True,
            Spanish(
                "Hay servicios en sitio: se les suman costos de desplazamiento, que esta cotización todavía no incluye."
            ),
            Spanish("Agréguelos («viáticos», «transporte»), o pregunte al INM cuáles son los de su caso."),
        )
    return RuleStep(article, False, Spanish("Sin servicios en sitio no hay costos de desplazamiento."))


def steps_after_discounts(customer: Customer) -> list[RuleStep]:
    payment = RuleStep(
        "art. 2",
        True,
        Spanish("El pago es previo a la prestación del servicio."),
        Spanish("Si es una entidad del Estatuto General de la Contratación Pública, paga como disponga esa norma."),
    )
    if customer.is_under_public_contracting:
        why = Spanish(
            "Es una entidad del Estatuto General de la Contratación Pública: paga como lo disponga esa norma."
        )
        payment = RuleStep("art. 2", False, why)
    availability = RuleStep(
        "art. 8", True, Spanish("El servicio está sujeto a disponibilidad y programación."), QUOTED_AGAIN
    )
    return [payment, availability]
