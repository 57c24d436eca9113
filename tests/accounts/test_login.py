"""Log-in and log-out (4.2): one answer for all, a new session each time, nobody locked out for long."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import hashers
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.credentials import set_password
from accounts.models import Session, User
from tests.factories import PASSWORD, UserFactory
from tests.outbox import deliver

pytestmark = pytest.mark.django_db

URL = "/ingreso/"


@pytest.fixture
def user():
    return UserFactory(username="laboratorio")


def log_in(client, username="laboratorio", password=PASSWORD, **extra):
    return client.post(URL, {"username": username, "password": password}, **extra)


def test_page_leads_to_recovery_and_registration(client):
    for page in (client.get(URL).text, client.get("/").text):
        assert f'href="{reverse("accounts:recover")}"' in page
        assert f'href="{reverse("accounts:register")}"' in page


@pytest.mark.parametrize("username", ["laboratorio", "nadie", "retirado", "sin-clave"])
def test_failure_takes_one_password_hash_whoever_it_is(client, user, monkeypatch, username):
    UserFactory(username="retirado", is_active=False)
    User.objects.filter(pk=UserFactory(username="sin-clave").pk).update(password="!")
    hashed = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    log_in(client, username, "mala")
    assert len(hashed) == 1


def test_identifier_that_somebody_else_chose_is_not_taken(client, user):
    client.cookies["sessionid"] = "x" * 32
    log_in(client)
    assert client.cookies["sessionid"].value != "x" * 32


def test_identifier_of_an_anonymous_session_is_not_kept(client, user):
    session = client.session
    session["algo"] = "anterior"
    session.save()
    log_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_log_out_ends_the_session_on_the_server(client, user):
    log_in(client)
    stolen = client.cookies["sessionid"].value
    client.post(reverse("accounts:logout"))
    assert not Session.objects.filter(user=user).exists()
    client.cookies["sessionid"] = stolen
    assert client.get("/radicados/").status_code == 302


def test_log_in_that_was_stopped_is_free_again_after_a_while_however_often_one_tries(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(2):
        log_in(client, password="mala")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=10))
    assert log_in(client, password="mala").status_code == 429
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=6))
    assert log_in(client).url == reverse("service_offer")


def test_page_of_a_stopped_log_in_leads_to_recovery(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 1
    assert reverse("accounts:recover") in log_in(client, password="mala").text


def test_one_password_tried_on_many_accounts_from_one_address_is_stopped(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 2
    answers = [log_in(client, f"cuenta-{number}", "mala").status_code for number in range(12)]
    assert answers == [200] * 10 + [429] * 2
    stopped = log_in(client)
    assert stopped.status_code == 429
    assert "desde su red" in stopped.text
    assert log_in(client, REMOTE_ADDR="203.0.113.9").url == reverse("service_offer")


@pytest.mark.parametrize("address", [URL, f"{URL}?next={URL}", f"http://testserver{URL}"])
def test_log_in_never_leads_back_to_itself(client, user, address):
    client.force_login(user)
    assert client.get(URL, {"next": address}).url == reverse("service_offer")
    assert Client().post(URL, {"username": user.username, "password": PASSWORD, "next": address}).url == (
        reverse("service_offer")
    )


def test_log_in_leaves_no_second_trail(client, user):
    log_in(client)
    assert not AccessLog.objects.exists()


def test_a_user_name_is_its_owners_in_any_case(client, user):
    assert log_in(client, "LABORATORIO").status_code == 302
    assert Session.objects.get(user=user).seen_at


# --- By user name or by e-mail --------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["laboratorio", "LABORATORIO@prueba.example", " laboratorio@prueba.example "])
def test_one_logs_in_by_user_name_or_e_mail(client, user, typed):
    assert log_in(client, typed).status_code == 302
    assert Session.objects.get().user == user


def test_where_ones_name_is_anothers_address_each_gets_in_with_their_own_password(client, user):
    other = UserFactory(username=user.email, password="otra clave de prueba", email="x@prueba.example")
    log_in(client, user.email)
    assert client.session["_auth_user_id"] == str(user.pk)
    client.logout()
    log_in(client, user.email, "otra clave de prueba")
    assert client.session["_auth_user_id"] == str(other.pk)


def test_no_address_is_nobodys(client, db):
    UserFactory(username="sin-correo", email="")
    assert log_in(client, "").status_code == 200
    assert log_in(client, "\x00").status_code == 200
    assert not Session.objects.filter(user__isnull=False).exists()


def test_it_says_so_and_shows_the_password_wherever_one_logs_in(client, db):
    for page in (client.get(URL).text, client.get("/").text):
        assert "Usuario o correo electrónico" in page
        assert "data-reveal" in page


def test_attempts_by_user_name_and_by_e_mail_are_of_one_account(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for typed in ("laboratorio", user.email, user.email.upper()):
        answer = log_in(client, typed, "mala")
    assert answer.status_code == 429


# --- Many tries on one account, from many places ----------------------------------------------------------
def attack(username: str, *, addresses: int, each: int) -> list[int]:
    """The answers to that many wrong passwords."""
    places = [f"198.51.100.{number}" for number in range(addresses) for _ in range(each)]
    return [log_in(Client(), username, "mala", REMOTE_ADDR=place).status_code for place in places]


@pytest.mark.parametrize("username", ["laboratorio", "nadie"])
def test_a_hundred_wrong_tries_from_twenty_addresses_are_slowed_down_and_the_owner_gets_in(client, user, username):
    """Whoever it is: after 24 each new address has one try."""
    assert attack(username, addresses=20, each=5).count(200) == 24 + 15
    assert log_in(client).url == reverse("service_offer")


def test_where_the_account_was_entered_before_one_goes_on_as_ever(client, user):
    log_in(Client(), REMOTE_ADDR="203.0.113.7")
    attack("laboratorio", addresses=60, each=1)
    here = {"REMOTE_ADDR": "203.0.113.7"}
    assert [log_in(client, password="mala", **here).status_code for _ in range(3)] == [200] * 3
    assert log_in(client, **here).status_code == 302


def test_of_a_flood_each_account_takes_one_new_address_a_minute(client, user):
    answers = attack("laboratorio", addresses=60, each=1)
    assert answers.count(200) == 48 + 1
    waiting = log_in(client)
    assert (waiting.status_code, waiting["Retry-After"]) == (429, "60")
    assert "espere un minuto" in waiting.text
    cache.clear()  # an hour later
    assert log_in(client).status_code == 302


def test_a_recovered_password_ends_the_wait(client, user):
    attack("laboratorio", addresses=60, each=1)
    set_password(user=user, password="otra frase distinta", request=RequestFactory().get("/"))
    assert log_in(client, password="otra frase distinta").status_code == 302


def test_the_owner_is_told_once_a_day_and_nobody_is_of_an_account_that_is_not(client, user):
    attack("nadie", addresses=30, each=1)
    assert deliver() == []
    for _ in range(2):
        attack("laboratorio", addresses=30, each=1)
        cache.clear()
    (told,) = deliver()
    assert told.to == [user.email]
    assert "muchas veces una contraseña que no es" in told.body


def test_capitals_give_nobody_more_attempts(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for name in ("laboratorio", "Laboratorio", "LABORATORIO"):
        answer = log_in(client, name, "mala")
    assert answer.status_code == 429
