"""Proving that an e-mail address is its account's: the first one, and one that takes its place."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.mail_events import EMAIL_CHANGED, VERIFY_EMAIL
from accounts.models import User
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe


class TakenError(Exception):
    """Meanwhile the new address has become somebody else's."""


def owe_link(user: User) -> None:
    """Owe the mail whose link verifies the user's address."""
    owe(VERIFY_EMAIL, recipient=user.email, user=user)


@transaction.atomic
def verify(user: User, *, request) -> None:
    """The address is the user's: they opened what was mailed to it."""
    unverified = User.objects.filter(pk=user.pk, email=user.email, email_verified_at=None)
    if unverified.update(email_verified_at=timezone.now()):
        record(Action.EMAIL_VERIFIED, request=request, subject=user)


def adopt_new_email(user: User, *, request) -> None:
    """Put the new address, verified by now, in the old one's place; both are told.

    Raises TakenError, and User.DoesNotExist when it was done, or given up, meanwhile.
    """
    try:
        with transaction.atomic():
            _adopt(User.objects.select_for_update().get(pk=user.pk, new_email=user.new_email), request)
    except IntegrityError as error:
        raise TakenError from error


def _adopt(user: User, request) -> None:
    former, user.email = user.email, user.new_email
    user.new_email = ""
    user.email_verified_at = timezone.now()
    user.save(update_fields=["email", "new_email", "email_verified_at"])
    for address in (former, user.email):
        owe(EMAIL_CHANGED, recipient=address, user=user)
    record(Action.EMAIL_CHANGED, request=request, subject=user)
