"""What a request that cannot be served gets: a page, a way on, and a reference that the log bears too."""

import io
import logging
import re
from unittest.mock import Mock

import pytest
import redis
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.test import Client, override_settings
from django.urls import reverse

from inm_portal.middleware import _page_above

AWAY = [OperationalError, InterfaceError, redis.ConnectionError, redis.TimeoutError]


@pytest.fixture
def log():
    """What the portal's own handler writes, line by line as an installation does."""
    handler = next(handler for handler in logging.root.handlers if handler.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def failing(client, monkeypatch):
    """Opens a page whose view raises what it is given."""

    def open_page(error: type[Exception]):
        monkeypatch.setattr("inm_portal.pages.render", Mock(side_effect=error))
        client.raise_request_exception = False
        return client.get(reverse("contact"))

    return open_page


def reference_of(page) -> str:
    """The one on the page; it is the one in the header."""
    found = re.search(r"díganos esta referencia: <strong[^>]*>(\w{4}-\w{4})</strong>", page.text)
    assert found, page.text
    assert page.headers["X-Request-ID"] == found[1]
    return found[1]


def told_in(log: io.StringIO, reference: str) -> bool:
    return any(f" {reference} " in line for line in log.getvalue().splitlines())


def has_ways_on(page) -> bool:
    return all(f'href="{reverse(name)}"' in page.text for name in ("home", "help", "contact"))


# --- One make --------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(PermissionDenied, 403), (ValueError, 500), *((error, 503) for error in AWAY)]
)
def test_reference_of_a_page_that_fails_is_the_one_in_the_log(failing, log, error, status):
    page = failing(error)
    assert page.status_code == status
    assert told_in(log, reference_of(page))
    assert has_ways_on(page)


@pytest.mark.django_db
def test_reference_of_what_is_not_found_is_the_one_in_the_log(client, log):
    page = client.get("/no-existe/")
    assert told_in(log, reference_of(page))
    assert has_ways_on(page)


def test_reference_of_what_is_not_understood_is_the_one_in_the_log(client, log):
    page = client.get("/contacto/", headers={"host": "otro.example.org"})
    assert page.status_code == 400
    assert told_in(log, reference_of(page))
    assert has_ways_on(page)


