"""The parts of a running portal are watched: one that dies is started again, and people are told.

Nothing that one part does ends the portal. One that keeps dying is told once, with its reason and its log;
it is tried again after ever longer waits, and once it stays up that is told, too.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from inm_portal.embedded import Server, revive
from machine.needs import sentence

LONGEST_WAIT_SECONDS = 30
STEADY_SECONDS = 15  # a worker needs a few to find out that it can't work
LONGEST_REASON = 300  # characters


class Part(Protocol):
    """Something that runs beside the others."""

    name: str
    log: Path

    def is_dead(self) -> bool: ...

    def start(self) -> None:
        """Start it again; raises an error whose text is the reason why not."""

    def reason(self) -> str:
        """Why it died, in words that end a sentence."""


class ServerPart:
    """An embedded server as a part."""

    def __init__(self, server: Server):
        self.name = server.name
        self.log = server.log
        self._server = server

    def is_dead(self) -> bool:
        return not self._server.is_running()

    def start(self) -> None:
        revive(self._server)

    def reason(self) -> str:
        return "dejó de correr"


class Watch:
    """One part, how often it died of late, and when it is tried again."""

    def __init__(self, part: Part, report: Callable[[str], None]):
        self._part = part
        self._report = report
        self._started_at = time.monotonic()
        self._wait = 0.0
        self._is_waiting = False
        self._told = ""

    def look(self) -> None:
        """Start the part again if it died and its time has come; called again and again."""
        now = time.monotonic()
        if self._is_waiting:
            if now >= self._started_at + self._wait:
                self._try_again()
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

    def _try_again(self) -> None:
        self._is_waiting = False
        self._started_at = time.monotonic()
        try:
            self._part.start()
        except OSError as error:
            self._note_death(sentence(error), lived=0)
        except Exception as error:
            self._note_death(str(error), lived=0)
