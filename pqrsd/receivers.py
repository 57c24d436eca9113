"""What other rooms tell, and what it does to petitions."""

from django.dispatch import receiver

from accounts.models import User
from expedientes.acts.assignment import staff_of
from expedientes.acts.steps import end_annulled
from expedientes.models import Anexo, Paso
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.documents.signals import infected
from ground.mails.queue import owe
from ground.work.bell import ring
from legal_calendar.signals import changed
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import ANNULLED, INFECTED
from radicados.models import Radicado
from radicados.signals import annulled


@receiver(annulled)
def close_annulled(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """End the petition that the radicado opened, and tell its petitioner: there is nothing left to answer."""
    pqrsd = Pqrsd.objects.locked().with_number().filter(radicado=radicado).first()
    if pqrsd is None:
        return
    end_annulled(pqrsd, Outcome.ANNULLED, by=by, reason=reason)
    record(Action.CHANGED, actor=by, subject=pqrsd, what="pqrsd_annulled")
    # Whoever filed it with an account is told by whoever annuls.
    address, filer = pqrsd.mail_address, pqrsd.radicado.filed_by
    if filer is None or filer.email != address:
        owe(ANNULLED, recipient=address, about=pqrsd, occasion=pqrsd.radicado_id)


@receiver(changed)
def ring_for_open_petitions(**kwargs) -> None:
    """Date the open petitions again by the calendar that changed, from the first one; a ring that is lost is
    made good within the hour."""
    ring("pqrsd.tasks.recompute_deadlines", 0)


@receiver(infected)
def tell_of_infection(document: Document, **kwargs) -> None:
    """To whom it concerns, in the transaction that found it out; what is not filed yet is told by the page
    that has it."""
    of_petitions = Anexo.objects.filter(step__expediente__pqrsd__isnull=False)
    anexo = of_petitions.select_related("step__expediente__pqrsd").filter(document=document).first()
    if anexo is None:
        return
    pqrsd = anexo.step.expediente.pqrsd
    addresses = [user.email for user in staff_of(pqrsd)]
    if anexo.step.is_by_petitioner or anexo.step.kind == Paso.Kind.FILED:
        addresses.append(pqrsd.mail_address)
    for address in addresses:
        owe(INFECTED, recipient=address, about=pqrsd, occasion=document.pk)
