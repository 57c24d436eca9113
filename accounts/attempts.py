"""Log-ins that fail: how many are borne, from where, and who is told.

django-axes counts those of one account from one address. Here are counted those of one address, on whatever accounts,
and those of one account, from whatever addresses. Past its ceiling an account is slowed and never closed: from where
it was entered before one goes on as ever, from anywhere else one may try once an hour, and a recovered password frees
it. What does not exist is counted and slowed in the same way.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.mail_events import LOGIN_ATTEMPTS
from accounts.models import User
from ground.audit.models import Action, Entry
from ground.doors.addresses import client_ip
from ground.doors.throttling import HOUR_SECONDS, Throttle
from ground.mails.queue import owe

ADDRESS_FACTOR = 5  # a whole office may share one
ACCOUNT_FACTOR, FLOOD_FACTOR = 3, 6
TURN_SECONDS = 60
KNOWN_FOR = timedelta(days=90)

_first_try = Throttle("login-failures-of-account-from-address", limit=1)
_turns = Throttle("login-turns-of-account", limit=1, seconds=TURN_SECONDS)


def attempted_name(request: HttpRequest, credentials: dict | None) -> str:
    """What the attempts on an account are counted by, whether its user name or its e-mail is typed, in any case."""
    typed = str((credentials or request.POST).get("username") or "").strip()
    known = User.objects.known_as(typed).values_list("username", flat=True).first()
    return (known or typed).lower()


def address_must_wait(request: HttpRequest) -> int:
    """How many seconds, for whoever tries one password on many accounts; 0 to go on."""
    throttle = _failures_from_address()
    return throttle.seconds if throttle.is_exceeded(client_ip(request)) else 0


def account_must_wait(request: HttpRequest) -> int:
    """How many seconds the account that is typed waits for whoever asks; 0 to go on."""
    name, address = attempted_name(request, None), client_ip(request)
    if not failures_of_account().is_exceeded(name) or _was_entered_from(name, address):
        return 0
    if _first_try.is_exceeded(f"{name} {address}"):
        return HOUR_SECONDS
    if not failures_of_account(FLOOD_FACTOR).is_exceeded(name):
        return 0
    if _turns.is_exceeded(name):
        return TURN_SECONDS
    _turns.count(name)
    return 0


def count_failure(request: HttpRequest) -> None:
    """When it is the one that reaches the account's ceiling, its owner is told."""
    name, address, ceiling = attempted_name(request, None), client_ip(request), failures_of_account()
    was_slowed = ceiling.is_exceeded(name)
    for throttle, key in ((_failures_from_address(), address), (ceiling, name), (_first_try, f"{name} {address}")):
        throttle.count(key)
    if ceiling.is_exceeded(name) and not was_slowed:
        owe(LOGIN_ATTEMPTS, identifier=name)


def failures_of_account(factor: int = ACCOUNT_FACTOR) -> Throttle:
    return Throttle("login-failures-of-account", limit=factor * settings.AXES_FAILURE_LIMIT)


def _failures_from_address() -> Throttle:
    limit, seconds = ADDRESS_FACTOR * settings.AXES_FAILURE_LIMIT, round(settings.AXES_COOLOFF_TIME * HOUR_SECONDS)
    return Throttle("login-failures-from-address", limit=limit, seconds=seconds)


def _was_entered_from(name: str, address: str) -> bool:
    since = timezone.now() - KNOWN_FOR
    keys = User.objects.known_as(name).values("pk")
    entered = Entry.objects.filter(action=Action.LOGGED_IN, at__gt=since, actor_id__in=keys)
    return bool(address) and entered.filter(address=address).exists()
