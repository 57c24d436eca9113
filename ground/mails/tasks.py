"""What the workers do about mails. Every task is safe to repeat."""

from celery import shared_task
from django.db.models import Q

from ground.clocks import agreed_now
from ground.mails.delivery import send
from ground.mails.events import every_event
from ground.mails.models import Mail
from ground.work.running import attempt, sweep


@shared_task
def send_mail(mail_id: str) -> None:
    attempt(Mail, mail_id, send)


@shared_task
def send_pending_mails() -> None:
    sweep(Mail)


@shared_task
def forget_old_mails() -> None:
    """Delete what was settled longer ago than its event keeps it; of some, what was merely owed, too. Raises
    ClockError: by a wrong clock nothing is old."""
    now = agreed_now()
    for event in every_event():
        if event.kept is None:
            continue
        last = now - event.kept
        is_old = Q(done_at__lt=last) | Q(cancelled_at__lt=last)
        if event.is_forgotten_unsent:
            is_old |= Q(created_at__lt=last)
        Mail.objects.of(event).filter(is_old).delete()
