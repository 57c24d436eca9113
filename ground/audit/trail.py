from django.db.models import Model
from django.http import HttpRequest

from ground.audit.models import Action, Entry
from ground.doors.addresses import client_ip
from ground.doors.explicit_permissions import Anybody


def record(
    action: Action,
    *,
    request: HttpRequest | None = None,
    actor: Anybody | None = None,
    subject: Model | type[Model] | None = None,
    **detail: object,
) -> Entry:
    """Add an entry, in the caller's transaction if there is one. What cannot be recorded must not happen:
    a failure is the caller's, too.

    The actor is the request's user unless it is given; the subject is a row, or a model for many of its
    rows. `detail` takes short JSON values: never a password, a token or a whole document.
    """
    actor = actor or getattr(request, "user", None)
    return Entry.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_name=actor.get_username() if actor else "",
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if isinstance(subject, Model) else "",
        detail=detail,
        address=(client_ip(request) or None) if request else None,
    )
