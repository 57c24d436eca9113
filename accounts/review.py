"""An officer's mark on a registration: that somebody looked at it, when, and what they noted."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Profile
from ground.audit.models import Action
from ground.audit.trail import record


@transaction.atomic
def mark_reviewed(*, profile: Profile, note: str, request) -> bool:
    """False, and nothing is done, when somebody else has marked it meanwhile."""
    unreviewed = Profile.objects.filter(pk=profile.pk, reviewed_at=None)
    is_marked = unreviewed.update(review_note=note, reviewed_at=Now(), reviewed_by=request.user)
    if is_marked:
        record(Action.CHANGED, request=request, subject=profile, what="reviewed")
    return bool(is_marked)


@transaction.atomic
def undo_review(*, profile: Profile, note: str, request) -> bool:
    """The registration waits for a review again; the note says why. False when it waits already."""
    reviewed = Profile.objects.filter(pk=profile.pk, reviewed_at__isnull=False)
    is_undone = reviewed.update(review_note=note, reviewed_at=None, reviewed_by=None)
    if is_undone:
        record(Action.CHANGED, request=request, subject=profile, what="review_undone")
    return bool(is_undone)
