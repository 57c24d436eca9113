"""Getting back into an account whose password is forgotten (4.3), by a link instead of a mailed password."""

from axes.utils import reset as end_lock
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mail_events import PASSWORD_CHANGED, RECOVERY
from accounts.models import User
from accounts.sessions import end_other_sessions
from ground.audit.models import Action
from ground.audit.trail import record
from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle
from ground.mails.queue import owe

ADDRESS_FACTOR = 4  # a whole office may share one


class OvertakenError(Exception):
    """Since the link was opened, the password or the address has changed."""


@transaction.atomic
def ask(*, identifier: str, request) -> None:
    """Owe the link to whoever has that user name or e-mail: a worker finds out, so nobody here can tell.

    Past the limits nothing is owed, and that cannot be told either.
    """
    limits = [
        (Throttle("recoveries-of-account", limit=settings.RECOVERIES_PER_HOUR), identifier),
        (
            Throttle("recoveries-from-address", limit=ADDRESS_FACTOR * settings.RECOVERIES_PER_HOUR),
            client_ip(request),
        ),
    ]
    is_exceeded = any(throttle.is_exceeded(key) for throttle, key in limits)
    for throttle, key in limits:
        throttle.count(key)
    if not is_exceeded:
        asked = owe(RECOVERY, identifier=identifier)
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
    verified_at = user.email_verified_at or timezone.now()
    if not as_linked.update(password=user.password, email_verified_at=verified_at, new_email=""):
        raise OvertakenError
    end_other_sessions(user, request=request)
    end_lock(username=user.username.lower())
    owe(PASSWORD_CHANGED, recipient=user.email, user=user)
    record(Action.PASSWORD_CHANGED, request=request, actor=user, subject=user, what="recovered")
