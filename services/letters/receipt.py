"""The acknowledgement of a request: what was asked, and what it would cost by today's tariff."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from accounts.models import Company
from ground.documents.models import Document
from legal_calendar.legal_time import instant
from radicados.letter_parts import enclosures, paragraphs, unconfirmed
from radicados.letters import Block, Column, Fields, Letter, Paragraph, Table
from services.letters.parts import CUSTOMER_DOCUMENT, following, named, to_customer
from services.models import ServiceRequest
from services.price import Priced

LINE_COLUMNS = (Column("Ítem", 2.2), Column("Código", 0.9), Column("Servicio", 3.6), Column("Cantidad", 0.9))


def compose_receipt(
    request: ServiceRequest,
    lines: Sequence[tuple[str, str, str, str]],
    priced: Priced,
    documents: Sequence[Document],
    *,
    company: Company | None,
) -> Letter:
    """The letter as it will be frozen; `lines` are the rows of what was asked: item, code, service and quantity.
    Raises NoSignatoryError."""
    blocks = _blocks(request, lines, priced, documents, company)
    return to_customer(request, f"Acuse de recibo: {named(request)}", blocks)


def _blocks(
    request: ServiceRequest,
    lines: Sequence[tuple[str, str, str, str]],
    priced: Priced,
    documents: Sequence[Document],
    company: Company | None,
) -> Iterator[Block]:
    yield Paragraph(
        f"El {settings.ENTITY['name']} recibió su {named(request)} el {instant(request.received_at)} (hora legal de "
        "Colombia) y la radicó con este número."
    )
    reached = ", ".join(filter(None, (request.contact_name, request.contact_email, request.contact_phone)))
    rows = (
        ("Servicio", request.get_kind_display()),
        ("Cliente", request.customer_name),
        (CUSTOMER_DOCUMENT, request.customer_document),
    )
    yield Fields("Solicitud", rows, documents=(CUSTOMER_DOCUMENT,))
    yield Paragraph(f"Contacto: {reached}.")
    yield from unconfirmed(company)
    yield Table("Lo que pidió", LINE_COLUMNS, tuple(lines), empty="El INM le dirá qué servicios corresponden.")
    if priced.quote:
        total = priced.quote.currency.written(priced.quote.total)
        discount = priced.quote.discount_article
        yield Paragraph(
            f"Con lo que usted dijo y la tarifa de hoy, costaría {total}"
            f"{f', con el descuento del {discount}' if discount else ''}. No es una cotización: el INM revisa su "
            "solicitud y le envía una, firmada y con su vigencia."
        )
    if request.remarks:
        yield from (Paragraph("Observaciones:"), *paragraphs(request.remarks))
    yield from enclosures(documents)
    yield following()
