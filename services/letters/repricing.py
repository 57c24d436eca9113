"""The letters that tell another price of what was accepted: what changed, the difference, and how it came about."""

from collections.abc import Iterator, Sequence

from radicados.letter_parts import paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph
from services.letters.parts import following, to_customer
from services.letters.quote import lines_table, sums, trace
from services.models import ServiceRequest
from services.models.payments import written
from services.repricing import Reckoning
from tariffs.amount_words import amount_in_words


def repricing_letter(
    case: ServiceRequest,
    reckonings: Sequence[Reckoning],
    *,
    subject: str,
    opening: str,
    text: str,
    after: Sequence[str],
) -> Letter:
    """Raises NoSignatoryError."""
    blocks = (
        Paragraph(opening),
        *(block for each in reckonings for block in _difference(each)),
        *paragraphs(text),
        *map(Paragraph, after),
        following(),
        *(block for each in reckonings for block in _price(each)),
    )
    return to_customer(case, f"{subject}: su solicitud {case.radicado.number}", blocks)


def _difference(reckoning: Reckoning) -> Iterator[Block]:
    price, quote = reckoning.price, reckoning.quote
    yield Paragraph(reckoning.why)
    currency, balance = quote.chain.currency, reckoning.balance
    rows = [
        ("Cotización", f"{quote.step.letter.number}, versión {quote.version}"),
        ("Valor anterior", written(reckoning.before.total, currency)),
        ("Valor de ahora", written(price.total, currency)),
        ("Ya pagó", written(reckoning.paid, currency)),
        ("Falta por pagar", written(balance.owed, currency) if balance.owed else "Nada"),
    ]
    if balance.owed:
        rows.append(("En letras", f"Son: {amount_in_words(balance.owed, price.currency)}."))
    if balance.credit:
        rows.append(("Saldo a su favor", written(balance.credit, currency)))
    yield Fields("La diferencia", tuple(rows))


def _price(reckoning: Reckoning) -> Iterator[Block]:
    yield lines_table("Lo que se cotizó, con su valor de ahora", reckoning.lines, reckoning.price)
    yield sums(reckoning.price)
    yield trace(reckoning.price)
