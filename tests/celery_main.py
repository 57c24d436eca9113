"""Celery's command line in a process that begins with the portal loaded already: see `CeleryProcess`."""

import os
from pathlib import Path

from django.conf import settings

from inm_portal.celery import app

app.loader.import_default_modules()


def run(arguments: list[str], changes: dict[str, object], log: Path) -> None:
    """What `celery -A inm_portal …` does with some settings changed, its output at the end of the log."""
    for name, value in changes.items():
        setattr(settings, name, value)
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    app.start(arguments)
