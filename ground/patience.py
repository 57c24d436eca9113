"""How long a process waits for the database, so that one that does not answer keeps nobody waiting.

PostgreSQL's own limits end what is slow, and none of them ends anything while the server itself is mute: stopped, or
behind a network that drops what it is sent. So we wait for it by a clock of our own, in psycopg2's wait callback; that
holds on a Unix socket, too, where TCP has no say. Whoever has waited in vain spares the others the same: they are
refused at once, and every few moments one of them is let through to see.
"""

import select
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg2
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg2 import extensions

MUTE = "the database does not answer"
# What the server ends by itself, it must have time to tell us.
MARGIN_SECONDS = 2
# After that long in silence, one who asks is let through again.
SILENCE_SECONDS = 2
_READY = (extensions.STATUS_READY, extensions.STATUS_BEGIN, extensions.STATUS_PREPARED)
_AWAITED = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}

# The seconds that the page which is being made may still wait; None where nobody waits for one.
_left: ContextVar[list[float] | None] = ContextVar("left", default=None)


@dataclass
class Silence:
    """Until when nobody else need ask a server that did not answer."""

    until: float = 0.0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def must_be_kept(self, longest: float) -> bool:
        """Whether to refuse; whoever may pass, once it is over, is the only one for as long as they may wait."""
        with self._lock:
            if not self.until:
                return False
            is_on = time.monotonic() < self.until
            if not is_on:
                self.until = time.monotonic() + longest
            return is_on

    def begin(self) -> None:
        self.until = time.monotonic() + SILENCE_SECONDS

    def end(self) -> None:
        self.until = 0.0


silence = Silence()


def be_patient(*, statement_seconds: int) -> None:
    """From now on, in this process: what it connects to the database with, and how it waits for it."""
    limits = {
        "statement_timeout": statement_seconds,
        "lock_timeout": settings.DATABASE_LOCK_SECONDS,
        "idle_in_transaction_session_timeout": settings.DATABASE_IDLE_SECONDS,
    }
    asked = " ".join(f"-c {name}={seconds * 1000}" for name, seconds in limits.items())
    options = connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"]
    options["options"] = f"{options['options']} {asked}"  # of what is said twice, the last holds

    def wait(connection: Any) -> None:
        is_asked = connection.status in _READY
        _wait(connection, statement_seconds + MARGIN_SECONDS if is_asked else settings.DATABASE_CONNECT_SECONDS)

    extensions.set_wait_callback(wait)


@contextmanager
def page(seconds: float) -> Iterator[None]:
    """All that the page made inside may wait for the database, however often it asks."""
    token = _left.set([seconds])
    try:
        yield
    finally:
        _left.reset(token)


def _wait(connection: Any, longest: float) -> None:
    """Until the server has answered; raises OperationalError, which closes the connection."""
    if silence.must_be_kept(longest):
        raise psycopg2.OperationalError(MUTE)
    left = _left.get() or [longest]
    begun, patience, has_answered = time.monotonic(), min(longest, left[0]), True
    try:
        has_answered = _answers(connection, begun + patience)
    finally:
        left[0] -= time.monotonic() - begun
        if has_answered:  # with an error, perhaps
            silence.end()
        elif patience == longest or silence.until:  # not when it was only the page that had no more time
            silence.begin()
    if not has_answered:
        raise psycopg2.OperationalError(MUTE)


def _answers(connection: Any, deadline: float) -> bool:
    while (state := connection.poll()) != extensions.POLL_OK:
        poller = select.poll()
        poller.register(connection.fileno(), _AWAITED[state])
        if not poller.poll(max(deadline - time.monotonic(), 0) * 1000):
            return False
    return True
