"""What the workers do about accounts. Every task is safe to repeat."""

from celery import shared_task

from accounts.registering.drafts import purge_drafts
from accounts.sessions import SessionStore


@shared_task
def forget_what_is_over() -> None:
    """Delete ended sessions and unfinished registrations."""
    SessionStore.clear_expired()
    purge_drafts()
