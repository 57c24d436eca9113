"""What the workers do about accounts. Every task is safe to repeat."""

from celery import shared_task

from accounts.models import RegistrationDraft
from accounts.sessions import SessionStore
from ground.clocks import agreed_now
from ground.documents.drafts import LIFE


@shared_task
def forget_what_is_over() -> None:
    """Delete ended sessions and unfinished registrations, by no wrong clock (ClockError)."""
    now = agreed_now()
    SessionStore.clear_expired()
    RegistrationDraft.objects.filter(created_at__lt=now - LIFE).delete()
