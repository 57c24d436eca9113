"""Petitions whose radicado was annulled: there is nothing left to answer."""

from django.db import transaction

from expedientes.acts.steps import add_step, close, locked
from expedientes.models import Paso
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import ANNULLED

BATCH = 200


def close_annulled() -> int:
    """End the cases whose radicado was annulled, and tell their petitioners; gives how many."""
    annulled = Pqrsd.objects.open().filter(radicado__annulled_at__isnull=False)
    return sum(map(_close, list(annulled.values_list("pk", flat=True)[:BATCH])))


@transaction.atomic(durable=True)
def _close(pk: int) -> bool:
    pqrsd = locked(Pqrsd, pk)
    if not pqrsd.is_open:  # it was closed meanwhile
        return False
    radicado = pqrsd.radicado
    close(pqrsd, Outcome.ANNULLED)
    text = f"El radicado fue anulado. Motivo: {radicado.annulment_reason}"
    add_step(pqrsd, Paso.Kind.ANNULLED, by=radicado.annulled_by, text=text)
    record(Action.CHANGED, subject=pqrsd, what="pqrsd_annulled")
    _tell(pqrsd)
    return True


def _tell(pqrsd: Pqrsd) -> None:
    """Whoever filed it with an account was told when it was annulled."""
    address, filer = pqrsd.mail_address, pqrsd.radicado.filed_by
    if filer is None or filer.email != address:
        owe(ANNULLED, recipient=address, about=pqrsd, occasion=pqrsd.radicado_id)
