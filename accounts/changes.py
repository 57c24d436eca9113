"""Corrections that people make to what the portal keeps of them."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from audit.models import Action
from audit.trail import record


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
