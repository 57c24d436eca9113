"""Whether a process that somebody else started still runs."""

import psutil


def is_alive(process: psutil.Process) -> bool:
    """Not one that is over, and that its heir (the system's first process) has not yet noticed."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
