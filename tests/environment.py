"""The environment of the tests, loaded by pytest (`-p`, in pyproject.toml) before anything reads it.

A run has one folder, and in it each of pytest-xdist's workers a folder of its own for everything that the
portal keeps on disk. Servers named by DATABASE_URL and REDIS_URL are shared: each worker has a test database
and a Redis number of its own there. Without them each has its own embedded pair, in its folder. The process
that hands out the tests, or that runs them all by itself, shares what the first worker has.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import django

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
if "PORTAL_TEST_RUN" not in os.environ:  # the run's first process; the others inherit it
    os.environ["PORTAL_TEST_RUN"] = tempfile.mkdtemp(prefix="portal-tests-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_TEST_RUN"], ignore_errors=True)
RUN_DIR = Path(os.environ["PORTAL_TEST_RUN"])
VAR_DIR = RUN_DIR / WORKER
(VAR_DIR / "static" / "files").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns about a missing one
if "REDIS_URL" in os.environ:  # from the last number down: the first is the portal's
    number = 15 - int(WORKER.removeprefix("gw"))
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()
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
