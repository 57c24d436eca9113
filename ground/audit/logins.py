"""Log-ins and log-outs, as Django tells of them.

The receivers do not swallow errors: nobody gets in, or is refused, without a trace.
"""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from ground.audit.models import Action, Entry
from ground.audit.trail import record

NAME_LENGTH = Entry._meta.get_field("actor_name").max_length


@receiver(user_logged_in)
def record_login(request, user, **kwargs) -> None:
    record(Action.LOGGED_IN, request=request, actor=user, subject=user)


@receiver(user_logged_out)
def record_logout(request, user, **kwargs) -> None:
    if user:
        record(Action.LOGGED_OUT, request=request, actor=user, subject=user)


@receiver(user_login_failed)
def record_failed_login(credentials, request=None, **kwargs) -> None:
    """With the name that was typed, known or not: whose it is, a failed attempt does not prove."""
    name = str(credentials.get("username") or "")[:NAME_LENGTH]
    record(Action.LOGIN_FAILED, request=request, username=name)
