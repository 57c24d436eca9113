"""Permissions that somebody must have given: being a superuser is not enough."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser, Permission
from django.db.models import QuerySet

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
        setattr(user, _KEPT_AS, _given(user))
    return permission in getattr(user, _KEPT_AS)


def holders_of(permission: str) -> list[Any]:
    """The active staff that were given `app.codename`, by themselves or through a group."""
    users: Any = get_user_model()._default_manager
    holders = users.with_perm(permission, include_superusers=False, backend=_BACKEND)
    return list(holders.filter(is_staff=True).order_by("pk"))


def _given(user: Anybody) -> frozenset[str]:
    by_group = Permission.objects.filter(group__user=user.pk)
    labels = _labels(user.user_permissions.all()).union(_labels(by_group))
    return frozenset(f"{app}.{codename}" for app, codename in labels)


def _labels(permissions: QuerySet[Permission]) -> QuerySet[Permission, tuple[str, str]]:
    return permissions.order_by().values_list("content_type__app_label", "codename")
