"""Other processes of a test: what they start with, whether they still run, and what they bring about."""

import os
import time
from collections.abc import Callable

import psutil

OURS = ("PORTAL_", "DATABASE_URL", "REDIS_URL")


def clean_environment() -> dict[str, str]:
    """This run's, without what it says of the portal."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def eventually(condition: Callable[[], bool], seconds: float = 40) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_alive(process: psutil.Process) -> bool:
    """Not one that is over, and that its heir (the system's first process) has not yet noticed."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
