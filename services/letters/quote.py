"""The letter that quotes: lines, discount, total in figures and in words, and how all of it came about."""

from collections.abc import Iterable, Iterator

from django.conf import settings

from legal_calendar.legal_time import business_days, long_date
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Column, Fields, Letter, Paragraph, Table
from services.kinds import BROUGHT, Service
from services.letters.parts import CUSTOMER_DOCUMENT, reference, to_customer
from services.models import ServiceRequest
from services.quoting import Offer, OfferedLine
from tariffs.amount_words import amount_in_words
from tariffs.pricing.quote import Currency, Customer
from tariffs.pricing.quote import Quote as Price

WITHOUT_DISCOUNT = (
    *(Column("Ítem", 2), Column("Código", 1.05), Column("Servicio", 3.2), Column("Cant.", 0.8)),
    *(Column("Tasa", 1.35), Column("Valor", 1.4)),
)
WITH_DISCOUNT = (
    *(Column("Ítem", 1.15), Column("Código", 1.08), Column("Servicio", 1.45), Column("Cant.", 0.82)),
    *(Column("Tasa", 1.36), Column("Valor", 1.42), Column("Descuento", 1.36), Column("Total", 1.46)),
)
# What travels between the customer and the Institute, at the customer's cost.
_CARRIED = {
    Service.CALIBRATION: "los instrumentos",
    Service.PROFICIENCY_TEST: "los ítems",
    Service.REFERENCE_MATERIAL: "los materiales",
}
_TRACE = (Column("Norma", 1.2), Column("¿Se aplicó?", 1), Column("Por qué", 5))


def compose_quote(request: ServiceRequest, offer: Offer, *, remarks: str, lead_days: int | None) -> Letter:
    """As it will be frozen; raises NoSignatoryError."""
    kind = "Cotización complementaria" if offer.complements else "Cotización"
    subject = f"{kind} de su solicitud {request.radicado.number}, versión {offer.version}"
    return to_customer(request, subject, _blocks(request, offer, remarks, lead_days))


def _blocks(request: ServiceRequest, offer: Offer, remarks: str, lead_days: int | None) -> Iterator[Block]:
    if first := offer.complements:
        yield Paragraph(
            f"El {settings.ENTITY['name']} le cotiza lo que se agrega a su {reference(request)}. Se paga aparte: la "
            f"cotización {first.step.letter.number}, versión {first.version}, no cambia."
        )
    else:
        yield Paragraph(f"El {settings.ENTITY['name']} le cotiza lo que pidió en su {reference(request)}.")
    if offer.replaces:
        older = offer.replaces
        yield Paragraph(
            f"Esta es la versión {offer.version}: reemplaza la cotización {older.step.letter.number}, versión "
            f"{older.version}, que ya no vale{', aunque usted la hubiera aceptado' if older.accepted_by else ''}."
        )
    named = (("Cliente", request.customer_name), (CUSTOMER_DOCUMENT, request.customer_document))
    facts = facts_in_words(offer.price.customer)
    yield Fields("Para quién se cotiza", (*named, ("Condiciones", facts)), documents=(CUSTOMER_DOCUMENT,))
    yield lines_table("Lo que se cotiza", offer.lines, offer.price)
    yield from _notes(offer)
    yield sums(offer.price)
    yield from paragraphs(remarks)
    yield from _terms(request, offer, lead_days)
    yield trace(offer.price)


def facts_in_words(customer: Customer) -> str:
    """What about the customer made the price: «Nacional; microempresa, con soporte…»."""
    said = ["Extranjero" if customer.is_foreign else "Nacional"]
    if customer.is_domiciled_abroad:
        said.append("con domicilio en el exterior")
    if customer.pays_from_abroad:
        said.append("paga desde el exterior")
    if customer.size:
        said.append(f"{customer.size.label}{', con soporte' if customer.proves_size else ', sin soporte'}")
    if customer.is_secondary_laboratory:
        said.append("laboratorio secundario")
    if customer.is_higher_education:
        said.append("institución de educación superior")
    if customer.is_under_public_contracting:
        said.append("entidad de contratación pública")
    return "; ".join(said)


def lines_table(title: str, lines: Iterable[OfferedLine], price: Price) -> Table:
    written, rows = price.currency.written, []
    for line in lines:
        requested, priced = line.priced.requested, line.priced
        row = [line.about, requested.row.code, requested.row.name, str(requested.quantity)]
        row += [written(priced.figure), written(priced.amount)]
        if price.discount:
            row += [written(priced.discount), written(priced.total)]
        rows.append(tuple(str(cell) for cell in row))
    columns = WITH_DISCOUNT if price.discount else WITHOUT_DISCOUNT
    return Table(title, columns, tuple(rows))


def _notes(offer: Offer) -> Iterator[Paragraph]:
    notes = dict.fromkeys(f"{line.priced.requested.row.code}: {n}" for line in offer.lines for n in line.priced.notes)
    if notes:
        yield Paragraph("Notas de la resolución:\n" + "\n".join(notes))


def sums(price: Price) -> Fields:
    written = price.currency.written
    rows: list[tuple[str, str]] = [("Subtotal", written(price.subtotal))]
    if price.discount:
        rows.append((f"Descuento ({price.discount_article})", written(price.discount)))
    rows.append(("Total", written(price.total)))
    rows.append(("Total en letras", f"Son: {amount_in_words(price.total, price.currency)}."))
    rows.append(("Moneda", str(price.currency.label)))
    return Fields("Cuánto vale", tuple((label, str(value)) for label, value in rows))


def _terms(request: ServiceRequest, offer: Offer, lead_days: int | None) -> Iterator[Block]:
    price, site = offer.price, settings.PORTAL_BASE_URL
    lasts = "No está definido todavía"
    if lead_days is not None:
        since = "el laboratorio reciba todo" if request.service in BROUGHT else "el INM reciba el pago"
        lasts = f"{business_days(lead_days)} desde que {since}: es estimado, no garantizado (art. 8)"
    costs = "Los costos bancarios del pago."
    if price.currency is Currency.USD:
        costs = "Los costos de la transferencia (art. 1 par. 2)."
    carried = _CARRIED.get(request.service)
    not_included = f"El transporte de {carried} y {costs[0].lower()}{costs[1:]}" if carried else costs
    later = price.customer.is_under_public_contracting
    pay = "Después de aceptarla, como el INM se lo indique; nada se programa antes de recibir todo el pago (art. 2)."
    if later:
        pay = "Después de aceptarla; con su contrato o convenio puede pagar después de recibir el servicio (art. 2)."
    yield Fields(
        "Condiciones",
        (
            ("Vale hasta", f"el {long_date(offer.valid_until)}, inclusive"),
            ("Cómo aceptarla", f"en {site}/radicados/, con su cuenta"),
            ("Cómo se paga", pay),
            ("Cuánto tarda", lasts),
            ("No incluye", not_included),
            ("Tarifa", f"{offer.edition}"),
        ),
    )
    if other := price.other_reading:
        step, reading = other
        total = price.currency.written(reading.total)
        yield Paragraph(f"El {step.article} se puede leer de otro modo («{reading.words}»), que daría {total}.")


def trace(price: Price) -> Table:
    rows = tuple((step.article, "Sí" if step.is_applied else "No", str(step.why)) for step in price.trace)
    return Table("Anexo: cómo se llegó a este valor", _TRACE, rows)
