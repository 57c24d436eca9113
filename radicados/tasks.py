"""What the workers do. Every task takes a key, claims its row, and is safe to repeat."""

from celery import shared_task

from ground.work.running import attempt, sweep
from radicados.issuing import issue
from radicados.models import LetterIssuance


@shared_task
def issue_document(radicado_id: str) -> None:
    """Render, sign and seal one letter."""
    attempt(LetterIssuance, radicado_id, issue)


@shared_task
def issue_pending_documents() -> None:
    """Ring again for every letter that is due."""
    sweep(LetterIssuance, issue_document)
