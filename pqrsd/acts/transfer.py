"""Sending a petition on to the entity that is competent, with a copy to the petitioner (CPACA, art. 21; Ley 1581 de
2012, art. 15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import close, closed_refusal, locked_for
from expedientes.models import Paso
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.deadlines import last_day_to_transfer
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.parts import (
    FAREWELL,
    PETITIONER_DOCUMENT,
    reached_at,
    reference,
    represented,
)
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import TRANSFER
from radicados.letter_mails import letter_key
from radicados.letter_parts import enclosures, letterhead, paragraphs
from radicados.letters import Block, Fields, Letter, Paragraph

WRITINGS = (Step.COMPLETED, Step.REPLIED)


@dataclass(frozen=True)
class Receiver:
    """The entity that a petition goes to; of e-mail and address, one may be empty."""

    name: str
    email: str
    address: str


@transaction.atomic(durable=True)
def transfer(*, pk: int, version: int, to: Receiver, text: str, by, request=None) -> Paso:
    """Send it on and close the case. Raises ActRefusedError, StaleError and NoSignatoryError.

    After its last day, too, because the duty remains: the step says that it was late.
    """
    pqrsd = locked_for(closed_refusal, Pqrsd, pk, version=version)
    letter = transfer_letter(pqrsd, to=to, text=text)
    is_late = timezone.localdate() > last_day(pqrsd)
    close(pqrsd, Outcome.TRANSFERRED)
    step = write_letter(
        pqrsd,
        Step.TRANSFERRED,
        letter,
        document_kind="Oficio remisorio",
        by=by,
        text=text,
        data={"to": to.name, "email": to.email, "address": to.address, "is_late": is_late},
        addressee=to.name,
    )
    owe(TRANSFER, recipient=to.email, about=pqrsd, occasion=step.pk, awaits=letter_key(step.radicado))
    return send_letter(pqrsd, step, request=request)


def last_day(pqrsd: Pqrsd) -> date:
    """To transfer it in time."""
    return last_day_to_transfer(pqrsd.termino.term, pqrsd.effective_on, current_calendar())


def transfer_letter(pqrsd: Pqrsd, *, to: Receiver, text: str) -> Letter:
    """The *oficio remisorio* as it would be filed now: one letter for both, to the entity, with a copy to the
    petitioner. Raises NoSignatoryError."""
    return Letter(
        **letterhead(),
        subject=f"Traslado por competencia de la petición con radicado {pqrsd.radicado.number}",
        addressee=tuple(filter(None, ("Señores", to.name, to.address, to.email))),
        salutation="Respetados señores:",
        blocks=tuple(_blocks(pqrsd, text)),
        farewell=FAREWELL,
    )


def _blocks(pqrsd: Pqrsd, text: str) -> Iterable[Block]:
    petitioner, norm = pqrsd.named_petitioner, pqrsd.termino.transfer_norm
    yield Paragraph(f"Les trasladamos la {reference(pqrsd)}, porque su respuesta es competencia de ustedes ({norm}).")
    yield from paragraphs(text)
    yield Paragraph(
        "El término para decidir se cuenta desde el día siguiente al de la recepción de la petición por la "
        "autoridad competente."
    )
    if petitioner:
        rows = (("Nombre", str(petitioner)), (PETITIONER_DOCUMENT, petitioner.document))
        told = tuple(row for row in rows if row[1])
        yield Fields("Peticionario", told, documents=(PETITIONER_DOCUMENT,))
        if whom := represented(petitioner):
            yield Paragraph(f"{whom}.")
        # Running text, which no public page shows.
        known = reached_at(petitioner)
        yield Paragraph(
            f"Datos para responderle: {known}." if known else "El peticionario no indicó adónde responderle."
        )
        copy = f"Con copia a {petitioner}, para su conocimiento ({norm})."
    else:
        yield Fields("Peticionario", (("Nombre", "Anónimo"),))
        yield Paragraph("La petición es anónima: no se conoce adónde responderle.")
        copy = (
            "La copia de este oficio para el peticionario, que es anónimo, queda disponible en el portal con "
            "el número y el código de su petición."
        )
    yield Paragraph("Lo que solicita, en sus palabras:")
    yield from paragraphs(pqrsd.request)
    if pqrsd.grounds:
        yield from (Paragraph("Razones:"), *paragraphs(pqrsd.grounds))
    # What completes the petition belongs to it.
    for step in pqrsd.steps.filter(kind__in=WRITINGS).exclude(text=""):
        yield Paragraph(f"Lo que agregó el {long_date(step.at)}:")
        yield from paragraphs(step.text)
    yield from enclosures(anexo.document for anexo in pqrsd.handed_in)
    yield Paragraph(copy)
