"""Corrections that people make to what the portal keeps of them."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import Http404

from accounts.models import Profile, User
from ground.audit.models import Action
from ground.audit.trail import record


def hold(profile: Profile) -> None:
    """Two changes at once happen one after the other. Raises Http404 when its account was closed meanwhile:
    nothing comes back to one whose data were erased."""
    Profile.objects.select_for_update(of=["self"], no_key=True).get(pk=profile.pk)
    if not is_open(profile):
        raise Http404(f"the account of profile {profile.pk} is closed")


def is_open(profile: Profile) -> bool:
    """Whether its account is, now: what was read before a lock was waited for may be of before."""
    return User.objects.filter(pk=profile.user_id, is_active=True).exists()


@transaction.atomic
def change(row: Model, answers: dict[str, Any], *, request, what: str) -> list[str]:
    """Save what differs, and record which fields those were, never their values; returns their names."""
    changed = [name for name, value in answers.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, answers[name])
    if row.pk is None:
        row.save()
    elif changed:
        row.save(update_fields=changed)
    if changed:
        record(Action.CHANGED, request=request, subject=row, what=what, fields=changed)
    return changed
