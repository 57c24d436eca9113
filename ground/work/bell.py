"""The bell that tells the workers of a row that waits, without making anybody wait for the broker.

A ring that is lost costs nothing but time: the row is the queue, and the sweep finds it. It names the task
instead of importing it: whoever owes work needs nothing of what the work is done with.
"""

import logging
import os
import threading
from functools import cache
from queue import Full, Queue

from celery import current_app

logger = logging.getLogger(__name__)

# Bounded, since a broker that does not answer may keep the bell waiting.
_rings: Queue[tuple[str, str]] = Queue(maxsize=1_000)


def ring(task: str, pk: object) -> None:
    """Have the task of that name sent with the row's key, soon, by another thread; never raises."""
    _start_ringing(os.getpid())
    try:
        _rings.put_nowait((task, str(pk)))
    except Full:
        logger.warning("too many rings wait: none for %s %s", task, pk)


@cache
def _start_ringing(process_id: int) -> None:
    """Each process has one thread that rings: a new one for each ring would cost twice as much."""
    threading.Thread(target=_ring_on, name="bell", daemon=True).start()


def _ring_on() -> None:
    while True:
        task, pk = _rings.get()
        try:
            current_app.send_task(task, [pk])
        except Exception as error:  # the thread must outlive whatever a broker does
            logger.warning("no broker to ring for %s %s: %s", task, pk, error)
