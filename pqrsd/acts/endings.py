"""What ends a petition without an answer to it: a reasoned decision (CPACA, arts. 17, 19 and 36; Ley 962
de 2005, art. 81; Ley 1581 de 2012, art. 15)."""

from datetime import date

from django.db import models, transaction
from django.db.models import Q, QuerySet

from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, close, closed_refusal, locked_for
from expedientes.models import Paso
from ground.languages import Words
from legal_calendar.legal_time import long_date
from pqrsd.acts.completion import open_request
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.letters.parts import (
    appeal,
    decision,
    reference,
)
from pqrsd.models import Pqrsd
from radicados.letters import Letter, Paragraph


class RejectionGround(models.TextChoices):
    DISRESPECTFUL = "irrespetuosa", "Es irrespetuosa (art. 19)"
    REPEATED = "reiterativa", "Reitera una petición ya resuelta (art. 19)"


@transaction.atomic(durable=True)
def reject(*, pk: int, version: int, ground: str, text: str, by, earlier: str = "", request=None) -> Paso:
    """Reject what is disrespectful, or refer what is repeated to the earlier answer, by its number.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(closed_refusal, Pqrsd, pk, version=version)
    letter = rejection_letter(pqrsd, ground=ground, text=text, earlier=earlier, by=by)
    close(pqrsd, Outcome.REJECTED)
    is_rejected = ground == RejectionGround.DISRESPECTFUL
    step = write_letter(
        pqrsd,
        Step.REJECTED,
        letter,
        document_kind="Rechazo de una petición" if is_rejected else "Remisión a una respuesta anterior",
        by=by,
        text=text,
        data={"ground": ground, "earlier": earlier},
    )
    return send_letter(pqrsd, step, request=request)


def rejection_letter(pqrsd: Pqrsd, *, ground: str, text: str, by, earlier: str = "") -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    if ground == RejectionGround.DISRESPECTFUL:
        decided = (
            f"Se rechaza su {reference(pqrsd)}, porque toda petición debe ser respetuosa, so pena de rechazo "
            "(CPACA, artículo 19), por las siguientes razones:"
        )
        again = Paragraph("Puede presentarla de nuevo en términos respetuosos.")
        return decision(pqrsd, "Rechazo de su petición con radicado", decided, text, again, appeal())
    answers = Paso.objects.filter(
        kind=Step.ANSWERED,
        radicado__number=earlier,
        radicado__annulled_at=None,
        expediente__in=Pqrsd.objects.open_to(by).exclude(pk=pqrsd.pk),
    )
    # What is not reserved never refers to what is.
    if not (answers if pqrsd.is_reserved else answers.filter(expediente__is_reserved=False)).exists():
        raise ActRefusedError(f"«{earlier}» no es el número de una respuesta a otra petición que usted pueda ver.")
    # It decides nothing anew, so there is no recourse.
    decided = (
        f"Su {reference(pqrsd)}, reitera una que ya fue resuelta. Nos remitimos a la respuesta dada "
        f"en la comunicación con radicado {earlier} (CPACA, artículo 19)."
    )
    return decision(pqrsd, "Remisión a la respuesta anterior, petición con radicado", decided, text)


MADE_ANONYMOUSLY_IN_VAIN = frozenset({Kind.COMPLAINT, Kind.REPORT})


class ArchiveGround(models.TextChoices):
    """Why an open petition may end unanswered, besides the acts that have a name of their own: no other reason does."""

    ANONYMOUS = "anonima", "Queja o denuncia anónima sin fundamento (Ley 962 de 2005, art. 81)"
    JOINED = "acumulada", "Se acumula a otra suya, que responde por las dos (CPACA, art. 36)"


IN_VAIN_NORM = (
    " (Ley 962 de 2005, artículo 81: una queja o denuncia anónima no promueve actuación alguna, salvo que se "
    "acredite, por lo menos sumariamente, la veracidad de los hechos o se refiera en concreto a hechos o "
    "personas claramente identificables)"
)
NOTHING_TO_ARCHIVE = (
    "Una petición no se archiva sin responderla: solo una queja o denuncia anónima sin fundamento (Ley 962 de 2005, "
    "artículo 81), o la que se acumula a otra de la misma persona que está abierta y vence a más tardar el mismo día "
    "(CPACA, artículo 36)."
)


@transaction.atomic(durable=True)
def archive(*, pk: int, version: int, ground: str, text: str, by, first: str = "", request=None) -> Paso:
    """End it by a reasoned decision, or join it to the `first` one, by its number: the answer to that is the answer to
    both. Raises ActRefusedError, StaleError and NoSignatoryError."""
    # In one order, so that two may be joined from both at once.
    list(Pqrsd.objects.filter(Q(pk=pk) | Q(radicado__number=first)).order_by("pk").locked().only("version"))
    pqrsd = locked_for(archive_refusal, Pqrsd, pk, version=version)
    letter = archive_letter(pqrsd, ground=ground, text=text, first=first)
    close(pqrsd, Outcome.ARCHIVED)
    is_joined = ground == ArchiveGround.JOINED
    if is_joined:
        other = joinable(pqrsd).get(radicado__number=first)
        pqrsd.related.add(other)
        add_step(other, Paso.Kind.RELATED, by=by, text=f"Se le acumuló {pqrsd}.", data={"case": pqrsd.pk})
    step = write_letter(
        pqrsd,
        Step.ARCHIVED,
        letter,
        document_kind="Acumulación de una petición" if is_joined else "Archivo de una petición",
        by=by,
        text=text,
        data={"ground": ground, "first": first},
    )
    return send_letter(pqrsd, step, request=request)


def archive_refusal(pqrsd: Pqrsd, today: date) -> Words:
    return closed_refusal(pqrsd, today) or ("" if archive_grounds(pqrsd) else NOTHING_TO_ARCHIVE)


def archive_grounds(pqrsd: Pqrsd) -> list[ArchiveGround]:
    """Those that an open one admits."""
    is_in_vain = pqrsd.is_anonymous and pqrsd.kind in MADE_ANONYMOUSLY_IN_VAIN
    grounds = [ArchiveGround.ANONYMOUS] if is_in_vain else []
    return [*grounds, ArchiveGround.JOINED] if joinable(pqrsd).exists() else grounds


def joinable(pqrsd: Pqrsd) -> QuerySet[Pqrsd]:
    """The open ones of the same person, to whom one answer may serve for both: it is due no later than this one's."""
    petitioner = pqrsd.named_petitioner
    if petitioner is None:
        return Pqrsd.objects.none()
    is_theirs = Q(user__isnull=False, user=pqrsd.user_id)
    for name in ("document_number", "nit", "email"):
        if told := getattr(petitioner, name):
            is_theirs |= Q(**{f"petitioner__{name}": told})
    in_time = Q(due_on__lte=pqrsd.due_on) if pqrsd.due_on else Q(due_on__isnull=False)
    others = Pqrsd.objects.open().with_number().exclude(pk=pqrsd.pk)
    return others.filter(is_theirs, in_time, is_reserved=pqrsd.is_reserved)


