"""Permissions that somebody must have given: being a superuser is not enough."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser, Permission

_KEPT_AS = "_explicit_permissions"
_BACKEND = "django.contrib.auth.backends.ModelBackend"

Anybody = AbstractUser | AnonymousUser


def has_explicitly(user: Anybody, permission: str) -> bool:
    """Whether active staff hold `app.codename` through a group or by themselves.

    One query tells all of them, and the user object keeps the answer, as it does Django's own.
    """
    if not (user.is_active and user.is_staff):
        return False
    if not hasattr(user, _KEPT_AS):
        own, of_groups = (
            Permission.objects.filter(**{way: user.pk}).order_by().values_list("content_type__app_label", "codename")
            for way in ("user", "group__user")
        )
        setattr(user, _KEPT_AS, frozenset(map(".".join, own.union(of_groups))))
    return permission in getattr(user, _KEPT_AS)


def holders_of(permission: str) -> list[Any]:
    """The active staff that were given `app.codename`, by themselves or through a group."""
    users: Any = get_user_model()._default_manager
    holders = users.with_perm(permission, include_superusers=False, backend=_BACKEND)
    return list(holders.filter(is_staff=True).order_by("pk"))
