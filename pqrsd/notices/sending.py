"""The task that sends one mail. It stands apart so that whatever owes a mail may ring for it."""

from celery import shared_task

from ground.work.running import attempt
from pqrsd.models import CaseNotice
from pqrsd.notices.mailing import send


@shared_task
def send_case_notice(notice_id: str) -> None:
    """Send one mail."""
    attempt(CaseNotice, notice_id, send)
