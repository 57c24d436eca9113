"""Reserved rows and all that belongs to them, known only to who was told to look after them."""

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Q
from django.db.models.functions import Cast

from ground.doors.explicit_permissions import Anybody, has_explicitly


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
