"""The bell that tells the workers of a row that waits, without making anybody wait for the broker.

A ring that is lost costs nothing but time: the row is the queue, and the sweep finds it.
"""

import logging
import os
import threading
from functools import cache
from queue import Full, Queue

logger = logging.getLogger(__name__)

# Bounded, since a broker that does not answer may keep the bell waiting.
_rings: Queue = Queue(maxsize=1_000)


def ring(task, pk) -> None:
    """Have the task sent with the row's key, soon, by another thread; never raises."""
    _start_ringing(os.getpid())
    try:
        _rings.put_nowait((task, str(pk)))
    except Full:
        logger.warning("too many rings wait: none for %s %s", task.name, pk)


@cache
def _start_ringing(process_id: int) -> None:
    """Each process has one thread that rings: a new one for each ring would cost twice as much."""
    threading.Thread(target=_ring_on, name="bell", daemon=True).start()


def _ring_on() -> None:
    while True:
        _publish(*_rings.get())


def _publish(task, pk: str) -> None:
    try:
        task.delay(pk)
    except Exception as error:  # the thread must outlive whatever a broker does
        logger.warning("no broker to ring for %s %s: %s", task.name, pk, error)
