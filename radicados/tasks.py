"""What the workers do. Every task takes a key, claims its row, and is safe to repeat."""

from celery import shared_task
from celery.signals import worker_init

from ground.work.running import attempt, sweep
from radicados import signing
from radicados.issuance import issue
from radicados.models import LetterIssuance


@worker_init.connect
def require_signing_key(**kwargs) -> None:
    """A worker without a key to sign with refuses to start, instead of failing letter after letter.

    One whose certificate has expired starts: mails and all else go on, and the letters as soon as it is renewed.
    """
    try:
        signing.current_signer()
    except signing.SigningError as error:
        raise SystemExit(f"El trabajador no puede arrancar: {error}") from error


@shared_task
def issue_document(radicado_id: str) -> None:
    attempt(LetterIssuance, radicado_id, issue)


@shared_task
def issue_pending_documents() -> None:
    sweep(LetterIssuance)
