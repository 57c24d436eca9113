"""An officer's mark on a registration: that somebody looked at it, when, and what they noted."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Profile
from audit.models import Action
from audit.trail import record


@transaction.atomic
def mark_reviewed(*, profile: Profile, note: str, request) -> None:
    _mark(profile, note, reviewed_at=Now(), reviewed_by=request.user)
    record(Action.CHANGED, request=request, subject=profile, what="reviewed")


@transaction.atomic
def undo_review(*, profile: Profile, note: str, request) -> None:
    """The registration waits for a review again; the note says why."""
    _mark(profile, note, reviewed_at=None, reviewed_by=None)
    record(Action.CHANGED, request=request, subject=profile, what="review_undone")


def _mark(profile: Profile, note: str, **mark) -> None:
    Profile.objects.filter(pk=profile.pk).update(review_note=note, **mark)
