"""Permissions that somebody must have given: being a superuser is not enough.

One of them opens the reserve: reserved rows and all that belongs to them are known only to who was told to
look after them.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, AnonymousUser, Permission
from django.db.models import CharField, Q
from django.db.models.functions import Cast

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


# --- The reserve ----------------------------------------------------------------------------------------
def may_see_reserved(user: Anybody) -> bool:
    """Superusers too need to be given the permission, and that leaves a trail."""
    return has_explicitly(user, settings.RESERVE_PERMISSION)


def open_rows(user: Anybody, row: str = "") -> Q:
    """The condition on what the staff user may know of; `row` is the way to what has `is_reserved`."""
    if may_see_reserved(user):
        return Q()
    return ~Q(**{f"{row}__is_reserved" if row else "is_reserved": True})


def open_subjects(user: Anybody) -> Q:
    """The condition on the entries of the trail that the staff user may know of."""
    if may_see_reserved(user):
        return Q()
    hidden = Q(pk__in=[])
    for model in apps.get_models():
        if all(field.name != "is_reserved" for field in model._meta.concrete_fields):
            continue
        keys = model._base_manager.filter(is_reserved=True).values(key=Cast("pk", CharField()))
        hidden |= Q(subject_type=model._meta.label_lower, subject_id__in=keys)
    return ~hidden
