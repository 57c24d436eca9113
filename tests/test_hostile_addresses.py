"""Every address of the portal, asked with what nobody would ask on purpose: an answer, never a fault of its own."""

import pytest
from django.test import Client

from tests.addresses import WALKED, address, portal_to_show
from tests.factories import person_user
from tests.hostile import BODIES, attempt, fault
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# What some page reads after the question mark.
KEYS = (
    "q", "pagina", "page", "p", "next", "desde", "hasta", "fecha", "hora", "clase", "estado", "tipo", "orden", "vista",
    "dependencia", "responsable", "laboratorio", "servicio", "semaforo", "canal", "edicion", "instrumento", "item",
    "tamano", "hecho", "invitacion", "prefix", "place-department", "radicada", "queue", "place", "formato", "medida",
    "magnitud", "vigencia", "CAL-105", "CAL-201", "superior", "tasa", "idioma",
)  # fmt: skip
VALUES = ("%00", "%ED%A0%80", "%FF%FE", "9" * 5_000, "-1", "%D9%A3", "9999-12-31", "%27%22%3C%7B%7B%25", "2026-13-45")
QUERIES = (*("&".join(f"{key}={value}&{key}={value}" for key in KEYS) for value in VALUES), "&&==&%=%&%00=1", "999")


@pytest.fixture
def visitors(reference_data) -> list[Client]:
    clients = [Client(), Client(), verified(Client(), staff_user(is_superuser=True))]
    clients[1].force_login(person_user())
    for client in clients:
        client.raise_request_exception = False
    return clients


def test_every_address_answers_whatever_follows_the_question_mark(visitors):
    """Each visitor asks each address by turns: all of the queries, at some address of each room."""
    code, faults = portal_to_show(), []
    for turn, name in enumerate(WALKED):
        path = address(name, code)
        for place, client in enumerate(visitors):
            query = QUERIES[(turn + 4 * place) % len(QUERIES)]
            faults += fault(attempt(client, "get", f"{path}?{query}"), name, place, query[:20])
    assert faults == []


def test_every_address_answers_whatever_is_sent_to_it(visitors):
    """As a form, or as anything else that says to be one; from a script of ours too."""
    code, faults = portal_to_show(), []
    for turn, name in enumerate(WALKED):
        path = address(name, code)
        for place, client in enumerate(visitors):
            body, kind = BODIES[(turn + 4 * place) % len(BODIES)]
            headers = {"HTTP_HX_REQUEST": "true"} if turn % 2 else {}
            faults += fault(attempt(client, "generic", "POST", path, body, kind, **headers), name, place, kind)
    assert faults == []
