"""A web process whose database falls silent, and one before which hundreds dawdle."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from inm_portal import serving
from tests import database
from tests.faults.visitor import ask
from tests.faults.wire import Wire
from tests.running import eventually
from tests.served import served

pytestmark = pytest.mark.processes

PAGES = ("/", "/noticias/", "/tarifas/")
STATIC = Path(settings.STATIC_ROOT) / "here.txt"
DAWDLERS = 200
# What does not go on, as it may begin.
BEGINNINGS = {
    "nothing": b"",
    "half a head": b"POST /pqrsd/radicar/ HTTP/1.1\r\nHost: localhost\r\nX-A: ",
    "half a body": b"POST /pqrsd/radicar/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nkind=",
    "half a chunk": b"POST /salud/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\nabc",
}


@pytest.fixture
def wire(process_environment):
    with Wire(database.url()) as wire:
        yield wire


@pytest.fixture
def port(process_environment, wire, tmp_path):
    """Of a process with two threads that is less patient than in an installation."""
    env = process_environment | {"DATABASE_URL": wire.url, "DATABASE_STATEMENT_SECONDS": "1"}
    env["DATABASE_CONNECT_SECONDS"] = "1"
    STATIC.write_text("here")
    with served("inm_portal.wsgi", env=env, log=tmp_path / "web.log", threads=2) as port:
        yield port


def test_database_that_falls_silent_keeps_nobody_waiting(port, wire, reference_data):
    assert ask(port, "GET", "/salud/listo").status == 200
    assert {ask(port, "GET", path).status for path in PAGES} == {200}
    wire.mute()
    with ThreadPoolExecutor(12) as visitors:
        pages = [visitors.submit(ask, port, "GET", PAGES[number % 3]) for number in range(12)]
        time.sleep(0.3)
        # All threads that make pages wait now.
        for path, status in (("/salud/", 200), ("/static/here.txt", 200), ("/salud/listo", 503)):
            answer = ask(port, "GET", path)
            assert (answer.status, answer.seconds < 3) == (status, True), path
        answers = [page.result() for page in pages]
    assert {answer.status for answer in answers} == {503}
    assert max(answer.seconds for answer in answers) < 5
    assert "no está disponible en este momento" in answers[0].text
    assert answers[0].headers["Retry-After"]
    assert ask(port, "GET", "/salud/listo").seconds < 3
    wire.speak()
    assert eventually(lambda: ask(port, "GET", "/salud/listo").status == 200, 10)
    assert {ask(port, "GET", path).status for path in PAGES} == {200}


def test_hundreds_who_dawdle_keep_nobody_waiting(port):
    with ExitStack() as open_sockets:
        for beginning in DAWDLERS // len(BEGINNINGS) * [*BEGINNINGS.values()]:
            dawdler = open_sockets.enter_context(socket.create_connection(("127.0.0.1", port)))
            dawdler.sendall(beginning)
        for path in ("/ayuda/", "/salud/"):
            answer = ask(port, "GET", path)
            assert (answer.status, answer.seconds < 2) == (200, True)


@pytest.mark.parametrize(
    ("seconds", "is_over", "begun"),
    [
        (serving.HEAD_SECONDS - 1, False, "half a head"),
        (serving.HEAD_SECONDS + 1, True, "half a head"),
        (serving.HEAD_SECONDS + serving.BODY_SECONDS - 1, False, "half a body"),
        (serving.HEAD_SECONDS + serving.BODY_SECONDS + 100_000 / serving.BODY_BYTES_A_SECOND + 1, True, "half a body"),
        (serving.HEAD_SECONDS + serving.BODY_SECONDS + 1, True, "half a chunk"),
        (1_000, False, "nothing"),  # who says nothing is seen to by the server's own limit
    ],
)
def test_what_arrives_has_its_time(monkeypatch, seconds, is_over, begun):
    limits = serving.Adjustments(**serving.LIMITS)
    here, there = socket.socketpair()
    with here, there:
        channel = serving.VisitorChannel(Nobody(), here, ("192.0.2.1", 1), limits, map={})
        if BEGINNINGS[begun]:
            channel.received(BEGINNINGS[begun])
        now = time.monotonic()
        monkeypatch.setattr(serving.time, "monotonic", lambda: now + seconds)
        assert channel.is_too_slow is is_over


class Nobody:
    """A server that is given nothing to do."""

    def __init__(self):
        self.active_channels: dict = {}
