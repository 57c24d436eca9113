"""Rows that are work to do: claimed by a short lease, retried with back-off, parked when they keep failing.

The row is the queue and Celery only its doorbell: whatever is lost on the way, a sweep finds it here. What is
parked asks for somebody's eyes, and is tried on and on meanwhile: it goes by itself once its cause is gone. Only
what no repetition can change, as the work itself says by `HopelessError`, waits for a person. All instants are
the database's: the clocks of web servers and workers need not agree.
"""

from datetime import timedelta
from functools import partial
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

from ground.work.bell import ring

# The fields that the work itself changes: what is to be done stays.
PROGRESS = ("attempts", "next_attempt_at", "lease_until", "last_error", "parked_at", "done_at")
WORKER_DIED = "El proceso que la atendía terminó sin dar razón."

Work = TypeVar("Work", bound="LeasedWork")


class HopelessError(Exception):
    """Trying again would end in the same way, until somebody changes what was asked for."""


class LeasedWorkQuerySet(models.QuerySet[Work]):
    def pending(self) -> Self:
        """Not done, however often it failed."""
        return self.filter(done_at__isnull=True)

    def stuck(self) -> Self:
        """Parked for a cause that may go away: something that the work needs does not work."""
        return self.pending().filter(parked_at__isnull=False, next_attempt_at__isnull=False)

    def oldest_due_seconds(self) -> float:
        """How long what has waited longest for a worker is due; 0.0 when nothing is."""
        age = self.due().order_by().aggregate(age=Now() - models.Min("next_attempt_at"))["age"]
        return max(age.total_seconds(), 0.0) if age else 0.0

    def idle(self) -> Self:
        """In nobody's hands: never taken, given back, or left by a worker whose lease ran out."""
        return self.filter(Q(lease_until__isnull=True) | _is_over("lease_until", settings.WORK_LEASE_SECONDS))

    def due(self) -> Self:
        """Pending, idle, and its back-off over, if it has one; what has waited longest comes first."""
        is_over = _is_over("next_attempt_at", settings.WORK_BACKOFF_MAX_SECONDS)
        return self.pending().idle().filter(is_over).order_by("next_attempt_at")

    def claim(self, pk: object) -> Work | None:
        """Take the row for one attempt and return it, or None when there is nothing to do.

        No lock is held meanwhile: the lease of a worker that dies runs out by itself.
        """
        work = self._leased(pk)
        if work and work.is_left and work.attempts > settings.WORK_MAX_ATTEMPTS:
            work.fail(WORKER_DIED)
            return None
        return work

    @transaction.atomic
    def _leased(self, pk: object) -> Work | None:
        # Locked before it is changed: an UPDATE that joins would judge the row as it was before another's.
        free = self.due().annotate(now=Now()).select_for_update(of=["self"], skip_locked=True)
        work = free.filter(pk=pk).first()
        if work:
            work.is_left = work.lease_until is not None
            work.attempts += 1
            work.lease_until = work.now + timedelta(seconds=settings.WORK_LEASE_SECONDS)
            work.save(update_fields=["attempts", "lease_until"])
        return work  # type: ignore[return-value]  # to the stubs it is of no subclass


def _is_over(field: str, longest: int) -> Q:
    """That the instant has come, or is farther than the longest wait: then a wrong clock set it."""
    return Q(**{f"{field}__lte": Now()}) | Q(**{f"{field}__gt": Now() + timedelta(seconds=longest)})


class LeasedWork(models.Model):
    """One row of work, done by the task that its class names, which takes the row's key."""

    task: ClassVar[str]
    is_left = False  # by a worker that died with it

    attempts = models.PositiveIntegerField("intentos", default=0)
    next_attempt_at = models.DateTimeField("próximo intento", null=True, blank=True, db_default=Now())
    lease_until = models.DateTimeField("en proceso hasta", null=True, blank=True)
    last_error = models.TextField("último error", blank=True)
    parked_at = models.DateTimeField("detenida desde", null=True, blank=True)
    done_at = models.DateTimeField("terminada", null=True, blank=True)

    objects = LeasedWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    def ring(self) -> None:
        """Tell the workers of the row once the transaction has committed."""
        transaction.on_commit(partial(ring, self.task, self.pk))

    def complete(self, **made: Any) -> None:
        """Record that the work is done, and the fields that it made, whoever holds the lease by now."""
        self._undone().update(done_at=Now(), lease_until=None, last_error="", **made)

    def fail(self, error: str, *, is_hopeless: bool = False) -> bool:
        """Record a failed attempt: parked after WORK_MAX_ATTEMPTS, or at once when it is hopeless; tried again
        later, unless it is.

        False, and nothing is recorded, when the lease of this attempt is no longer ours: somebody else
        has taken the row, or finished it.
        """
        is_parked = is_hopeless or self.attempts >= settings.WORK_MAX_ATTEMPTS
        recorded = self._undone().filter(lease_until=self.lease_until)
        return bool(
            recorded.update(
                lease_until=None,
                last_error=error,
                parked_at=Coalesce("parked_at", Now()) if is_parked else None,
                next_attempt_at=None if is_hopeless else Now() + self.back_off(),
            )
        )

    def back_off(self) -> timedelta:
        """The wait after this many attempts: doubling, up to WORK_BACKOFF_MAX_SECONDS."""
        seconds = settings.WORK_BACKOFF_SECONDS * 2 ** max(self.attempts - 1, 0)
        return timedelta(seconds=min(seconds, settings.WORK_BACKOFF_MAX_SECONDS))

    def retry(self) -> bool:
        """Start anew, at once: no attempts counted, not parked. False when it is done or under way."""
        idle = self._undone().idle()
        is_retried = idle.update(attempts=0, parked_at=None, lease_until=None, next_attempt_at=Now())
        if is_retried:
            self.ring()
        return bool(is_retried)

    def _undone(self) -> LeasedWorkQuerySet["LeasedWork"]:
        return type(self).objects.filter(pk=self.pk, done_at=None)
