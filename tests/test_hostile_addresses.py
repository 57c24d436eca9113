"""Every address of the portal, asked with what nobody would ask on purpose: an answer, never a fault of its own."""

import re
from itertools import cycle

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from accounts.models import Session
from tests.addresses import WALKED, address, portal_to_show
from tests.factories import person_user
from tests.hostile import BODIES, GARBAGE, attempt, fault
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


def test_who_is_nobody_leaves_no_session_behind(reference_data):
    code = portal_to_show()
    for name in WALKED:
        Client(raise_request_exception=False).get(address(name, code))
        assert not Session.objects.exists(), name


def test_administration_answers_whatever_is_asked_and_sent(visitors):
    """Each list, its page of a new row and that of a row that is not there."""
    root, faults, ways = visitors[2], [], cycle(GARBAGE)
    for model, admin in site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        dated = [f"{field}__exact" for field in ("pk", "created_at", "is_active")]
        for query in QUERIES[:3]:
            keys = "&".join(f"{key}={query.split('=')[1].split('&')[0]}" for key in (*dated, "o", "all", "e", "action"))
            faults += fault(attempt(root, "get", f"{reverse(f'{name}_changelist')}?{query}&{keys}"), name, query[:20])
        for key in ("0", "9" * 30, "-1", "_00", "x"):
            faults += fault(attempt(root, "get", reverse(f"{name}_change", args=[key])), name, key)
        if "add_view" not in dir(admin) or not admin.has_add_permission(root.get("/admin/").wsgi_request):
            continue
        page = attempt(root, "get", reverse(f"{name}_add"))
        faults += fault(page, name, "add")
        fields = re.findall(r'<(?:input|select|textarea)\b[^>]*?\sname="([^"]+)"', page.content.decode())
        management = {field: "0" for field in fields if field.endswith("_FORMS")}
        for way in (next(ways), next(ways)):
            posted = dict.fromkeys(fields, way) | management
            faults += fault(attempt(root, "post", reverse(f"{name}_add"), posted), name, "add", way[:20])
    assert faults == []
