"""From the commit of a filing until its signed letter can be read, and what the worker's memory does.

A real worker as `run_portal` starts it, a real broker; three sectors, 18 people and 12 items a letter, mail
included. First one request after another, each waiting for its letter; then many in a row.
"""

import time

import psutil

from radicados.models import SignedLetter
from tests.benchmarks import room
from tests.benchmarks.percentiles import percentiles

EARLY_LETTERS, LATER_LETTERS = 100, 900
POLL_SECONDS = 0.002


def _seconds_to_letter() -> float:
    """File one request and wait for its letter, as its filer does."""
    radicado = room.file(room.draft())
    began = time.monotonic()
    letter = SignedLetter.objects.filter(pk=radicado.pk)
    room.wait(letter.exists, pause=POLL_SECONDS)
    return time.monotonic() - began


def _issue_many(count: int) -> None:
    """File that many and wait until all their letters are issued."""
    already = SignedLetter.objects.count()
    for _ in range(count):
        room.file(room.draft())
    room.wait(lambda: SignedLetter.objects.count() == already + count, pause=0.1)


def _worker_megabytes() -> float:
    """Resident memory of the worker and its children, in MiB."""
    processes = psutil.Process().children(recursive=True)
    return sum(process.memory_info().rss for process in processes if "celery" in process.cmdline()) / 2**20


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Milliseconds from commit to letter, memory in MiB, and its growth as a ratio."""
    early, late = (40, 160) if is_quick else (EARLY_LETTERS, LATER_LETTERS)
    room.empty_broker()
    with room.running("worker"):
        _seconds_to_letter()
        latencies = percentiles([_seconds_to_letter() for _ in range(early // 2)])
        _issue_many(early // 2)
        early_megabytes = _worker_megabytes()
        _issue_many(late)
        megabytes = _worker_megabytes()
    memory = {"early_mb": early_megabytes, "late_mb": megabytes, "memory_growth": megabytes / early_megabytes}
    return {f"wait_{key}": value for key, value in latencies.items()} | memory
