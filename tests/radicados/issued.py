"""An issued radicado with all that hangs from it, and why it would be annulled."""

import hashlib

from django.db import transaction
from django.utils import timezone

from ground.mails.queue import owe
from radicados.mail_events import FILED
from radicados.models import Radicado, SignedLetter
from tests.factories import file_simple, person_user

PDF = b"%PDF-1.7 una carta"
REASON = "Se radicó con datos de otra persona."


def file_issued(**facts) -> Radicado:
    """Filed, with a letter, a mail, and the work of issuing it still on the list."""
    with transaction.atomic():
        radicado = file_simple(facts.pop("filed_by", None) or person_user(), **facts)
    SignedLetter.objects.create(radicado=radicado, pdf=PDF)
    sealed = {"sha256": hashlib.sha256(PDF).hexdigest(), "signature_level": "B-B", "signed_by": "CN=x"}
    Radicado.objects.filter(pk=radicado.pk).update(issued_at=timezone.now(), **sealed)
    radicado.refresh_from_db()
    owe(FILED, recipient="persona@prueba.example", about=radicado, occasion=radicado.pk)
    return radicado
