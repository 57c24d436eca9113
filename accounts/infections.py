"""Telling people that a document of theirs is infected."""

from django.dispatch import receiver

from accounts.mails import owe
from accounts.models import Message, SupportingDocument
from ground.documents.models import Document
from ground.documents.signals import infected


@receiver(infected)
def tell_owner(document: Document, **kwargs) -> None:
    """In the transaction that found it out; a file of an unfinished registration has no owner yet."""
    supporting = SupportingDocument.objects.select_related("profile__user").filter(document=document).first()
    if supporting and supporting.profile.user.email:
        user = supporting.profile.user
        owe(Message.Kind.DOCUMENT_INFECTED, recipient=user.email, user=user, document=document.name)
