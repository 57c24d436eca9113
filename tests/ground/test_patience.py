"""How long anybody waits for a database that is slow, taken or mute."""

import time
from contextlib import closing

import psycopg2
import pytest
from django.db import OperationalError, connection, connections
from psycopg2 import extensions

from ground import patience
from tests import database
from tests.faults.wire import Wire


@pytest.fixture
def impatient(settings):
    """Within this test: a second for everything, two for a statement."""
    settings.DATABASE_CONNECT_SECONDS = settings.DATABASE_LOCK_SECONDS = settings.DATABASE_IDLE_SECONDS = 1
    options = connections.settings["default"]["OPTIONS"]
    before = options["options"]
    connection.close()
    patience.be_patient(statement_seconds=2)
    yield
    extensions.set_wait_callback(None)
    patience.silence.end()
    connection.close()
    options["options"] = before


@pytest.fixture
def wire(transactional_db):
    with Wire(database.url()) as wire:
        yield wire


def seconds_of(act, *arguments, error=psycopg2.OperationalError) -> float:
    """How long it takes to fail."""
    begun = time.monotonic()
    with pytest.raises(error):
        act(*arguments)
    return time.monotonic() - begun


def ask(server) -> None:
    with server.cursor() as cursor:
        cursor.execute("SELECT 1")


def test_server_that_falls_silent_is_waited_for_once(wire, impatient):
    with closing(psycopg2.connect(wire.url)) as first, closing(psycopg2.connect(wire.url)) as second:
        ask(first)
        wire.mute()
        assert 3.9 < seconds_of(ask, first) < 5  # a statement's two seconds, and two for the server to tell of it
        # The others, known or new, are spared.
        assert seconds_of(ask, second) < 0.1
        assert seconds_of(psycopg2.connect, wire.url) < 0.1
    # In a while one of them tries, alone; it is as patient as it takes to connect.
    patience.silence.until = time.monotonic()
    assert 0.9 < seconds_of(psycopg2.connect, wire.url) < 1.5
    wire.speak()
    patience.silence.until = time.monotonic()
    for _ in range(2):
        with closing(psycopg2.connect(wire.url)) as server:
            ask(server)


def test_page_waits_no_longer_than_it_may_in_all(wire, impatient):
    with closing(psycopg2.connect(wire.url)) as server, patience.page(0.3):
        wire.mute()
        assert seconds_of(ask, server) < 0.6
    assert not patience.silence.until  # who else asks is not told that the server is mute


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("SELECT pg_sleep(5)", "statement timeout"),
        ("SELECT pg_advisory_xact_lock(77)", "lock timeout"),
    ],
)
def test_what_is_slow_is_ended_by_the_server_and_the_others_go_on(wire, impatient, statement, reason):
    with closing(psycopg2.connect(wire.url)) as other, other.cursor() as holding:
        holding.execute("SELECT pg_advisory_xact_lock(77)")
        with connection.cursor() as cursor, pytest.raises(OperationalError, match=reason):
            cursor.execute(statement)
        ask(connection)


def test_transaction_that_does_nothing_is_ended(transactional_db, impatient):
    with closing(psycopg2.connect(**connection.get_connection_params())) as idle:
        ask(idle)
        time.sleep(1.3)
        assert seconds_of(ask, idle) < 0.1
