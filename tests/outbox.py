"""The mails that are owed, as they would be written, and what the workers send."""

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from ground.mails import delivery
from ground.mails.events import event_named
from ground.mails.models import Mail
from ground.mails.tasks import send_mail


def composed(owed: Mail) -> EmailMultiAlternatives:
    return delivery.compose(owed, event_named(owed.event).content(owed))


def deliver() -> list[EmailMultiAlternatives]:
    """What the workers send of all that is due now, and of what that owes in turn; each is tried once."""
    before, tried = len(mail.outbox), set()
    while due := set(Mail.objects.due().values_list("pk", flat=True)) - tried:
        for pk in sorted(due):
            send_mail(str(pk))
        tried |= due
    return mail.outbox[before:]
