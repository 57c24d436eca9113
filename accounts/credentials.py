"""Changing what an account is entered with. Whoever calls has asked for the current password."""

from django.contrib.auth import update_session_auth_hash
from django.db import transaction

from accounts.mail_events import EMAIL_CHANGE_ASKED, PASSWORD_CHANGED, VERIFY_NEW_EMAIL
from accounts.models import User
from accounts.registering.conflicts import tell_owner
from accounts.sessions import end_other_sessions
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe


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


def ask_new_email(*, email: str, request) -> None:
    """Keep the new address until its owner opens the link that is mailed to it; both addresses are told.

    Where the address is somebody else's nothing differs for whoever asked: its owner is told instead.
    """
    is_taken = User.objects.filter(email__iexact=email).exists()
    _keep_new_email(email, request, link=not is_taken)
    if is_taken:
        tell_owner(email)  # which holds the other user's row: ours is free again by now


@transaction.atomic
def _keep_new_email(email: str, request, *, link: bool) -> None:
    user = request.user
    user.new_email = email
    user.save(update_fields=["new_email"])
    owe(EMAIL_CHANGE_ASKED, recipient=user.email, user=user, new_email=email)
    if link:
        owe(VERIFY_NEW_EMAIL, recipient=email, user=user)
    record(Action.CHANGED, request=request, subject=user, what="new_email_asked")


@transaction.atomic
def forget_new_email(*, request) -> None:
    """The links that were mailed to the new address stop working with it."""
    user = request.user
    user.new_email = ""
    user.save(update_fields=["new_email"])
    record(Action.CHANGED, request=request, subject=user, what="new_email_withdrawn")
