"""The test room: real servers, real tools, and nothing forgiven (its environment is tests/environment.py)."""

import gc
import os
import sys
from functools import cache
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import WSGIRequestHandler
from django.template import engines
from django.template.base import Template
from django.template.context import Context
from django.test import TransactionTestCase
from django.test.client import ClientHandler
from django.test.signals import template_rendered
from playwright.sync_api import Browser

from accounts.models import User
from machine import packages
from tests import database
from tests.browser import Chromium, assert_accessible, watched_page
from tests.celery_processes import CeleryProcess
from tests.factories import SignatoryFactory, laboratory_user
from tests.forked import Forker
from tests.staff import verified

pytest_plugins = ["tests.tariff_editions"]

CHROMIUM = Chromium()
# What takes a process of the portal longest to load and asks for no settings.
LIBRARIES = (
    "celery.apps.worker",
    "celery.bin.celery",
    "django.contrib.postgres.search",
    "django.db.backends.postgresql.base",
    "django.views.generic",
    "import_export.formats.base_formats",
    "kombu.transport.redis",
    "phonenumbers",
    "pyhanko.sign.signers",
    "reportlab.platypus",
    "simple_history.models",
)
# Fixtures that start a process of the portal or of a server.
STARTING = {"celery_worker", "celery_beat", "clamav", "fresh_python"}


def pytest_configure() -> None:
    engines["django"].engine.string_if_invalid = UnknownVariable("%s")
    # The live server writes head and body apart: the body would wait 40 ms until the head is acknowledged.
    WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_sessionstart() -> None:
    """Missing tools fail the run: a signature that nobody checked is not a test passed."""
    if missing := packages.missing():
        raise pytest.UsageError(packages.told(missing))


def pytest_itemcollected(item: pytest.Item) -> None:
    if "browser" in item.fixturenames:
        item.add_marker("browser")
    if STARTING & set(item.fixturenames):
        item.add_marker("processes")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those with a browser come last, so that it starts once; of each kind the long ones come first, so that
    nobody is left alone with one."""
    items.sort(key=lambda item: (_has_browser(item), not _is_long(item)))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: the garbage collector need not look at it again and again.

    Nor so often at what comes and goes: most of it goes by itself.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    if nextitem is None or not _has_browser(nextitem):
        CHROMIUM.close()


def _has_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


def _is_long(item: pytest.Item) -> bool:
    return any(map(item.get_closest_marker, ("processes", "thorough")))


@pytest.fixture(scope="session", autouse=True)
def _rendering_told_of_pages(django_test_environment):
    """Tests ask what a page was given; nobody asks it of each of its hundreds of controls and pieces."""
    Template._render = _render
    # As in inm_portal/wsgi.py, and for the same reason.
    ClientHandler.__call__.__code__ = ClientHandler.__call__.__code__.replace(co_stacksize=14_000)


def _render(template: Template, context: Context) -> str:
    if context.template is template and not (template.name or "").startswith(("django/forms/", "ui/")):
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


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


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Every test finds the reference data, tariffs aside, and nothing else: see tests/database.py."""
    TransactionTestCase._fixture_teardown = database.put_back
    # A new connection after each test would know no table and no plan yet: most of the cost of putting back.
    TransactionTestCase._should_reload_connections = lambda case: False
    with django_db_blocker.unblock():
        database.prepare()


# --- Data ----------------------------------------------------------------------------------------------
@pytest.fixture(autouse=True)
def _empty_redis(request):
    """Tests with a database start without queued tasks and without counted attempts."""
    if "django_db" in request.keywords or {"db", "transactional_db"} & set(request.fixturenames):
        _redis().flushdb()


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL)


@pytest.fixture
def reference_data(db):
    """The rows that the portal ships with, tariffs aside."""


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
def process_environment(transactional_db) -> dict[str, str]:
    """The environment of another process of the portal on the test database."""
    return {**os.environ, "DATABASE_URL": database.url(), "REDIS_URL": settings.REDIS_URL}


@pytest.fixture
def celery_worker(process_environment, pki, tmp_path):
    """A real worker on the test database, ready already: see `CeleryProcess`."""
    options = ["--pool=solo", "--without-gossip", "--without-mingle"]
    log = tmp_path / "worker.log"
    with CeleryProcess("worker", *options, env=process_environment, log=log) as worker:
        worker.start()
        yield worker


@pytest.fixture
def celery_beat(process_environment, tmp_path):
    """A real clock: sweeps every second."""
    options = ["--pidfile=", f"--schedule={tmp_path / 'schedule'}"]
    with CeleryProcess("beat", *options, env=process_environment, log=tmp_path / "beat.log") as beat:
        beat.start()
        yield beat


# --- Commands ------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def fresh_python():
    """`fresh_python.run` is `python` in a process that has yet to read its settings, but not to load much."""
    with Forker(*LIBRARIES, env={"PATH": os.environ["PATH"]}) as forker:
        yield forker


# --- Browser -------------------------------------------------------------------------------------------
@pytest.fixture
def browser() -> Browser:
    """The Chromium that serves all tests in a row."""
    return CHROMIUM.browser()


@pytest.fixture
def page(browser, live_server):
    """A page of 1280 × 900; like all of them it fails the test on script errors and blocked resources."""
    with watched_page(browser, live_server.url, width=1280, height=900) as page:
        yield page


@pytest.fixture
def timed_page(browser, live_server):
    """The same, to have a clock of its own (`page.clock`), which its context never loses again."""
    with watched_page(browser, live_server.url, is_kept=False, width=1280, height=900) as page:
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


@pytest.fixture
def undrawn(monkeypatch) -> None:
    """Pages are answered without being drawn: who opens what is for views to say, of hundreds of them."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda self, context=None, request=None: "—")
