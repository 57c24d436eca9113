"""Mails are owed in the transaction of what they tell, and sent by a worker."""

from django.db.models import Model
from django.db.models.functions import Now

from ground.mails.events import Event
from ground.mails.models import Mail


def owe(
    event: Event,
    *,
    recipient: str = "",
    user: Model | None = None,
    about: Model | None = None,
    occasion: object = "",
    awaits: str = "",
    is_reserved: bool = False,
    **details: object,
) -> Mail | None:
    """Owe one mail, or give the one that was owed before on the same occasion; None when there is no address
    and nobody to find.

    It is reserved when what it is about is. `awaits` is the key that a later transaction calls `release`
    with. `details` are short JSON values for its templates, never a secret.
    """
    if not recipient and event.spread is None:
        return None
    key = {
        "event": event.name,
        "subject_type": about._meta.label_lower if about else "",
        "subject_id": str(about.pk) if about else "",
        "occasion": str(occasion),
        "recipient": recipient,
    }
    facts = {
        "user": user,
        "details": details,
        "awaits": awaits,
        "is_reserved": is_reserved or getattr(about, "is_reserved", False),
    }
    if occasion == "":
        mail, is_new = Mail.objects.create(**key, **facts), True
    else:
        mail, is_new = Mail.objects.get_or_create(**key, cancelled_at__isnull=True, defaults=facts)
    if is_new and not awaits:
        mail.ring()
    return mail


def release(key: str) -> None:
    """What the mails that await the key waited for has come; in the transaction that brings it."""
    waiting = Mail.objects.filter(awaits=key, released_at__isnull=True, cancelled_at__isnull=True)
    released = list(waiting)
    waiting.update(released_at=Now(), next_attempt_at=Now())
    for mail in released:
        mail.ring()
