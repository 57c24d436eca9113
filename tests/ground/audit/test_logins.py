"""Who came in, who left and who was turned away."""

import pytest
from django.contrib.auth import SESSION_KEY, authenticate
from django.db import DatabaseError
from django.urls import reverse

from accounts.models import User
from ground.audit.models import Action, Entry
from tests.factories import PASSWORD, UserFactory


def facts(entry: Entry) -> tuple:
    return entry.action, entry.actor_name, entry.subject_type, entry.subject_id, entry.address, entry.detail


def log_in(client, username: str, password: str):
    return client.post(reverse("accounts:login"), {"username": username, "password": password})


@pytest.fixture
def user(db) -> User:
    return UserFactory(username="Ana")


def test_logging_in_and_out_is_recorded(client, user):
    log_in(client, "Ana", PASSWORD)
    client.post(reverse("accounts:logout"))
    logged_out, logged_in = Entry.objects.filter(action__in=[Action.LOGGED_IN, Action.LOGGED_OUT])
    about = ("Ana", "accounts.user", str(user.pk), "127.0.0.1", {})
    assert facts(logged_in) == ("logged_in", *about)
    assert facts(logged_out) == ("logged_out", *about)


def test_logging_out_without_having_logged_in_is_no_fact(client, db):
    client.post(reverse("accounts:logout"))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("username", ["Ana", "nadie"])
def test_failed_log_in_is_recorded_with_the_name_and_never_the_password(client, user, username):
    log_in(client, username, "otra-clave-secreta")
    entry = Entry.objects.get()
    assert facts(entry) == ("login_failed", "", "", "", "127.0.0.1", {"username": username})


def test_name_of_a_failed_log_in_is_cut(rf, db):
    authenticate(rf.post("/"), username="ñ" * 200, password="x")
    assert Entry.objects.get().detail == {"username": "ñ" * 150}


def test_nobody_comes_in_without_a_trace(client, user, monkeypatch):
    def unavailable(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("ground.audit.models.Entry.objects.create", unavailable)
    client.raise_request_exception = False
    assert log_in(client, "Ana", PASSWORD).status_code == 500
    assert SESSION_KEY not in client.session
