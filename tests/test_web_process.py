"""A web process under gunicorn: it answers everybody, and loads nothing of what draws and signs."""

import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
import redis
from django.conf import settings
from django.test import Client

from pqrsd.models import Pqrsd
from radicados.models import Radicado
from tests.factories import POSTED
from tests.pqrsd.form_answers import PAGE, answers
from tests.requests_oec.posting import URL, complete_draft
from tests.running import eventually
from tests.served import served
from tests.staff import verified
from tests.watched_web import MODULES

pytestmark = pytest.mark.processes

PATIENCE_SECONDS = 60
OF_WORKERS = {"pyhanko", "pyhanko_certvalidator", "reportlab"}
CSRF = "c" * 32


class Visitor:
    """Somebody in front of the server at that port, with the session of a client of Django's."""

    def __init__(self, port: int, client: Client):
        self._port = port
        cookies = {settings.CSRF_COOKIE_NAME: CSRF}
        cookies |= {name: morsel.value for name, morsel in client.cookies.items()}
        self._headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }

    def get(self, path: str) -> str:
        return self._ask("GET", path, status=200)

    def post(self, path: str, fields: dict[str, str]) -> None:
        """Send a form, which is taken."""
        self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": CSRF}), status=302)

    def _ask(self, method: str, path: str, body: str = "", *, status: int) -> str:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        connection.request(method, path, body, self._headers)
        response = connection.getresponse()
        answer = response.read().decode()
        connection.close()
        assert response.status == status, answer
        return answer


@pytest.fixture
def port(process_environment, tmp_path) -> Iterator[int]:
    """Of a server on the test database."""
    with served("tests.watched_web", env=process_environment, log=tmp_path / "web.log") as port:
        yield port


REFUSED_AT_ONCE = [
    ("POST /pqrsd/nueva/ HTTP/1.1\r\nContent-Length: 300000000", 413, "El portal no recibe tanto en un solo envío"),
    ("POST /en/rates/ HTTP/1.1\r\nContent-Length: 300000000", 413, "The portal does not take that much in one go"),
    (f"GET / HTTP/1.1\r\nCookie: {'a' * 40_000}", 431, "La dirección o las cookies son demasiado largas"),
    ("POST / HTTP/1.1\r\nContent-Length: nueve", 400, "Lo que envió su navegador no es válido"),
]


def test_who_is_refused_while_still_sending_reads_why(port):
    """Reset in the middle, a browser would only know that the connection broke."""
    for head, status, reason in REFUSED_AT_ONCE:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as visitor:
            visitor.sendall(f"{head}\r\nHost: localhost\r\n\r\n".encode())
            for _ in range(200):
                visitor.sendall(bytes(64 * 1024))
                time.sleep(0.001)
            visitor.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: visitor.recv(64 * 1024), b"")).decode()
        assert f" {status} " in answer.partition("\r\n")[0]
        assert reason in answer


def test_who_files_does_not_load_who_signs(port, laboratory, admin_user):
    complete_draft(laboratory)
    (filer := Client()).force_login(laboratory)
    clients = Client(), filer, verified(Client(), admin_user)
    anybody, filer, staff = (Visitor(port, client) for client in clients)

    assert "Portal de Servicios" in anybody.get("/")
    filer.post(URL, POSTED | {"action": "file"})
    radicado = Radicado.objects.get()
    assert radicado.number in filer.get(radicado.get_absolute_url())
    assert radicado.number in anybody.get(f"/v/{radicado.verification_code}")
    anybody.post(PAGE, answers())
    petition = Pqrsd.objects.get().radicado.number
    for path in ("/admin/", "/admin/radicados/radicado/", "/admin/tariffs/booklet/", "/tarifas/"):
        staff.get(path)
    assert petition in staff.get(f"/admin/radicados/radicado/?q={petition}")

    with redis.Redis.from_url(settings.REDIS_URL) as broker:  # two letters, and the mail that waits for none
        assert eventually(lambda: broker.llen("celery") == 3)
    loaded = {name.partition(".")[0] for name in anybody.get(MODULES).splitlines()}
    assert {"celery", "radicados"} <= loaded
    assert not loaded & OF_WORKERS
