"""On the path of a portal whose PostgreSQL is to have a clock of its own: it starts with libfaketime.

`SKEW_FILE` is where its clock is told from, `SKEW_LIBRARY` the library. Python itself does not run under it: its sleeps
do not end.
"""

import os
import subprocess
from typing import Any

OWN = {
    "LD_PRELOAD": os.environ.get("SKEW_LIBRARY", ""),
    "FAKETIME_TIMESTAMP_FILE": os.environ.get("SKEW_FILE", ""),
    "FAKETIME_NO_CACHE": "1",
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
}
plainly = subprocess.Popen.__init__


def started(self: Any, command: Any, *arguments: Any, **options: Any) -> None:
    if any(str(word).endswith("/postgres") for word in command):
        options["env"] = dict(options.get("env") or os.environ) | OWN
    plainly(self, command, *arguments, **options)


subprocess.Popen.__init__ = started  # type: ignore[method-assign]
