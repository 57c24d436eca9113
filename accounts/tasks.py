"""What the workers do about accounts. Every task is safe to repeat."""

from celery import shared_task
from django.utils import timezone

from accounts.models import RegistrationDraft
from accounts.sessions import SessionStore
from ground.documents.drafts import LIFE


@shared_task
def forget_what_is_over() -> None:
    """Delete ended sessions and unfinished registrations."""
    SessionStore.clear_expired()
    RegistrationDraft.objects.filter(created_at__lt=timezone.now() - LIFE).delete()
