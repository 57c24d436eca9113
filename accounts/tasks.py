"""What the workers do about accounts. Every task is safe to repeat."""

from celery import shared_task

from accounts.housekeeping import forget
from accounts.mailing import send
from accounts.models import Message
from ground.work.running import attempt, sweep


@shared_task
def send_message(message_id: str) -> None:
    """Send one mail."""
    attempt(Message, message_id, send)


@shared_task
def send_pending_messages() -> None:
    """Ring again for every mail that is due."""
    sweep(Message)


@shared_task
def forget_what_is_over() -> None:
    """Delete old mails, ended sessions and unfinished registrations."""
    forget()
