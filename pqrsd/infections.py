"""Telling whom it concerns that a file of a petition is infected."""

from django.dispatch import receiver

from ground.documents.models import Document
from ground.documents.signals import infected
from ground.mails.queue import owe
from pqrsd.models import Anexo, CaseEvent
from pqrsd.notices.mail_events import INFECTED
from pqrsd.notices.recipients import petitioner_address, staff_of


@receiver(infected)
def tell_of_infection(document: Document, **kwargs) -> None:
    """In the transaction that found it out; what is not filed yet is told by the page that has it."""
    anexo = Anexo.objects.select_related("event").filter(document=document).first()
    if anexo is None:
        return
    pqrsd = anexo.event.pqrsd
    addresses = [user.email for user in staff_of(pqrsd)]
    if anexo.event.is_by_petitioner or anexo.event.kind == CaseEvent.Kind.FILED:
        addresses.append(petitioner_address(pqrsd))
    for address in addresses:
        owe(INFECTED, recipient=address, about=pqrsd, occasion=document.pk)
