"""From a numbered radicado to its sealed letter: render, sign, store."""

import hashlib
import logging

from django.db import transaction
from django.db.models.functions import Now

from ground.clocks import agreed_now
from ground.mails.queue import release
from ground.work.running import NothingToDoError
from radicados import signing
from radicados.letter_mails import letter_key
from radicados.letters import from_snapshot
from radicados.models import Actuacion, LetterIssuance, Radicado, SignedLetter
from radicados.rendering import render
from radicados.signals import issued

logger = logging.getLogger(__name__)


class NothingToSealError(NothingToDoError):
    """The radicado needs no letter any more."""


def issue(issuance: LetterIssuance) -> None:
    """Produce and seal the letter of a claimed issuance; raises ClockError and whatever rendering or signing raises."""
    radicado = issuance.radicado
    signer, at = signing.current_signer(), agreed_now()
    letter = from_snapshot(radicado.snapshot)
    pdf = render(
        letter,
        number=radicado.number,
        filed_at=radicado.filed_at,
        verification_code=radicado.verification_code,
        is_demo=signer.is_demo,
    )
    seal(issuance, signer.sign(pdf, number=radicado.number, name=letter.signer.name, at=at), signer.subject)


def seal(issuance: LetterIssuance, pdf: bytes, signed_by: str) -> None:
    """Store the signed letter and its facts together or not at all, with what ends by it
    (radicados/signals.py); the mails that carry it may go.

    Raises NothingToSealError when the radicado was annulled meanwhile, or sealed by another worker:
    the update waits for theirs and then finds nothing to change.
    """
    with transaction.atomic():
        unsealed = Radicado.objects.live().filter(pk=issuance.pk, issued_at=None)
        is_sealed = unsealed.update(
            issued_at=Now(),
            sha256=hashlib.sha256(pdf).hexdigest(),
            signature_level=signing.LEVEL,
            signed_by=signed_by,
        )
        if not is_sealed:
            raise NothingToSealError(issuance.radicado.number)
        SignedLetter.objects.create(radicado_id=issuance.pk, pdf=pdf)
        Actuacion.objects.create(radicado_id=issuance.pk, kind=Actuacion.Kind.ISSUED)
        issuance.complete()
        issued.send(Radicado, radicado=issuance.radicado)
        release(letter_key(issuance.radicado))
    logger.info("radicado %s issued", issuance.radicado.number)
