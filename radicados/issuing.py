"""From a numbered radicado to its sealed letter: render, sign, store."""

import hashlib
import logging

from django.db import transaction
from django.utils import timezone

from radicados import signing
from radicados.letters import from_snapshot
from radicados.models import Actuacion, LetterIssuance, Radicado, SignedLetter
from radicados.rendering import render

logger = logging.getLogger(__name__)


def issue(issuance: LetterIssuance) -> None:
    """Produce and seal the letter of a claimed issuance; raises whatever rendering or signing raises."""
    radicado = issuance.radicado
    signer = signing.current_signer()
    letter = from_snapshot(radicado.snapshot)
    pdf = render(
        letter,
        number=radicado.number,
        filed_at=radicado.filed_at,
        verification_code=radicado.verification_code,
        is_demo=signer.is_demo,
    )
    seal(issuance, signer.sign(pdf, number=radicado.number, name=letter.signer.name), signer.subject)


def seal(issuance: LetterIssuance, pdf: bytes, signed_by: str) -> None:
    """Store the signed letter and its facts together or not at all; a second seal changes nothing.

    The primary key of SignedLetter settles the race of two workers: the loser's transaction fails.
    """
    now = timezone.now()
    with transaction.atomic():
        SignedLetter.objects.create(radicado_id=issuance.pk, pdf=pdf)
        Radicado.objects.filter(pk=issuance.pk).update(
            issued_at=now,
            sha256=hashlib.sha256(pdf).hexdigest(),
            signature_level=signing.LEVEL,
            signed_by=signed_by,
        )
        Actuacion.objects.create(radicado_id=issuance.pk, kind=Actuacion.Kind.ISSUED, at=now)
        issuance.complete()
    logger.info("radicado %s issued", issuance.radicado.number)
