"""On the path of a portal whose parts are to have clocks of their own: each starts with `clock.c` preloaded.

`SKEW_LIBRARY` is where that was compiled to, and `SKEW_FOLDER` has one file a part, which tells its clock. libfaketime
would do for PostgreSQL; under it, Python's sleeps do not end.
"""

import os
import subprocess
from typing import Any

# By a word of the command that starts it.
PARTS = {"/postgres": "PostgreSQL", "gunicorn": "web", "worker": "worker", "beat": "beat"}
plainly = subprocess.Popen.__init__


def started(self: Any, command: Any, *arguments: Any, **options: Any) -> None:
    words = [str(word) for word in command]
    if part := next((part for end, part in PARTS.items() if any(word.endswith(end) for word in words)), ""):
        own = {"LD_PRELOAD": os.environ["SKEW_LIBRARY"], "SKEW_FILE": f"{os.environ['SKEW_FOLDER']}/{part}"}
        options["env"] = dict(options.get("env") or os.environ) | own
    plainly(self, command, *arguments, **options)


subprocess.Popen.__init__ = started  # type: ignore[method-assign]
