"""The parts of a running portal are watched: one that dies is started again, and people are told.

Nothing that one part does ends the portal. One that keeps dying is told once, with its reason and its log;
it is tried again after ever longer waits, and once it stays up that is told, too.
"""

import re
import time
from collections.abc import Callable

from inm_portal.embedded import revive
from inm_portal.embedded.daemon import Daemon
from inm_portal.processes import Process
from machine.needs import sentence

LONGEST_WAIT_SECONDS = 30
STEADY_SECONDS = 15  # a worker needs a few to find out that it can't work
LONGEST_REASON = 300  # characters


class ServerPart:
    """An embedded server, watched like a process of the portal's own."""

    def __init__(self, server: Daemon):
        self.name, self.log, self._server = server.name, server.log, server

    def is_dead(self) -> bool:
        return not self._server.is_running()

    def start(self) -> None:
        revive(self._server)

    def reason(self) -> str:
        return "dejó de correr"


class Watch:
    """One part, how often it died of late, and when it is tried again."""

    def __init__(self, part: Process | ServerPart, report: Callable[[str], None]):
        self._part = part
        self._report = report
        self._started_at = time.monotonic()
        self._wait = 0.0
        self._is_waiting = False
        self._told = ""

    def look(self) -> None:
        """Start the part again if it died and its time has come; called again and again."""
        now = time.monotonic()
        if self._is_waiting and now < self._started_at + self._wait:
            return
        if self._is_waiting:
            self._is_waiting, self._started_at = False, now
            try:
                self._part.start()
            except OSError as error:
                self._note_death(sentence(error), lived=0)
            except Exception as error:
                self._note_death(str(error), lived=0)
        elif self._part.is_dead():
            self._note_death(self._part.reason(), lived=now - self._started_at)
        elif self._told and now - self._started_at >= STEADY_SECONDS:
            self._told = ""
            self._report(f"«{self._part.name}» está otra vez en marcha.")

    def _note_death(self, reason: str, *, lived: float) -> None:
        is_the_first = lived >= STEADY_SECONDS or not self._wait
        self._wait = 1.0 if is_the_first else min(self._wait * 2, LONGEST_WAIT_SECONDS)
        self._started_at = time.monotonic()
        self._is_waiting = True
        reason = reason[:LONGEST_REASON].rstrip(".")
        # One that was killed may then fail to start for another reason; times and process ids make none.
        if (kind := re.sub(r"\d", "", reason)) != self._told:
            self._told = kind
            self._report(
                f"«{self._part.name}» terminó ({reason}); se inicia de nuevo. Su registro: {self._part.log}"
            )
