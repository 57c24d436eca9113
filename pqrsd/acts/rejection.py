"""A petition is rejected for lack of respect, or referred to the answer that it repeats (CPACA, art. 19)."""

from django.db import models, transaction

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, closed_refusal, locked_for
from expedientes.models import Paso
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.parts import appeal, decision, reference
from pqrsd.models import Pqrsd
from radicados.letters import Letter, Paragraph


class RejectionGround(models.TextChoices):
    DISRESPECTFUL = "irrespetuosa", "Es irrespetuosa (art. 19)"
    REPEATED = "reiterativa", "Reitera una petición ya resuelta (art. 19)"


DOCUMENT_KINDS = {
    RejectionGround.DISRESPECTFUL: "Rechazo de una petición",
    RejectionGround.REPEATED: "Remisión a una respuesta anterior",
}


@transaction.atomic(durable=True)
def reject(*, pk: int, version: int, ground: str, text: str, by, earlier: str = "", request=None) -> Paso:
    """Reject what is disrespectful, or refer what is repeated to the earlier answer, by its number.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    letter = rejection_letter(pqrsd, ground=ground, text=text, earlier=earlier, by=by)
    close(pqrsd, Outcome.REJECTED)
    step = write_letter(
        pqrsd,
        Step.REJECTED,
        letter,
        document_kind=DOCUMENT_KINDS[RejectionGround(ground)],
        by=by,
        text=text,
        data={"ground": ground, "earlier": earlier},
    )
    return send_letter(pqrsd, step, request=request)


refusal = closed_refusal


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
        raise ActRefusedError(
            f"«{earlier}» no es el número de una respuesta a otra petición que usted pueda ver."
        )
    # It decides nothing anew, so there is no recourse.
    decided = (
        f"Su {reference(pqrsd)}, reitera una que ya fue resuelta. Nos remitimos a la respuesta dada "
        f"en la comunicación con radicado {earlier} (CPACA, artículo 19)."
    )
    return decision(pqrsd, "Remisión a la respuesta anterior, petición con radicado", decided, text)
