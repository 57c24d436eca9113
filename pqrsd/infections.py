"""Telling whom it concerns that a file of a petition is infected."""

from django.dispatch import receiver

from expedientes.acts.assignment import staff_of
from expedientes.models import Anexo, Paso
from ground.documents.models import Document
from ground.documents.signals import infected
from ground.mails.queue import owe
from pqrsd.notices.mail_events import INFECTED


@receiver(infected)
def tell_of_infection(document: Document, **kwargs) -> None:
    """In the transaction that found it out; what is not filed yet is told by the page that has it."""
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
