"""The mails about accounts: owed in the transaction of what they tell, sent by a worker."""

from functools import partial

from django.db import transaction

from accounts.models import Message, User
from accounts.tasks import send_message
from ground.work.bell import ring


def owe(kind: Message.Kind, *, recipient: str = "", user: User | None = None, **details) -> Message:
    """Owe one mail; `details` are short JSON values for its template, never a secret."""
    message = Message.objects.create(kind=kind, recipient=recipient, user=user, details=details)
    transaction.on_commit(partial(ring, send_message, message.pk))
    return message
