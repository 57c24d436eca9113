"""The clock's hand that rings for sweeps."""

from typing import Any

from celery.beat import PersistentScheduler

from inm_portal.celery import SWEEPS, app

# So many messages wait only where no worker is taking any.
LONGEST_QUEUE = 100


class Clock(PersistentScheduler):
    """Celery's own; but while nobody takes what waits, it adds no more sweeps: one finds whatever all would.

    A sweep that expired instead would be thrown away by any worker whose clock is a few seconds ahead of this one's.
    """

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **options: Any) -> Any:
        if entry.task in SWEEPS and self._waiting(producer or self.producer) >= LONGEST_QUEUE:
            return None
        return super().apply_async(entry, producer=producer, advance=advance, **options)

    def _waiting(self, producer: Any) -> int:
        return producer.channel.client.llen(app.conf.task_default_queue)
