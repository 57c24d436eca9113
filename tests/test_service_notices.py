"""What is out of order, said above every page while it is."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from communications.models import ServiceNotice

pytestmark = pytest.mark.django_db

TITLE = "El pago en línea no funciona."


def notice(*, begins: int, ends: int, **facts) -> ServiceNotice:
    """From so many hours from now, to so many."""
    now = timezone.now()
    times = {"begins_at": now + timedelta(hours=begins), "ends_at": now + timedelta(hours=ends)}
    return ServiceNotice.objects.create(**{"title": TITLE, "text": "Vuelve a las 3."} | times | facts)


@pytest.mark.parametrize(("begins", "ends", "is_said"), [(-1, 1, True), (1, 2, False), (-2, -1, False), (0, 1, True)])
@pytest.mark.parametrize("path", ["/", "/contacto/", "/noticias/", "/tarifas/cotizador/", "/pqrsd/"])
def test_a_notice_is_said_on_every_page_while_it_is_in_force(client, path, begins, ends, is_said):
    notice(begins=begins, ends=ends)
    page = client.get(path).text
    assert (TITLE in page) is is_said
    assert page.count("service-notice") == is_said


@pytest.mark.parametrize("severity", ServiceNotice.Severity.values)
def test_its_severity_is_that_of_what_is_said(client, severity):
    notice(begins=-1, ends=1, severity=severity)
    assert f"notice-box notice-{severity} service-notice" in client.get("/contacto/").text


def test_it_ends_after_it_begins():
    now = timezone.now()
    with pytest.raises(ValidationError, match="Debe dejar de verse después de empezar"):
        ServiceNotice(title=TITLE, begins_at=now, ends_at=now).full_clean()


def test_what_it_says_is_text(client):
    notice(begins=-1, ends=1, text="<b>x</b>")
    assert "&lt;b&gt;x&lt;/b&gt;" in client.get("/contacto/").text


def test_a_page_asks_once_and_a_page_of_an_error_never(client, django_assert_num_queries):
    notice(begins=-1, ends=1)
    with django_assert_num_queries(1):
        client.get("/contacto/")
    with django_assert_num_queries(0):
        assert client.get("/no-existe/").status_code == 404