FORM = "application/x-www-form-urlencoded"
TOO_MANY = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1
UNREADABLE = {
    "another encoding": (f"{FORM}; charset=latin-1", b"a=1"),
    "no encoding of texts": (f"{FORM}; charset=hex", b"a=1"),
    "parts without a border": ("multipart/form-data", b"a"),
    "parts in another encoding": ("multipart/form-data; boundary=a; charset=utf-16", b"--a--"),
    "too many fields": (
        FORM,
        b"&".join(b"a%d=" % number for number in range(TOO_MANY)),
    ),
    "too much": (FORM, b"a=" + bytes(3_000_000)),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "body"), UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize(
    "path", ["/ingreso/", "/registro/", "/pqrsd/radicar/", "/en/register/", "/salud/", "/no-existe/"]
)
def test_body_that_nobody_can_read_is_the_senders_fault(kind, body, path):
    """Whoever brings a token's cookie is asked for it in the body: no page that tells of a fault may look there."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    page = client.generic("POST", path, body, content_type=kind)
    assert page.status_code in {400, 404}
    assert has_ways_on(page) or path.startswith("/en/")
    assert page.headers["X-Request-ID"] in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["//[", "//otro.example\xe2\x84\x80/", "//otro.example/tarifas/"])
def test_address_that_is_none_of_ours_is_not_found(client, path):
    """As a server hands it on: octets as Latin-1."""
    page = client.get("/", PATH_INFO=path)
    assert page.status_code == 404
    assert 'hreflang="en"' not in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["/recuperar/7/{}/).", "/v/{}/carta.pdf.", "/en/v/{}", "/v/{}\u2013/carta.pdf"])
def test_address_that_no_page_has_leaves_no_secret_in_the_log(client, log, way):
    assert client.get(way.format("CLAVE-SECRETA")).status_code == 404
    assert "Not Found: /" in log.getvalue()
    assert "CLAVE" not in log.getvalue()


def test_reference_of_a_refused_form_is_the_one_in_the_log(log):
    page = Client(enforce_csrf_checks=True).post(reverse("accounts:recover"), {"email": "a@b.co"})
    assert page.status_code == 403
    assert told_in(log, reference_of(page))


@override_settings(VERIFICATION_MISSES_PER_HOUR=1)
@pytest.mark.django_db
def test_whoever_tries_too_often_is_told_when_to_try_again(client, log):
    client.get("/v/NADIE")
    page = client.get("/v/NADIE")
    assert (page.status_code, page.headers["Retry-After"]) == (429, "3600")
    assert "Espere una hora" in page.text
    assert told_in(log, reference_of(page))
    assert has_ways_on(page)


def test_every_answer_has_a_reference_of_its_own(client):
    references = {client.get("/salud/").headers["X-Request-ID"] for _ in range(5)}
    assert len(references) == 5
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", each) for each in references)


def test_reference_that_a_browser_names_is_not_taken_over(client):
    assert client.get("/salud/", headers={"x-request-id": "mio"}).headers["X-Request-ID"] != "mio"


# --- Without what the portal stands on -------------------------------------------------------------------
@pytest.mark.parametrize(("error", "status"), [(ValueError, 500), (OperationalError, 503)])
def test_failure_is_told_without_database_session_or_cache(failing, client, error, status):
    """Any query fails this test, which has no database; the browser says that it has a session."""
    client.cookies["sessionid"] = "cualquiera"
    page = failing(error)
    assert page.status_code == status
    assert "no-store" in page.headers["Cache-Control"]
    assert reference_of(page)


@pytest.mark.django_db
def test_portal_without_its_database_says_so_and_when_to_try_again(client):
    def away(*args):
        raise OperationalError("connection refused")

    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        page = client.get("/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
    assert "no está disponible en este momento" in page.text
    assert "connection refused" not in page.text


@pytest.mark.browser
def test_failures_are_accessible_and_fit_a_phone(transactional_db, monkeypatch, browser, live_server, axe):
    """In a page that nobody watches: a watched one takes any fault for the test's own failure."""
    with browser.new_page(base_url=live_server.url, viewport={"width": 360, "height": 740}) as page:
        for error, title in ((ValueError, "un problema técnico"), (OperationalError, "no está disponible")):
            monkeypatch.setattr("inm_portal.pages.render", Mock(side_effect=error))
            page.goto("/contacto/")
            assert title in page.title()
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            page.get_by_role("link", name="Ver la ayuda").press("Enter")
            page.wait_for_url("**/ayuda/")


# --- Addresses that only take forms ----------------------------------------------------------------------
@pytest.mark.django_db
def test_address_that_only_takes_forms_leads_to_the_page_above(client, log):
    page = client.get(reverse("accounts:logout"))
    assert (page.status_code, page.headers["Allow"]) == (405, "POST, OPTIONS")
    assert '<a href="/">Abra la página de donde sale</a>' in page.text
    assert told_in(log, reference_of(page))
    assert log.getvalue().count("Method Not Allowed") == 1


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("/salir/", "/"),
        ("/cuenta/sesiones/cerrar/", "/cuenta/sesiones/"),
        ("/cuenta/empresa/usuarios/3/papel/", "/cuenta/empresa/usuarios/"),
        ("/pqrsd/gestion/presencia/", "/pqrsd/gestion/"),
        ("/pqrsd/consulta/2026-E-000001/salir/", "/pqrsd/consulta/2026-E-000001/"),
    ],
)
def test_page_above_is_the_nearest_that_there_is(path, above):
    assert _page_above(path) == above


@pytest.mark.django_db
def test_what_shows_no_page_gets_none(client):
    assert client.get(reverse("accounts:logout"), headers={"hx-request": "true"}).content == b""


# --- The staff -------------------------------------------------------------------------------------------
def test_staff_are_led_back_to_their_work(admin_client):
    for address in ("/admin/no-existe/", "/pqrsd/gestion/2026-E-999999/"):
        page = admin_client.get(address)
        assert page.status_code == 404
        assert f'href="{reverse("staff_home")}">Ir a Mi trabajo' in page.text
    assert reference_of(page)
