"""The test room: real servers, real tools, and nothing forgiven (its environment is tests/environment.py)."""

import os
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.template import engines

from accounts.models import User
from inm_portal.staff_groups import grant
from tests.browser import CHROMIUM, assert_accessible, launched_chromium, watched_page
from tests.celery_processes import CeleryProcess
from tests.clamd import CLAMD
from tests.factories import SignatoryFactory, laboratory_user
from tests.staff import verified

# Command and the Debian/Ubuntu package that has it.
TOOLS = {
    CHROMIUM: "chromium",
    "pdfsig": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "zbarimg": "zbar-tools",
    "qpdf": "qpdf",
    CLAMD: "clamav-daemon",
}


TRIGGERS_AGAINST_TRUNCATE = """
    SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0
"""


def pytest_configure() -> None:
    settings.REDIS_URL = settings.CELERY_BROKER_URL = _test_redis_url()
    settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL
    engines["django"].engine.string_if_invalid = UnknownVariable("%s")


def pytest_sessionstart() -> None:
    """Missing tools fail the run: a signature that nobody checked is not a test passed."""
    missing = sorted(tool for tool in TOOLS if shutil.which(tool) is None)
    if missing:
        packages = " ".join(sorted({TOOLS[tool] for tool in missing}))
        raise pytest.UsageError(
            f"Faltan herramientas para las pruebas: {', '.join(missing)}. "
            f"Instálelas con: apt-get install {packages}"
        )


class UnknownVariable(str):
    """Django's `string_if_invalid`, raising wherever one of our templates names what does not exist.

    Django's own templates (the admin's) lean on missing variables and stay as they are.
    """

    def __mod__(self, variable) -> str:
        context = sys._getframe(1).f_locals["context"]
        origin = context.render_context.template.origin.name
        if Path(origin).is_relative_to(settings.BASE_DIR / "templates"):
            raise AssertionError(f"Unknown template variable «{variable}» in {origin}")
        return ""


def _test_redis_url() -> str:
    return urlsplit(settings.REDIS_URL)._replace(path="/15").geturl()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Reference data (tariffs aside) is loaded once: tests find it, until the first with real transactions.

    Those end by emptying the tables, which the database itself forbids.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(TRIGGERS_AGAINST_TRUNCATE)
        for table, trigger in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        call_command("load_reference_data", without_tariffs=True, verbosity=0)


# --- Data ----------------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _empty_redis(request):
    """Tests with a database start without queued tasks and without counted attempts."""
    if "django_db" in request.keywords or {"db", "transactional_db"} & set(request.fixturenames):
        with redis.Redis.from_url(settings.REDIS_URL) as client:
            client.flushdb()


@pytest.fixture
def reference_data(db):
    """The rows that the portal ships with, tariffs aside; tests with real transactions begin without."""
    if not Group.objects.exists():
        call_command("load_reference_data", without_tariffs=True, verbosity=0)
        grant(apps)


@pytest.fixture
def admin_client(client, admin_user):
    """A superuser with both factors."""
    return verified(client, admin_user)


@pytest.fixture
def laboratory(reference_data) -> User:
    """Somebody who acts for a laboratory, in a portal that is ready to file."""
    SignatoryFactory()
    return laboratory_user()


@pytest.fixture(scope="session")
def pki() -> Path:
    """The folder of a demonstration PKI; the settings point there already, workers' too."""
    call_command("create_demo_pki", verbosity=0)
    return settings.PKI_DIR


# --- Workers -------------------------------------------------------------------------------------------
@pytest.fixture
def celery_worker(transactional_db, pki, tmp_path):
    """A real worker on the test database, answering already: see `CeleryProcess`."""
    with _celery("worker", "--pool=solo", "--without-gossip", "--without-mingle", log=tmp_path) as worker:
        worker.start()
        yield worker


@pytest.fixture
def celery_beat(transactional_db, tmp_path):
    """A real clock: sweeps every second."""
    with _celery("beat", "--pidfile=", f"--schedule={tmp_path / 'schedule'}", log=tmp_path) as beat:
        beat.start()
        yield beat


@pytest.fixture
def process_environment(transactional_db) -> dict[str, str]:
    """The environment of another process of the portal on the test database."""
    return _environment()


def _environment() -> dict[str, str]:
    database_url = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}")
    return {**os.environ, "DATABASE_URL": database_url.geturl(), "REDIS_URL": settings.REDIS_URL}


def _celery(kind: str, *options: str, log: Path) -> CeleryProcess:
    return CeleryProcess(kind, *options, env=_environment(), log=log / f"{kind}.log")


# --- Browser -------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def browser():
    """One Chromium for each file of tests; in the other files no event loop of its own disturbs anybody."""
    with launched_chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser, live_server):
    """A page of 1280 × 900; like all of them it fails the test on script errors and blocked resources."""
    with watched_page(browser, live_server.url, width=1280, height=900) as page:
        yield page


@pytest.fixture
def phone_page(browser, live_server):
    """A page of 360 × 740, by touch."""
    with watched_page(browser, live_server.url, width=360, height=740, has_touch=True) as page:
        yield page


@pytest.fixture
def no_script_page(browser, live_server):
    """A page of 1280 × 900 with JavaScript off."""
    with watched_page(browser, live_server.url, width=1280, height=900, java_script_enabled=False) as page:
        yield page


@pytest.fixture
def axe():
    """`axe(page)` asserts that axe-core finds nothing to object to."""
    return assert_accessible
