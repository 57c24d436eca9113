"""Reserved rows: *denuncias* and all that belongs to them, known only to who was told to look after them."""

from django.db.models import Q

from audit.explicit_permissions import has_explicitly

VIEW_RESERVED = "radicados.view_reserved_radicado"


def may_see_reserved(user) -> bool:
    """Superusers too need to be given the permission, and that leaves a trail."""
    return has_explicitly(user, VIEW_RESERVED)


def open_rows(user, row: str = "") -> Q:
    """The condition on what the staff user may know of; `row` is the way to what has `is_reserved`."""
    if may_see_reserved(user):
        return Q()
    return ~Q(**{f"{row}__is_reserved" if row else "is_reserved": True})
