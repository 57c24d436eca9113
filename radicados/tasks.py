"""What the workers do. Every task takes a key, claims its row, and is safe to repeat."""

import logging

from celery import shared_task
from django.db import DatabaseError

from radicados.issuing import NothingToSealError, issue
from radicados.models import LetterIssuance, Notice
from radicados.notices import send

logger = logging.getLogger(__name__)

SWEEP_LIMIT = 200


@shared_task
def issue_document(radicado_id: str) -> None:
    """Render, sign and seal one letter."""
    _attempt(LetterIssuance, radicado_id, issue)


@shared_task
def send_notice(notice_id: str) -> None:
    """Send one mail."""
    _attempt(Notice, notice_id, send)


@shared_task
def issue_pending_documents() -> None:
    """Ring again for every letter that is due: lost rings, dead workers, ended back-offs."""
    _sweep(LetterIssuance, issue_document)


@shared_task
def send_pending_notices() -> None:
    """The same for mails."""
    _sweep(Notice, send_notice)


def _attempt(model, pk, act) -> None:
    work = model.objects.claim(pk)
    if work is None:
        return
    try:
        act(work)
    except NothingToSealError:
        logger.info("radicado %s needs no letter any more", work.radicado.number)
    except Exception as error:  # whatever went wrong must become a visible state with a way to retry
        logger.exception("%s of radicado %s failed", model.__name__, work.radicado.number)
        _record_failure(work, _reason(error))


def _reason(error: Exception) -> str:
    """What the staff reads. Of a database error only its first line: the rest quotes the row's data."""
    diagnostics = getattr(error.__cause__, "diag", None) if isinstance(error, DatabaseError) else None
    return f"{type(error).__name__}: {diagnostics.message_primary if diagnostics else error}"


def _record_failure(work, error: str) -> None:
    try:
        work.fail(error)
    except DatabaseError:
        # The lease runs out by itself and the sweep finds the row again.
        logger.exception("failure of radicado %s not recorded", work.pk)


def _sweep(model, task) -> None:
    for pk in model.objects.due().values_list("pk", flat=True)[:SWEEP_LIMIT]:
        task.delay(str(pk))
