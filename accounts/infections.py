"""Telling people that a document of theirs is infected."""

from django.dispatch import receiver

from accounts.mail_events import DOCUMENT_INFECTED
from accounts.models import SupportingDocument
from ground.documents.models import Document
from ground.documents.signals import infected
from ground.mails.queue import owe


@receiver(infected)
def tell_owner(document: Document, **kwargs) -> None:
    """In the transaction that found it out; a file of an unfinished registration has no owner yet."""
    supporting = SupportingDocument.objects.select_related("profile__user").filter(document=document).first()
    if supporting:
        user = supporting.profile.user
        owe(DOCUMENT_INFECTED, recipient=user.email, user=user, document=document.name)
