"""The letters about money: a receipt, a payment that may come later, what was reversed or given back."""

from datetime import date
from decimal import Decimal

from django.conf import settings

from legal_calendar.legal_time import long_date
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph
from services.letters.parts import following, reference, to_customer
from services.models import MoneyBack, Payment, Quote, QuoteChain, ServiceRequest
from services.models.payments import written
from services.payment.balance import Balance
from tariffs.amount_words import amount_in_words
from tariffs.pricing.quote import Currency


def receipt_letter(
    case: ServiceRequest, payment: Payment, chain: QuoteChain, balance: Balance, *, owes_besides: bool = False
) -> Letter:
    """Of a payment that counts, with the balance that it leaves of its quote; `owes_besides`: the service waits for
    another one, too. Raises NoSignatoryError."""
    currency = Currency(payment.currency)
    rows = [
        ("Valor recibido", payment.written),
        ("En letras", f"Son: {amount_in_words(payment.amount, currency)}."),
        ("Forma de pago", str(payment.get_way_display())),
        ("Fecha del banco", long_date(payment.paid_on)),
        ("Banco", payment.bank),
        ("Número con el que lo conoce el banco", payment.cus),
        ("Cotización", _version(chain)),
        ("Falta por pagar", written(balance.owed, chain.currency) if balance.owed else "Nada"),
    ]
    if balance.credit:
        rows.append(("Saldo a su favor", written(balance.credit, chain.currency)))
    after = "Con este pago, el INM programa el servicio y le escribe la fecha."
    if case.appointments.exists():
        after = (
            "El servicio sigue como está programado."
            if not balance.owed
            else "Lo que falta se paga antes de la entrega."
        )
    elif balance.owed or owes_besides:
        after = "El INM programa el servicio cuando reciba todo el pago (Resolución 015 de 2020, artículo 2)."
    elif payment.doubt == Payment.Doubt.REPEATED:
        after = "Ya estaba pagada: el INM le devuelve lo que sobra, o se lo aplica a otra solicitud si usted lo pide."
    blocks: tuple[Block, ...] = (
        Paragraph(f"El {settings.ENTITY['name']} recibió un pago de su {reference(case)}."),
        Fields("Recibo", tuple((label, value) for label, value in rows if value)),
        Paragraph(f"{after} Este recibo no es la factura electrónica, que se expide aparte."),
        following(),
    )
    return to_customer(case, f"Recibo de pago de su solicitud {case.radicado.number}", blocks)


def _version(chain: QuoteChain) -> str:
    quote = Quote.objects.in_force().filter(chain=chain).select_related("step__radicado").get()
    return f"{quote.step.letter.number}, versión {quote.version}"


def deferral_letter(case: ServiceRequest, *, contract: dict[str, str], due_on: date | None, text: str) -> Letter:
    """Raises NoSignatoryError."""
    until = f"el {long_date(due_on)}" if due_on else "30 días después de la entrega"
    rows = (
        ("Contrato o convenio", contract["number"]),
        ("Fecha del contrato", long_date(date.fromisoformat(contract["signed_on"]))),
        ("Supervisor", contract["supervisor"]),
        ("Páguela a más tardar", until),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(
            f"Como entidad sujeta al Estatuto General de Contratación, puede pagar su {reference(case)} después de "
            "recibir el servicio (Resolución 015 de 2020, artículo 2). El INM lo programa sin esperar el pago."
        ),
        Fields("Pago aplazado", rows),
        *paragraphs(text),
        following(),
    )
    return to_customer(case, f"Pago aplazado de su solicitud {case.radicado.number}", blocks)


def return_letter(
    case: ServiceRequest, *, kind: MoneyBack.Kind, payment: Payment, amount: Decimal, on: date, reason: str,
    account: str = "", administrative_act: str = "",
) -> Letter:  # fmt: skip
    """Of money that went back, or that was counted and had not come; raises NoSignatoryError."""
    value, currency = written(amount, payment.currency), Currency(payment.currency)
    said = {
        MoneyBack.Kind.BANK: f"El banco reversó un pago de su {reference(case)}: ese dinero no está en el INM.",
        MoneyBack.Kind.REVERSAL: f"El INM reversó un pago que había contado en su {reference(case)}.",
        MoneyBack.Kind.REFUND: f"El INM le devuelve dinero de su {reference(case)}.",
    }
    rows = (
        ("Valor", value),
        ("En letras", f"Son: {amount_in_words(amount, currency)}."),
        ("Fecha", long_date(on)),
        ("Cuenta de destino", account),
        ("Acto administrativo", administrative_act),
        ("Del pago", f"{payment.get_way_display()}, {payment.cus}, {long_date(payment.paid_on)}"),
    )
    owes = "Si la solicitud vuelve a deber, en su página se dice cuánto y hasta cuándo."
    blocks: tuple[Block, ...] = (
        Paragraph(said[kind]),
        Fields(str(kind.label), tuple((label, each) for label, each in rows if each)),
        *paragraphs(reason),
        *(() if kind is MoneyBack.Kind.REFUND else (Paragraph(owes),)),
        following(),
    )
    return to_customer(case, f"{kind.label}: su solicitud {case.radicado.number}", blocks)
