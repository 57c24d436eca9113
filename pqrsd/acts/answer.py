"""The answer, by a signed letter with its annexes, and what complements it later; and more time to give it,
told before the term is over, once, with reasons (CPACA, art. 14, par.; Ley 1581 de 2012, arts. 14 and 15)."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, closed_refusal, locked_for
from expedientes.attachments import ANSWER, ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from ground.languages import Words
from legal_calendar.legal_time import business_days, long_date
from legal_calendar.stored import current_calendar
from pqrsd import clock
from pqrsd.deadlines import Deadline, extension_refusal
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.parts import day_count_in_words, following, reference, to_petitioner, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import enclosures, paragraphs
from radicados.letters import Fields, Letter, Paragraph

_REFUSAL = (
    "La información o los documentos que se niegan tienen carácter reservado por las siguientes "
    "disposiciones y razones (CPACA, artículos 24 y 25):"
)
_INSISTENCE = (
    "Contra esta negativa no procede recurso alguno, salvo el de insistencia: si usted insiste en su "
    "petición, por escrito y con sus razones, dentro de los diez (10) días hábiles siguientes a la "
    "notificación, enviaremos la documentación al tribunal administrativo, que decidirá en única instancia "
    "(CPACA, artículo 26)."
)


@transaction.atomic(durable=True)
def answer(
    *,
    pk: int,
    version: int,
    text: str,
    by,
    draft_id: UUID | None = None,
    refusal_reason: str = "",
    request=None,
) -> Paso:
    """Answer and close the case; with the clock stopped and past the term, too.

    The draft is of files that were handed over before: a PDF that is the answer, and its attachments. What
    was answered already is complemented and stays closed. Raises ActRefusedError, StaleError and
    NoSignatoryError.
    """
    pqrsd = locked_for(answer_refusal, Pqrsd, pk, version=version)
    files = handed_over(draft_id)
    own, attachments = files[ANSWER], files[ATTACHMENTS]
    letter = answer_letter(pqrsd, text=text, own=own, attachments=attachments, refusal_reason=refusal_reason)
    data = {"is_access_refused": bool(refusal_reason)}
    if pqrsd.is_open:
        data["is_late"] = pqrsd.due_on is not None and timezone.localdate() > pqrsd.due_on
        close(pqrsd, Outcome.ANSWERED)
    else:
        data["is_further"] = True
    step = write_letter(
        pqrsd,
        Step.ANSWERED,
        letter,
        document_kind="Respuesta a una petición",
        by=by,
        text=text,
        data=data,
        documents=[*own, *attachments],
    )
    return send_letter(pqrsd, step, request=request)


def answer_refusal(pqrsd: Pqrsd, today: date) -> Words:
    """An answer may be complemented or corrected; a case that ended otherwise is not answered any more."""
    return "" if pqrsd.outcome == Outcome.ANSWERED else closed_refusal(pqrsd, today)


def answer_letter(
    pqrsd: Pqrsd,
    *,
    text: str,
    own: Sequence[Document] = (),
    attachments: Sequence[Document] = (),
    refusal_reason: str = "",
) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError.

    `own` has at most one document, a PDF that is the answer or part of it: the letter names it as its first
    annex. `refusal_reason` says which norms keep what was asked reserved (CPACA, arts. 24 and 25).
    """
    if not text and not own:
        raise ActRefusedError("Escriba la respuesta, o adjúntela en PDF.")
    if pqrsd.is_open:
        subject, verb = "Respuesta a su petición con radicado", "Damos respuesta a"
    else:
        subject, verb = "Respuesta complementaria a su petición con radicado", "Complementamos la respuesta a"
    blocks = [Paragraph(f"{verb} su {reference(pqrsd)}."), *paragraphs(text)]
    for document in own:
        told = (
            f"La respuesta está en el documento «{document.name}», anexo número 1, que hace parte integral "
            f"de esta comunicación. Su huella SHA-256 es {document.sha256}."
        )
        blocks.append(Paragraph(told))
    if refusal_reason:
        blocks += [Paragraph(_REFUSAL), *paragraphs(refusal_reason), Paragraph(_INSISTENCE)]
    return to_petitioner(pqrsd, subject, [*blocks, *enclosures([*own, *attachments]), following()])


@transaction.atomic(durable=True)
def extend(*, pk: int, version: int, days: int, text: str, by, request=None) -> Paso:
    """Give the answer so many business days more. Raises ActRefusedError, StaleError and NoSignatoryError."""
    pqrsd = locked_for(extend_refusal, Pqrsd, pk, version=version)
    former_due_on = pqrsd.due_on
    deadline = _extended(pqrsd, days)
    letter = extension_letter(pqrsd, days=days, text=text)
    pqrsd.extension_days, pqrsd.extended_at = days, timezone.now()
    clock.set_due(pqrsd, deadline)
    step = write_letter(
        pqrsd,
        Step.EXTENDED,
        letter,
        document_kind="Prórroga del término de una petición",
        by=by,
        text=text,
        data={
            "days": days,
            "former_due_on": former_due_on.isoformat(),
            "due_on": deadline.due_on.isoformat(),
        },
    )
    return send_letter(pqrsd, step, request=request)


def extension_letter(pqrsd: Pqrsd, *, days: int, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    deadline = _extended(pqrsd, days)
    why = (
        f"No es posible responder su {reference(pqrsd)}, en el término inicial. Antes de que venza le "
        f"informamos los motivos y la fecha en que recibirá la respuesta ({pqrsd.termino.norm})."
    )
    dates = (
        ("Fecha límite anterior", long_date(pqrsd.due_on)),
        ("Prórroga", business_days(days)),
        ("Nueva fecha límite", long_date(deadline.due_on)),
    )
    counted = f"Cómo se calculó el plazo: {day_count_in_words(deadline, pqrsd.effective_on)}"
    return to_petitioner(
        pqrsd,
        "Prórroga del término para responder su petición con radicado",
        (Paragraph(why), *paragraphs(text), Fields("Término", dates), Paragraph(counted), tracking()),
    )


def extend_refusal(pqrsd: Pqrsd, today: date) -> Words:
    """What is refused by a single day is refused by any number of them."""
    return closed_refusal(pqrsd, today) or _days_refusal(pqrsd, today, days=1)


def _days_refusal(pqrsd: Pqrsd, today: date, *, days: int) -> str:
    is_extended = pqrsd.extended_at is not None
    term = pqrsd.termino.term
    return extension_refusal(term, pqrsd.due_on, today=today, already_extended=is_extended, days=days)


def _extended(pqrsd: Pqrsd, days: int) -> Deadline:
    """When it would be due; raises ActRefusedError. Changes nothing."""
    if reason := _days_refusal(pqrsd, timezone.localdate(), days=days):
        raise ActRefusedError(reason)
    extended = copy(pqrsd)
    extended.extension_days = days
    return clock.deadline_of(extended, current_calendar())
