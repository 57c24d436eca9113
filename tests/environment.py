"""The environment of the tests, loaded by pytest (`-p`, in pyproject.toml) before anything reads it.

A run gets a folder of its own for everything that the portal keeps on disk. Servers named by DATABASE_URL
and REDIS_URL are used (as a separate test database and Redis database number 15); without them the
embedded ones start inside that folder.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

VAR_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
(VAR_DIR / "static").mkdir()  # WhiteNoise warns about a missing one

os.environ.update(
    DJANGO_SETTINGS_MODULE="inm_portal.settings",
    PORTAL_ENV="test",
    PORTAL_ENV_FILE=str(VAR_DIR / "portal.env"),
    PORTAL_VAR=str(VAR_DIR),
    # A worker that dies and a failure are made good within seconds.
    WORK_SWEEP_SECONDS="1",
    WORK_LEASE_SECONDS="5",
    WORK_BACKOFF_SECONDS="1",
)
django.setup()
