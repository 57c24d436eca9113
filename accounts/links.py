"""Links that work once: mailed to somebody, they prove that whoever opens one reads that mailbox.

Nothing about a link is stored. Its token signs the time and the state of the row that it is about
(`SECRET_KEY`), so that it dies of age or as soon as that state changes, which using it does. Tokens are
made when a mail is sent, by the worker: no row ever holds one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Model, QuerySet
from django.urls import reverse

from accounts.models import INVITATION_LIFE, Invitation, User
from ground.webforms.pages import as_number


@dataclass(frozen=True)
class _Purpose:
    """What a kind of link is for: the page that it opens, and what keeps it alive."""

    url_name: str
    life: timedelta
    rows: Callable[[], QuerySet[Any]]
    state: Callable[[Any], tuple[object, ...]]


_PURPOSES = {
    "verify_email": _Purpose(
        url_name="accounts:verify_email",
        life=timedelta(hours=settings.VERIFICATION_LINK_HOURS),
        rows=lambda: User.objects.filter(is_active=True, email_verified_at=None),
        state=lambda user: (user.email,),
    ),
    "verify_new_email": _Purpose(
        url_name="accounts:verify_new_email",
        life=timedelta(hours=settings.VERIFICATION_LINK_HOURS),
        rows=lambda: User.objects.filter(is_active=True).exclude(new_email=""),
        state=lambda user: (user.new_email, user.email, user.password),
    ),
    "recover": _Purpose(
        url_name="accounts:recover_open",
        life=timedelta(minutes=settings.RECOVERY_LINK_MINUTES),
        rows=lambda: User.objects.filter(is_active=True),
        state=lambda user: (user.email, user.password, user.last_login),
    ),
    "invitation": _Purpose(
        url_name="accounts:invitation",
        life=INVITATION_LIFE,
        rows=lambda: Invitation.objects.live(),
        state=lambda invitation: (invitation.email,),
    ),
}


def url(purpose: str, row: Model) -> str:
    """A new link, for one mail; it begins with PORTAL_BASE_URL, whatever a request may say."""
    value = _value(purpose, row)
    token = _signer(purpose).sign(value).removeprefix(f"{value}.")
    return settings.PORTAL_BASE_URL + reverse(_PURPOSES[purpose].url_name, args=[str(row.pk), token])


def resolve(purpose: str, uid: str, token: str) -> User | Invitation | None:
    """The row that a link is about; None for one that is forged, used, out of date or overtaken.

    Looking changes nothing: programs that read mails open links too.
    """
    row: User | Invitation | None = _PURPOSES[purpose].rows().filter(pk=as_number(uid)).first()
    if row is None:
        return None
    try:
        _signer(purpose).unsign(f"{_value(purpose, row)}.{token}", max_age=_PURPOSES[purpose].life)
    except BadSignature:
        return None
    return row


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"accounts.links.{purpose}", sep=".")


def _value(purpose: str, row: Model) -> str:
    """What is signed besides the time; it is never part of the link."""
    return repr((row.pk, *map(str, _PURPOSES[purpose].state(row))))
