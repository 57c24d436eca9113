"""Rows that are work to do: claimed by a short lease, retried with back-off, parked when they keep failing.

The row is the queue and Celery only its doorbell: whatever is lost on the way, a sweep finds it here.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

WORKER_DIED = "El proceso que la atendía terminó sin dar razón."


class LeasedWorkQuerySet(models.QuerySet):
    def pending(self):
        """Not done and not parked."""
        return self.filter(done_at__isnull=True, parked_at__isnull=True)

    def due(self, at: datetime):
        """Pending, its back-off over, and in nobody's hands."""
        return self.pending().filter(
            Q(lease_until__isnull=True) | Q(lease_until__lte=at), next_attempt_at__lte=at
        )

    def claim(self, pk):
        """Take the row for one attempt and return it, or None when there is nothing to do.

        No lock is held meanwhile: the lease of a worker that dies runs out by itself.
        """
        work = self._leased(pk, timezone.now())
        if work and work.attempts > settings.WORK_MAX_ATTEMPTS:
            work.fail(WORKER_DIED)
            return None
        return work

    @transaction.atomic
    def _leased(self, pk, at: datetime):
        # Locked before it is changed: an UPDATE that joins would judge the row as it was before another's.
        work = self.due(at).select_for_update(of=["self"], skip_locked=True).filter(pk=pk).first()
        if work:
            work.attempts += 1
            work.lease_until = at + timedelta(seconds=settings.WORK_LEASE_SECONDS)
            work.save(update_fields=["attempts", "lease_until"])
        return work


class LeasedWork(models.Model):
    attempts = models.PositiveSmallIntegerField("intentos", default=0)
    next_attempt_at = models.DateTimeField("próximo intento", default=timezone.now)
    lease_until = models.DateTimeField("en proceso hasta", null=True, blank=True)
    last_error = models.TextField("último error", blank=True)
    parked_at = models.DateTimeField("detenida desde", null=True, blank=True)
    done_at = models.DateTimeField("terminada", null=True, blank=True)

    objects = LeasedWorkQuerySet.as_manager()

    class Meta:
        abstract = True

    def complete(self) -> None:
        """Record that the work is done."""
        self.done_at = timezone.now()
        self.lease_until = None
        self.last_error = ""
        self.save(update_fields=["done_at", "lease_until", "last_error"])

    def fail(self, error: str) -> None:
        """Record a failed attempt: try again later, or park after WORK_MAX_ATTEMPTS."""
        now = timezone.now()
        self.lease_until = None
        self.last_error = error
        if self.attempts >= settings.WORK_MAX_ATTEMPTS:
            self.parked_at = now
        self.next_attempt_at = now + self.back_off()
        self.save(update_fields=["lease_until", "last_error", "parked_at", "next_attempt_at"])

    def back_off(self) -> timedelta:
        """The wait after this many attempts: doubling, up to WORK_BACKOFF_MAX_SECONDS."""
        seconds = settings.WORK_BACKOFF_SECONDS * 2 ** max(self.attempts - 1, 0)
        return timedelta(seconds=min(seconds, settings.WORK_BACKOFF_MAX_SECONDS))

    def retry(self) -> None:
        """Start anew, at once: no attempts counted, not parked."""
        self.attempts = 0
        self.parked_at = None
        self.lease_until = None
        self.next_attempt_at = timezone.now()
        self.save(update_fields=["attempts", "parked_at", "lease_until", "next_attempt_at"])
