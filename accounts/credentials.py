"""What an account is entered with: its password and its e-mail address, changed, verified and recovered."""

from axes.utils import reset as end_lock
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from accounts.attempts import failures_of_account
from accounts.mail_events import (
    EMAIL_CHANGE_ASKED,
    EMAIL_CHANGED,
    PASSWORD_CHANGED,
    RECOVERY,
    VERIFY_EMAIL,
    VERIFY_NEW_EMAIL,
)
from accounts.membership import tell_administrators
from accounts.models import User
from accounts.sessions import end_other_sessions
from ground.audit.models import Action, record
from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle
from ground.mails.queue import owe

ADDRESS_FACTOR = 4  # a whole office may share one


class TakenError(Exception):
    """Meanwhile the new address has become somebody else's."""


class OvertakenError(Exception):
    """Since the link was opened, the password or the address has changed."""


# --- By whoever is inside and was asked for the current password ----------------------------------------
@transaction.atomic
def change_password(*, password: str, request) -> None:
    """The request's own session goes on under a new key; all others of the user end, and so does a change
    of e-mail that was asked for with the former password: its link is dead (accounts/links.py)."""
    user = request.user
    user.set_password(password)
    user.new_email = ""
    user.save(update_fields=["password", "new_email"])
    update_session_auth_hash(request, user)
    end_other_sessions(user, keep=request.session.session_key, request=request)
    owe(PASSWORD_CHANGED, recipient=user.email, user=user)
    record(Action.PASSWORD_CHANGED, request=request, subject=user)


@transaction.atomic
def ask_new_email(*, email: str, request) -> None:
    """Keep the new address until its owner opens the link that is mailed to it; both addresses are told.

    Where the address is somebody else's nothing differs for whoever asked: a worker finds out, and tells its owner.
    """
    user = request.user
    user.new_email = email
    user.save(update_fields=["new_email"])
    owe(EMAIL_CHANGE_ASKED, recipient=user.email, user=user, new_email=email)
    owe(VERIFY_NEW_EMAIL, user=user)
    record(Action.CHANGED, request=request, subject=user, what="new_email_asked")


@transaction.atomic
def forget_new_email(*, request) -> None:
    """The links that were mailed to the new address stop working with it."""
    user = request.user
    user.new_email = ""
    user.save(update_fields=["new_email"])
    record(Action.CHANGED, request=request, subject=user, what="new_email_withdrawn")


# --- By whoever opened what was mailed to the address ---------------------------------------------------
def owe_link(user: User) -> None:
    """Owe the mail whose link verifies the user's address."""
    owe(VERIFY_EMAIL, recipient=user.email, user=user)


@transaction.atomic
def verify_email(user: User, *, request) -> None:
    """The address is the user's: they opened what was mailed to it."""
    unverified = User.objects.filter(pk=user.pk, email=user.email, email_verified_at=None)
    if unverified.update(email_verified_at=timezone.now()):
        tell_administrators(user)
        record(Action.EMAIL_VERIFIED, request=request, subject=user)


@transaction.atomic
def confirm_registration(user: User, *, password: str, request) -> None:
    """The account is theirs who read its mailbox, whoever registered it: with the password that they write, the one
    that was registered opens nothing. Raises OvertakenError."""
    verify_email(user, request=request)
    set_password(user=user, password=password, request=request)


def adopt_new_email(user: User, *, request) -> None:
    """Put the new address, verified by now, in the old one's place; both are told.

    Raises TakenError, and User.DoesNotExist when it was done, or given up, meanwhile.
    """
    try:
        with transaction.atomic():
            held = User.objects.select_for_update().get(pk=user.pk, new_email=user.new_email)
            former, held.email, held.new_email = held.email, held.new_email, ""
            held.email_verified_at = timezone.now()
            held.save(update_fields=["email", "new_email", "email_verified_at"])
            for address in (former, held.email):
                owe(EMAIL_CHANGED, recipient=address, user=held)
            record(Action.EMAIL_CHANGED, request=request, subject=held)
    except IntegrityError as error:
        raise TakenError from error


# --- By whoever forgot the password (4.3): a link instead of a mailed password --------------------------
@transaction.atomic
def ask_recovery(*, identifier: str, request) -> None:
    """Owe the link to whoever has that user name or e-mail: a worker finds out, so nobody here can tell. It opens
    the page in the language in which it was asked for.

    Past the limits nothing is owed, and that cannot be told either.
    """
    of_account, from_address = settings.RECOVERIES_PER_HOUR, ADDRESS_FACTOR * settings.RECOVERIES_PER_HOUR
    limits = [
        (Throttle("recoveries-of-account", limit=of_account), identifier),
        (Throttle("recoveries-from-address", limit=from_address), client_ip(request)),
    ]
    is_exceeded = any(throttle.is_exceeded(key) for throttle, key in limits)
    for throttle, key in limits:
        throttle.count(key)
    if not is_exceeded:
        asked = owe(RECOVERY, identifier=identifier, language=get_language())
        record(Action.RECOVERY_ASKED, request=request, subject=asked)


@transaction.atomic
def set_password(*, user: User, password: str, request) -> None:
    """Set it once for one link, end every session of the user and tell them; raises OvertakenError.

    The link went to the user's address, which is verified with it; a change of address that was asked for
    with the former password is forgotten; and a log-in that had been stopped after too many failures is
    free again.
    """
    as_linked = User.objects.filter(pk=user.pk, password=user.password, email=user.email)
    user.set_password(password)
    verified_at, is_first = user.email_verified_at or timezone.now(), as_linked.filter(email_verified_at=None).exists()
    if not as_linked.update(password=user.password, email_verified_at=verified_at, new_email=""):
        raise OvertakenError
    if is_first:
        tell_administrators(user)
    end_other_sessions(user, request=request)
    end_lock(username=user.username.lower())
    failures_of_account().forget(user.username)
    owe(PASSWORD_CHANGED, recipient=user.email, user=user)
    record(Action.PASSWORD_CHANGED, request=request, actor=user, subject=user, what="recovered")