def archive_letter(pqrsd: Pqrsd, *, ground: str, text: str, first: str = "") -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    if ground not in archive_grounds(pqrsd):
        raise ActRefusedError(NOTHING_TO_ARCHIVE)
    if ground == ArchiveGround.ANONYMOUS:
        decided = f"Se archiva su {reference(pqrsd)}{IN_VAIN_NORM}, por las siguientes razones:"
        return decision(pqrsd, "Archivo de su petición con radicado", decided, text, appeal())
    other = joinable(pqrsd).filter(radicado__number=first).first()
    if other is None or other.due_on is None:
        raise ActRefusedError(f"«{first}» no es el número de otra petición abierta de la misma persona.")
    # It decides nothing, so there is no recourse.
    decided = (
        f"Su {reference(pqrsd)}, trata de lo mismo que la que usted presentó con el radicado {first}. Se acumula a "
        f"ella (CPACA, artículo 36): una sola respuesta, a más tardar el {long_date(other.due_on)}, será la de las dos."
    )
    return decision(pqrsd, "Acumulación de su petición con radicado", decided, text)


@transaction.atomic(durable=True)
def lapse(*, pk: int, version: int, text: str, by, request=None) -> Paso:
    """*Desistimiento tácito*; what was to be clarified and was not is archived (CPACA, art. 19).

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(lapse_refusal, Pqrsd, pk, version=version)
    asked = open_request(pqrsd)
    is_unclear = asked.is_unclear
    letter = lapse_letter(pqrsd, text=text)
    close(pqrsd, Outcome.ARCHIVED if is_unclear else Outcome.LAPSED)
    step = write_letter(
        pqrsd,
        Step.ARCHIVED if is_unclear else Step.LAPSED,
        letter,
        document_kind="Archivo de una petición" if is_unclear else "Desistimiento tácito de una petición",
        by=by,
        text=text,
        data={"asked_on": asked.requested_on.isoformat(), "due_on": asked.due_on.isoformat()},
    )
    return send_letter(pqrsd, step, request=request)


def lapse_refusal(pqrsd: Pqrsd, today: date) -> Words:
    if not pqrsd.is_open:
        return closed_refusal(pqrsd, today)
    if not pqrsd.is_waiting:
        norm = pqrsd.termino.completion_norm
        return f"No se espera nada del peticionario: no hay desistimiento tácito ({norm})."
    asked = open_request(pqrsd)
    if today <= asked.due_on:
        return f"El peticionario tiene plazo hasta el {long_date(asked.due_on)} ({asked.norm})."
    return ""


def lapse_letter(pqrsd: Pqrsd, *, text: str) -> Letter:
    """The letter as it would be filed now: an act, with its recourse, where the norm wants one. Raises
    NoSignatoryError."""
    asked, termino = open_request(pqrsd), pqrsd.termino
    asked_on, due_on = long_date(asked.requested_on), long_date(asked.due_on)
    if asked.is_unclear:
        subject = "Archivo"
        decided = (
            f"El {asked_on} le pedimos corregir o aclarar su {reference(pqrsd)}. El plazo venció el {due_on} "
            "y no recibimos la aclaración; por eso se archiva (CPACA, artículo 19)."
        )
    else:
        subject = "Desistimiento tácito y archivo"
        verb = "se decreta el desistimiento" if termino.lapses_by_act else "se entiende que desistió de ella"
        decided = (
            f"El {asked_on} le pedimos completar su {reference(pqrsd)}. El plazo venció el {due_on} y no la "
            f"completó; por eso {verb} y se archiva el expediente ({termino.completion_norm})."
        )
    again = Paragraph("Puede presentar de nuevo la petición, con el lleno de los requisitos, cuando quiera.")
    remedies = (again, appeal()) if termino.lapses_by_act else (again,)
    return decision(pqrsd, f"{subject} de su petición con radicado", decided, text, *remedies)
