"""Filing: the only door to a new number, and the only way to annul one."""

import logging
import secrets
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from ground.documents.models import Document
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.letter_mails import letter_key
from radicados.letters import Letter, to_snapshot
from radicados.mail_events import ANNULLED, FILED, ISSUED
from radicados.models import Actuacion, LetterIssuance, Radicado
from radicados.signals import annulled
from radicados.verification import CODE_ALPHABET, CODE_LENGTH

logger = logging.getLogger(__name__)


class NotInTransactionError(RuntimeError):
    """A number was asked for outside a transaction, where it could not be given back."""


class AlreadyAnnulledError(Exception):
    """The radicado was annulled before; the first annulment stands."""


def prepare_radicado(*, letter: Letter, documents: Iterable[Document] = (), **facts) -> Radicado:
    """An unsaved Radicado that freezes the letter, written now, and the number and class of the documents that go with
    it (CPACA, art. 15, par. 1); `facts` are its remaining fields.

    It has its primary key already, so that the caller's rows can point to it before `radicar`
    gives it a number: the foreign keys are checked when the transaction commits.
    """
    return Radicado(
        snapshot=to_snapshot(letter),
        template_version=letter.template_version,
        verification_code="".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)),
        subject=letter.subject,
        filed_at=timezone.now(),
        annexes=[{"type": each.content_type, "size": each.size, "sha256": each.sha256} for each in documents],
        **facts,
    )


def radicar(*, radicado: Radicado, acknowledge_to: str = "") -> Radicado:
    """Give a prepared radicado its number and instant; to be called last in the caller's transaction. Who is to be
    acknowledged is told at once, and again with the letter when it is signed.

    The insert takes the series' lock, so nothing slow may follow it before the commit. Raises
    NotInTransactionError outside an atomic block, IntegrityError when the slot is taken, and OperationalError while
    clocks do not agree (radicados/triggers.py).
    """
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransactionError("radicar() debe ser el último paso de una transacción.")
    LetterIssuance.objects.create(radicado=radicado).ring()
    for event, awaits in ((FILED, ""), (ISSUED, letter_key(radicado))):
        owe(event, recipient=acknowledge_to, about=radicado, occasion=radicado.pk, awaits=awaits)
    radicado.save(force_insert=True)
    transaction.on_commit(partial(logger.info, "radicado %s filed", radicado.number))
    return radicado


def annul(*, radicado: Radicado, by, reason: str) -> None:
    """Annul with a reason and tell the filer: the row and its number stay, its slot becomes free, and the
    mails that would carry its letter are not sent. What it opened ends with it: see radicados/signals.py.

    Raises AlreadyAnnulledError. (AGN Acuerdo 060 de 2001, art. 5, parágrafo.)
    """
    with transaction.atomic():
        live = Radicado.objects.live().filter(pk=radicado.pk)
        if not live.update(annulled_at=Now(), annulled_by=by, annulment_reason=reason):
            raise AlreadyAnnulledError(radicado.number)
        Actuacion.objects.create(radicado=radicado, kind=Actuacion.Kind.ANNULLED, by=by, detail=reason)
        annulled.send(Radicado, radicado=radicado, by=by, reason=reason)
        Mail.objects.filter(awaits=letter_key(radicado)).cancel("Se anuló la carta.")
        filer = radicado.filed_by.email if radicado.filed_by else ""
        owe(ANNULLED, recipient=filer, about=radicado, occasion=radicado.pk)
    logger.info("radicado %s annulled", radicado.number)


@transaction.atomic
def retry_issuance(*, issuance: LetterIssuance, by) -> bool:
    """Have a letter that is owed tried again at once, its attempts forgotten; False if it is under way."""
    is_retried = issuance.retry()
    if is_retried:
        Actuacion.objects.create(radicado=issuance.radicado, kind=Actuacion.Kind.RETRIED, by=by)
    return is_retried
