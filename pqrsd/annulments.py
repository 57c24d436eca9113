"""Petitions whose radicado is annulled: there is nothing left to answer."""

from django.dispatch import receiver

from accounts.models import User
from expedientes.acts.annulment import end_annulled
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import ANNULLED
from radicados.models import Radicado
from radicados.signals import annulled


@receiver(annulled)
def close_annulled(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """End the petition that the radicado opened, and tell its petitioner."""
    pqrsd = Pqrsd.objects.locked().with_number().filter(radicado=radicado).first()
    if pqrsd is None:
        return
    end_annulled(pqrsd, Outcome.ANNULLED, by=by, reason=reason)
    record(Action.CHANGED, actor=by, subject=pqrsd, what="pqrsd_annulled")
    # Whoever filed it with an account is told by whoever annuls.
    address, filer = pqrsd.mail_address, pqrsd.radicado.filed_by
    if filer is None or filer.email != address:
        owe(ANNULLED, recipient=address, about=pqrsd, occasion=pqrsd.radicado_id)
