"""What is not kept longer than it serves: mails that were sent, sessions that ended, and
registrations that nobody finished."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Message, RegistrationDraft
from accounts.sessions import SessionStore
from ground.documents.drafts import LIFE

SENT_MAILS_KEPT = timedelta(days=30)
RECOVERIES_KEPT = timedelta(days=1)  # they hold what a stranger typed, and their links are long dead


def forget() -> None:
    now = timezone.now()
    sent = Q(done_at__lt=now - SENT_MAILS_KEPT)
    recoveries = Q(kind=Message.Kind.RECOVERY, created_at__lt=now - RECOVERIES_KEPT)
    Message.objects.filter(sent | recoveries).delete()
    SessionStore.clear_expired()
    RegistrationDraft.objects.filter(created_at__lt=now - LIFE).delete()
