"""Log-ins and log-outs, as Django tells of them.

The receivers do not swallow errors: nobody gets in, or is refused, without a trace.
"""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from ground.audit.models import Action, Entry, record

NAME_LENGTH = Entry._meta.get_field("actor_name").max_length


@receiver(user_logged_in)
def record_login(request: HttpRequest, user: AbstractUser, **kwargs: Any) -> None:
    record(Action.LOGGED_IN, request=request, actor=user, subject=user)


@receiver(user_logged_out)
def record_logout(request: HttpRequest, user: AbstractUser | None, **kwargs: Any) -> None:
    if user:
        record(Action.LOGGED_OUT, request=request, actor=user, subject=user)


@receiver(user_login_failed)
def record_failed_login(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """With the name that was typed, known or not: whose it is, a failed attempt does not prove."""
    name = str(credentials.get("username") or "")[:NAME_LENGTH]
    record(Action.LOGIN_FAILED, request=request, username=name)
