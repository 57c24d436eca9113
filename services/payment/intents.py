"""What becomes of an attempt to pay online, from what the bank says of it in whatever order: pure."""

from datetime import datetime, timedelta

from django.db import models

from services.payment.port import Verdict


class IntentState(models.TextChoices):
    """APPROVED is for good. REJECTED, EXPIRED and FAILED are what the portal believes: an approval of the bank that
    comes later is true all the same."""

    CREATED = "creada", "Abriéndose en el banco"
    AT_BANK = "en_banco", "En el banco"
    PENDING = "pendiente", "Pendiente en el banco"
    APPROVED = "aprobada", "Aprobada"
    REJECTED = "rechazada", "Rechazada por el banco"
    EXPIRED = "vencida", "Venció sin pagarse"
    FAILED = "fallida", "No se abrió en el banco"


LIVE = frozenset({IntentState.CREATED, IntentState.AT_BANK, IntentState.PENDING})
_HEARD = {
    Verdict.PENDING: IntentState.PENDING,
    Verdict.APPROVED: IntentState.APPROVED,
    Verdict.REVERSED: IntentState.APPROVED,  # it was approved; the money that goes back is another matter
    Verdict.REJECTED: IntentState.REJECTED,
    Verdict.EXPIRED: IntentState.EXPIRED,
}
# When the bank is asked for what it has not said, since the intent was opened; silence is never a no.
QUESTIONS = (timedelta(minutes=30), *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 24, 48, 72)))


def absorb(state: IntentState, verdict: Verdict) -> IntentState:
    """The state after the bank said that: only an approval changes what has ended."""
    heard = _HEARD[verdict]
    return heard if state in LIVE or heard is IntentState.APPROVED else state


def next_question(opened_at: datetime, *, asked: int) -> datetime | None:
    """When it is asked for the next time, None once the portal gives up and somebody has to look."""
    return opened_at + QUESTIONS[asked] if asked < len(QUESTIONS) else None
