"""The mails about accounts: owed in the transaction of what they tell, sent by a worker."""

from accounts.models import Message, User


def owe(kind: Message.Kind, *, recipient: str = "", user: User | None = None, **details) -> Message:
    """Owe one mail; `details` are short JSON values for its template, never a secret."""
    message = Message.objects.create(kind=kind, recipient=recipient, user=user, details=details)
    message.ring()
    return message
