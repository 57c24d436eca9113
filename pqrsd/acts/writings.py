"""What a petitioner writes about a petition that is filed already, with its short acknowledgement, and what
they think of the answer."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from expedientes.acts.letters import done_already, file_writing, record_citizen
from expedientes.acts.steps import add_step, close, closed_refusal, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.parts import letter_to, tracking
from pqrsd.models import Pqrsd, Rating
from radicados.letter_parts import enclosures, in_a_sentence, paragraphs
from radicados.letters import Fields, Paragraph

_RESERVED = (
    "El contenido de su escrito no se copia en esta carta, para protegerlo: lo conoce únicamente Control "
    "interno disciplinario."
)


def acknowledge(
    pqrsd: Pqrsd,
    kind: Step,
    *,
    submission: UUID,
    request,
    document_kind: str,
    effect: str,
    text: str,
    facts: Sequence[tuple[str, str]] = (),
    documents: Sequence[Document] = (),
) -> Paso:
    """File the writing with its acknowledgement as it will be frozen; raises NoSignatoryError.

    `effect` is what it does, in a sentence, and `facts` the dates that it moves, as label and value.
    """
    reception = (
        f"El {settings.ENTITY['name']} recibió su escrito y lo radicó con el número, la fecha y la hora de "
        f"esta carta. Hace parte del expediente de su petición {pqrsd.radicado.number}. {effect}"
    )
    told = (
        ("Petición", pqrsd.radicado.number),
        ("Clase", pqrsd.get_kind_display()),
        ("Qué presentó", document_kind),
        *facts,
        ("Dependencia", pqrsd.office.name),
    )
    words = [Paragraph("Lo que usted escribió:"), *paragraphs(text)] if text else []
    content = [Paragraph(_RESERVED)] if pqrsd.is_reserved else [*words, *enclosures(documents)]
    letter = letter_to(
        pqrsd.named_petitioner,
        subject=f"Acuse de recibo: {in_a_sentence(document_kind)}",
        blocks=(Paragraph(reception), Fields("Escrito", told), *content, tracking()),
    )
    return file_writing(
        pqrsd,
        kind,
        letter,
        document_kind=document_kind,
        text=text,
        submission=submission,
        request=request,
        documents=documents,
    )


ANNULLED = "El radicado de esta petición fue anulado. Presente una petición nueva: la atenderemos desde el comienzo."
TO_AN_OPEN_CASE = "La dependencia que la atiende lo tendrá a la vista; el término para responderle no cambia."
TO_A_CLOSED_CASE = (
    "El caso está cerrado y este escrito no lo reabre: la dependencia que lo atendió lo leerá. Si quiere una "
    "respuesta nueva, con su propio término, presente otra petición."
)


@transaction.atomic(durable=True)
def reply(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Add a writing to the case, open or closed; neither its clock nor its state changes.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(reply_refusal, Pqrsd, pk)
    return acknowledge(
        pqrsd,
        Step.REPLIED,
        submission=submission,
        request=request,
        document_kind="Escrito adicional sobre una petición",
        effect=TO_AN_OPEN_CASE if pqrsd.is_open else TO_A_CLOSED_CASE,
        text=text,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )


def reply_refusal(pqrsd: Pqrsd, today: date) -> str:
    return ANNULLED if pqrsd.outcome == Outcome.ANNULLED else ""


EFFECT = (
    "Su petición quedó desistida y el caso, cerrado. Puede presentarla de nuevo cuando quiera, y la entidad "
    "puede continuar de oficio si lo exige el interés público (CPACA, artículo 18)."
)


@transaction.atomic(durable=True)
def withdraw(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """Close the case at its petitioner's will (CPACA, art. 18).

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(closed_refusal, Pqrsd, pk)
    close(pqrsd, Outcome.WITHDRAWN)
    return acknowledge(
        pqrsd,
        Step.WITHDRAWN,
        submission=submission,
        request=request,
        document_kind="Desistimiento de una petición",
        effect=EFFECT,
        text=text,
    )


@transaction.atomic(durable=True)
def rate(*, pk: int, submission: UUID, score: int, text: str, request) -> Paso:
    """From 1 to 5, once, of a case that was answered; it is no radicado. Raises ActRefusedError."""
    if step := done_already(locked(Pqrsd, pk), submission):
        return step
    pqrsd = locked_for(rating_refusal, Pqrsd, pk)
    Rating.objects.create(pqrsd=pqrsd, score=score, comment=text)
    data = {"submission": str(submission), "score": score}
    step = add_step(pqrsd, Step.RATED, text=text, data=data)
    record_citizen(pqrsd, request, what=Step.RATED)
    return step


def rating_refusal(pqrsd: Pqrsd, today: date) -> str:
    if pqrsd.outcome != Outcome.ANSWERED:
        return "Podrá calificar la respuesta cuando la tenga."
    return "Usted ya calificó la respuesta. ¡Gracias!" if Rating.objects.filter(pqrsd=pqrsd).exists() else ""
