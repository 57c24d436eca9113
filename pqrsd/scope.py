"""Who of the staff sees and handles which petitions.

*Denuncias* are for Control interno disciplinario alone: being a superuser opens none of them.
"""

from ground.doors.explicit_permissions import has_explicitly
from pqrsd.models import Pqrsd

HANDLE = "pqrsd.handle_pqrsd"
HANDLE_RESERVED = "pqrsd.handle_denuncia"
SUPERVISE = "pqrsd.supervise_pqrsd"
VIEW = "pqrsd.view_pqrsd"


def handles_reserved(user) -> bool:
    return has_explicitly(user, HANDLE_RESERVED)


def handles_ordinary(user) -> bool:
    return user.is_staff and user.has_perm(HANDLE)


def sees_ordinary(user) -> bool:
    """Whoever handles them, and who may only read them."""
    return handles_ordinary(user) or (user.is_staff and user.has_perm(VIEW))


def enters_desk(user) -> bool:
    return sees_ordinary(user) or handles_reserved(user)


def visible_to(user):
    """The petitions that somebody of the staff may read."""
    every = Pqrsd.objects.all()
    if handles_reserved(user):
        return every if sees_ordinary(user) else every.filter(is_reserved=True)
    return every.filter(is_reserved=False) if sees_ordinary(user) else every.none()


def may_handle(user, pqrsd: Pqrsd) -> bool:
    return handles_reserved(user) if pqrsd.is_reserved else handles_ordinary(user)
