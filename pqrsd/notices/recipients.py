"""Who is told about a petition."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from pqrsd import scope
from pqrsd.models import Pqrsd

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def staff_of(pqrsd: Pqrsd) -> list[User]:
    """Who has it assigned, as long as they may handle it; else everybody who may, superusers aside.

    Of a *denuncia*, nobody but who was given the permission for them.
    """
    assignee = pqrsd.assignee
    if assignee and assignee.is_active and scope.may_handle(assignee, pqrsd):
        return [assignee]
    permission = scope.HANDLE_RESERVED if pqrsd.is_reserved else scope.HANDLE
    return holders_of(permission)


def holders_of(permission: str) -> list[User]:
    """The active staff that were given `app.codename`, by themselves or through a group."""
    holders = User.objects.with_perm(permission, include_superusers=False, backend=_BACKEND)
    return list(holders.filter(is_staff=True).order_by("pk"))


def petitioner_address(pqrsd: Pqrsd) -> str:
    """Where the petitioner is written to, whatever the channel of the answer; "" when they gave no address
    or insisted on one that is none."""
    petitioner = pqrsd.named_petitioner
    address = petitioner.email if petitioner else ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address
