"""Permissions that somebody must have given: being a superuser is not enough."""

from django.contrib.auth.models import AbstractUser, AnonymousUser, Permission
from django.db.models import QuerySet

_KEPT_AS = "_explicit_permissions"

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


def _given(user: Anybody) -> frozenset[str]:
    by_group = Permission.objects.filter(group__user=user.pk)
    labels = _labels(user.user_permissions.all()).union(_labels(by_group))
    return frozenset(f"{app}.{codename}" for app, codename in labels)


def _labels(permissions: QuerySet[Permission]) -> QuerySet[Permission, tuple[str, str]]:
    return permissions.order_by().values_list("content_type__app_label", "codename")
