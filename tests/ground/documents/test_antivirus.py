"""The wall around the antivirus, against a real clamd and impostors: no verdict is never a good one."""

import socket
import threading
from contextlib import contextmanager

import pytest

from ground.documents import antivirus
from ground.documents.antivirus import AntivirusError
from tests.clamd import EICAR, MALICE, MAX_STREAM_BYTES, VIRUS
from tests.ground.documents.files import malicious_pdf, pdf


def test_clean_bytes_are_clean(clamav):
    assert antivirus.scan(pdf()) == ""


@pytest.mark.parametrize(("content", "virus"), [(EICAR, "Eicar-Prueba"), (MALICE, VIRUS), (malicious_pdf(), VIRUS)])
def test_infected_bytes_are_named(clamav, content, virus):
    assert antivirus.scan(content).startswith(virus)


def test_stream_over_the_antivirus_limit_has_no_verdict(clamav):
    with pytest.raises(AntivirusError):
        antivirus.scan(bytes(4 * MAX_STREAM_BYTES))


@contextmanager
def impostor(answer: bytes):
    """Something that listens where clamd should, reads what it is sent and answers this."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_answer_once, args=(server, answer))
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


def _answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        while not connection.recv(65536).endswith(b"\0\0\0\0"):
            pass
        connection.sendall(answer)


@pytest.mark.parametrize("answer", [b"stream: OK\n", b"stream: OK"])
def test_antivirus_on_the_network_is_asked_as_well(settings, answer):
    with impostor(answer) as settings.CLAMD_SOCKET:
        assert antivirus.scan(b"contenido") == ""


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\n",
        b"OK\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"\xff\xfe\x00\n",
        b"stream: lookup failure ERROR\n",
        b"INSTREAM size limit exceeded. ERROR\n",
        b"otro: OK\n",
        b"stream: FOUND\n",
        b"stream: Can't allocate memory ERROR\n",
    ],
)
def test_answer_that_is_no_verdict_is_a_failure(settings, answer):
    with impostor(answer) as settings.CLAMD_SOCKET, pytest.raises(AntivirusError):
        antivirus.scan(b"contenido")


@pytest.mark.parametrize("address", ["", "/tmp/no-hay-nadie.sock", "tcp://127.0.0.1:1"])
def test_antivirus_that_is_not_there_is_a_failure(settings, address):
    settings.CLAMD_SOCKET = address
    with pytest.raises(AntivirusError):
        antivirus.scan(b"contenido")


def test_antivirus_killed_while_it_scans_is_a_failure(own_clamav, settings):
    settings.CLAMD_TIMEOUT_SECONDS = 30
    own_clamav.freeze()
    killer = threading.Timer(0.3, own_clamav.kill9)
    killer.start()
    with pytest.raises(AntivirusError):
        antivirus.scan(b"contenido")
    killer.join()


def test_antivirus_that_says_nothing_is_a_failure(own_clamav, settings):
    settings.CLAMD_TIMEOUT_SECONDS = 1
    own_clamav.freeze()
    with pytest.raises(AntivirusError):
        antivirus.scan(b"contenido")
