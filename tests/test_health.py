"""/salud/ and /salud/listo, for those who watch."""

import pytest
from django.db import OperationalError

from radicados.models import LetterIssuance


def test_live_answers_without_a_database(client):
    response = client.get("/salud/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_live_accepts_no_post(client):
    assert client.post("/salud/").status_code == 405


@pytest.mark.django_db
def test_ready_when_database_and_broker_answer(client):
    response = client.get("/salud/listo")
    assert response.status_code == 200
    assert response.json() == {
        "database": "up",
        "broker": "up",
        "oldest_unissued_letter_seconds": 0.0,
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_broker_down_is_told_without_details(client, settings):
    settings.REDIS_URL = "redis://:secreto@127.0.0.1:1/0"
    response = client.get("/salud/listo")
    assert response.status_code == 503
    assert response.json()["broker"] == "down"
    assert response.json()["database"] == "up"
    assert b"secreto" not in response.content


def test_database_down_is_told_without_details(client, monkeypatch):
    def fail(self):
        raise OperationalError("could not connect to 192.0.2.1")

    monkeypatch.setattr(LetterIssuance.objects.__class__, "oldest_unissued_seconds", fail)
    response = client.get("/salud/listo")
    assert response.status_code == 503
    assert response.json()["database"] == "down"
    assert response.json()["oldest_unissued_letter_seconds"] is None
    assert b"192.0.2.1" not in response.content


def test_health_is_not_redirected_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/salud/").status_code == 200
