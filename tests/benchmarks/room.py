"""Where the benchmarks work: a database of their own, created and dropped, with rows like production's."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from inm_portal.management.commands.run_portal import portal_processes
from inm_portal.processes import stopped_together
from radicados.models import Radicado
from radicados.tasks import issue_document
from requests_oec.filing import file_request
from requests_oec.models import OecRequest
from tests.factories import ANSWERS, POSTED, OecRequestFactory, SignatoryFactory

DATABASE_NAME = "portal_bench"
REDIS_NUMBER = 14
PATIENCE_SECONDS = 30


@contextmanager
def opened() -> Iterator[None]:
    """The database with the portal's reference data, a signatory and a demonstration key, while it lasts."""
    _choose_own_places()
    server_database = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_reference_data")
        call_command("create_demo_pki", verbosity=0)
        SignatoryFactory()
        yield
    finally:
        empty_broker()
        connections.close_all()
        connection.creation.destroy_test_db(server_database, verbosity=0)


def _choose_own_places() -> None:
    """Nobody's data but our own: in this process, and by the settings in those that it starts."""
    connection.settings_dict["TEST"]["NAME"] = DATABASE_NAME
    settings.DATABASE_URL = _with_path(settings.DATABASE_URL, DATABASE_NAME)
    settings.REDIS_URL = settings.CELERY_BROKER_URL = _with_path(settings.REDIS_URL, REDIS_NUMBER)
    settings.CACHES["default"]["LOCATION"] = settings.REDIS_URL
    # Nobody logs in by password here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _with_path(url: str, path) -> str:
    return urlsplit(url)._replace(path=f"/{path}").geturl()


def empty_broker() -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.flushdb()


@contextmanager
def running(name: str) -> Iterator[None]:
    """One of the processes that `run_portal` starts (web, worker or beat), with the same options."""
    (settings.VAR_DIR / "log").mkdir(exist_ok=True)
    (process,) = [process for process in portal_processes() if process.name == name]
    with stopped_together([process]):
        process.start()
        yield


def draft(*, staff: int = 18, items: int = 12) -> OecRequest:
    """A laboratory's complete draft with three sectors."""
    return OecRequestFactory(
        typed=POSTED, complete=True, complete__staff=staff, complete__items=items, complete__sectors=3
    )


def file(draft: OecRequest) -> Radicado:
    """File a draft through the same door as the page's button."""
    return file_request(
        legal_basis=draft.legal_basis,
        user=draft.applicant,
        answers=ANSWERS,
        filed_from="127.0.0.1",
        check=lambda draft: None,
    )


def issued(draft: OecRequest) -> Radicado:
    """File a draft and issue its letter in this process, by the worker's own task."""
    radicado = file(draft)
    issue_document(str(radicado.pk))
    radicado.refresh_from_db()
    if not radicado.issued_at:
        raise RuntimeError(radicado.issuance.last_error)
    return radicado


def wait(is_done: Callable[[], bool], *, pause: float) -> None:
    """Ask every `pause` seconds until it is done; raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not done within {PATIENCE_SECONDS} s; see {settings.VAR_DIR / 'log'}")
        time.sleep(pause)
