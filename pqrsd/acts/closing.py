"""Ending a petition without answering it (CPACA, arts. 17 and 19; Ley 1581 de 2012, art. 15)."""

from django.db import models, transaction
from django.utils import timezone

from legal_calendar.legal_time import long_date
from pqrsd import scope
from pqrsd.acts.sending import send_letter, write_letter
from pqrsd.acts.steps import ActRefusedError, close, locked_open
from pqrsd.kinds import Kind, Outcome
from pqrsd.letters.closing import compose_archive, compose_disrespect, compose_lapse, compose_repetition
from pqrsd.models import CaseEvent, CompletionRequest, Pqrsd
from radicados.letters import Letter

MADE_ANONYMOUSLY_IN_VAIN = frozenset({Kind.COMPLAINT, Kind.REPORT})


class RejectionGround(models.TextChoices):
    DISRESPECTFUL = "irrespetuosa", "Es irrespetuosa (art. 19)"
    REPEATED = "reiterativa", "Reitera una petición ya resuelta (art. 19)"


class ArchiveGround(models.TextChoices):
    ANONYMOUS = "anonima", "Queja o denuncia anónima sin fundamento (Ley 962 de 2005, art. 81)"
    OTHER = "otra", "Otra razón, que se explica"


_REJECTED = {
    RejectionGround.DISRESPECTFUL: "Rechazo de una petición",
    RejectionGround.REPEATED: "Remisión a una respuesta anterior",
}
_NORMS = {
    ArchiveGround.ANONYMOUS: (
        " (Ley 962 de 2005, artículo 81: una queja o denuncia anónima no promueve actuación alguna, salvo "
        "que se acredite, por lo menos sumariamente, la veracidad de los hechos o se refiera en concreto a "
        "hechos o personas claramente identificables)"
    ),
    ArchiveGround.OTHER: "",
}


# --- Rejecting ------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def reject(
    *, pk: int, version: int, ground: str, text: str, by, earlier: str = "", request=None
) -> CaseEvent:
    """Reject what is disrespectful, or refer what is repeated to the earlier answer, by its number.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_open(pk, version=version)
    letter = rejection_letter(pqrsd, ground=ground, text=text, earlier=earlier, by=by)
    data = {"ground": ground, "earlier": earlier}
    return _ended(
        pqrsd,
        Outcome.REJECTED,
        CaseEvent.Kind.REJECTED,
        letter,
        document_kind=_REJECTED[RejectionGround(ground)],
        by=by,
        text=text,
        data=data,
        request=request,
    )


def rejection_letter(pqrsd: Pqrsd, *, ground: str, text: str, by, earlier: str = "") -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    if ground == RejectionGround.DISRESPECTFUL:
        return compose_disrespect(pqrsd, text=text)
    if not _is_answer(pqrsd, earlier, by):
        raise ActRefusedError(
            f"«{earlier}» no es el número de una respuesta a otra petición que usted pueda ver."
        )
    return compose_repetition(pqrsd, text=text, earlier=earlier)


def _is_answer(pqrsd: Pqrsd, number: str, by) -> bool:
    """Whether it is the number of an answer to another petition in the officer's sight; one that is not
    reserved never refers to one that is."""
    answers = CaseEvent.objects.filter(
        kind=CaseEvent.Kind.ANSWERED,
        radicado__number=number,
        radicado__annulled_at=None,
        pqrsd__in=scope.visible_to(by).exclude(pk=pqrsd.pk),
    )
    return (answers if pqrsd.is_reserved else answers.filter(pqrsd__is_reserved=False)).exists()


# --- Archiving ------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def archive(*, pk: int, version: int, ground: str, text: str, by, request=None) -> CaseEvent:
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    pqrsd = locked_open(pk, version=version)
    return _ended(
        pqrsd,
        Outcome.ARCHIVED,
        CaseEvent.Kind.ARCHIVED,
        archive_letter(pqrsd, ground=ground, text=text),
        document_kind="Archivo de una petición",
        by=by,
        text=text,
        data={"ground": ground},
        request=request,
    )


def archive_letter(pqrsd: Pqrsd, *, ground: str, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    is_in_vain = pqrsd.is_anonymous and pqrsd.kind in MADE_ANONYMOUSLY_IN_VAIN
    if ground == ArchiveGround.ANONYMOUS and not is_in_vain:
        raise ActRefusedError(
            "Por esa razón solo se archivan quejas y denuncias anónimas (Ley 962 de 2005, artículo 81)."
        )
    return compose_archive(pqrsd, text=text, norm=_NORMS[ArchiveGround(ground)])


# --- Nobody completed it --------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def lapse(*, pk: int, version: int, text: str, by, request=None) -> CaseEvent:
    """*Desistimiento tácito*; what was to be clarified and was not is archived (CPACA, art. 19).

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_open(pk, version=version)
    asked = _unanswered(pqrsd)
    return _ended(
        pqrsd,
        Outcome.ARCHIVED if asked.is_unclear else Outcome.LAPSED,
        CaseEvent.Kind.ARCHIVED if asked.is_unclear else CaseEvent.Kind.LAPSED,
        compose_lapse(pqrsd, text=text, asked=asked),
        document_kind="Archivo de una petición"
        if asked.is_unclear
        else "Desistimiento tácito de una petición",
        by=by,
        text=text,
        data={"asked_on": asked.requested_on.isoformat(), "due_on": asked.due_on.isoformat()},
        request=request,
    )


def lapse_letter(pqrsd: Pqrsd, *, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    return compose_lapse(pqrsd, text=text, asked=_unanswered(pqrsd))


def _unanswered(pqrsd: Pqrsd) -> CompletionRequest:
    """What the petitioner was asked and did not do in time; raises ActRefusedError."""
    if not pqrsd.is_waiting:
        raise ActRefusedError(
            "No se espera nada del peticionario: no hay desistimiento tácito "
            f"({pqrsd.termino.completion_norm})."
        )
    asked = pqrsd.completion_requests.get(completed_on=None)
    if timezone.localdate() <= asked.due_on:
        raise ActRefusedError(
            f"El peticionario tiene plazo hasta el {long_date(asked.due_on)} ({asked.norm})."
        )
    return asked


def _ended(
    pqrsd: Pqrsd, outcome: Outcome, kind: CaseEvent.Kind, letter: Letter, *, request, **facts
) -> CaseEvent:
    close(pqrsd, outcome)
    return send_letter(pqrsd, write_letter(pqrsd, kind, letter, **facts), request=request)
