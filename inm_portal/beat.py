"""The clock's hand that rings for sweeps."""

import time
from typing import Any

from celery.beat import PersistentScheduler

from inm_portal.celery import SWEEPS, app
from inm_portal.watch.measures import GRAIN, note_clock

# So many messages wait only where no worker is taking any.
LONGEST_QUEUE = 100


class Clock(PersistentScheduler):
    """Celery's own; but while nobody takes what waits, it adds no more sweeps: one finds whatever all would.

    A sweep that expired instead would be thrown away by any worker whose clock is a few seconds ahead of this one's.
    Nor does it wait, when its own is put back, until that shows again the hour of what it rang for last.
    """

    noted_at = -GRAIN.total_seconds()

    def tick(self, *arguments: Any, **options: Any) -> Any:
        if time.monotonic() - self.noted_at > GRAIN.total_seconds():
            self.noted_at = time.monotonic()
            note_clock("scheduler")
        now = self.app.now()
        if ahead := [entry for entry in self.schedule.values() if entry.last_run_at > now]:
            for entry in ahead:
                entry.last_run_at = now
            self.populate_heap()
        return super().tick(*arguments, **options)

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **options: Any) -> Any:
        if entry.task in SWEEPS and self._waiting(producer or self.producer) >= LONGEST_QUEUE:
            return None
        return super().apply_async(entry, producer=producer, advance=advance, **options)

    def _waiting(self, producer: Any) -> int:
        return producer.channel.client.llen(app.conf.task_default_queue)
