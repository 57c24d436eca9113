"""A petition is archived by a reasoned decision, without an answer (Ley 962 de 2005, art. 81)."""

from django.db import models, transaction

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, closed_refusal, locked_for
from expedientes.models import Paso
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.letters.parts import appeal, decision, reference
from pqrsd.models import Pqrsd
from radicados.letters import Letter

MADE_ANONYMOUSLY_IN_VAIN = frozenset({Kind.COMPLAINT, Kind.REPORT})


class ArchiveGround(models.TextChoices):
    ANONYMOUS = "anonima", "Queja o denuncia anónima sin fundamento (Ley 962 de 2005, art. 81)"
    OTHER = "otra", "Otra razón, que se explica"


NORMS = {
    ArchiveGround.ANONYMOUS: (
        " (Ley 962 de 2005, artículo 81: una queja o denuncia anónima no promueve actuación alguna, salvo "
        "que se acredite, por lo menos sumariamente, la veracidad de los hechos o se refiera en concreto a "
        "hechos o personas claramente identificables)"
    ),
    ArchiveGround.OTHER: "",
}


@transaction.atomic(durable=True)
def archive(*, pk: int, version: int, ground: str, text: str, by, request=None) -> Paso:
    """End it by a reasoned decision. Raises ActRefusedError, StaleError and NoSignatoryError."""
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    letter = archive_letter(pqrsd, ground=ground, text=text)
    close(pqrsd, Outcome.ARCHIVED)
    kind, data = "Archivo de una petición", {"ground": ground}
    step = write_letter(pqrsd, Step.ARCHIVED, letter, document_kind=kind, by=by, text=text, data=data)
    return send_letter(pqrsd, step, request=request)


refusal = closed_refusal


def archive_letter(pqrsd: Pqrsd, *, ground: str, text: str) -> Letter:
    """The letter as it would be filed now; raises ActRefusedError and NoSignatoryError."""
    is_in_vain = pqrsd.is_anonymous and pqrsd.kind in MADE_ANONYMOUSLY_IN_VAIN
    if ground == ArchiveGround.ANONYMOUS and not is_in_vain:
        raise ActRefusedError(
            "Por esa razón solo se archivan quejas y denuncias anónimas (Ley 962 de 2005, artículo 81)."
        )
    decided = f"Se archiva su {reference(pqrsd)}{NORMS[ArchiveGround(ground)]}, por las siguientes razones:"
    return decision(pqrsd, "Archivo de su petición con radicado", decided, text, appeal())
