"""*Mi cuenta*: e-mail, password and open sessions, each behind the current password."""

import pytest
from django.test import Client

from accounts.forms.credentials import wrong_passwords
from accounts.models import Session, User
from accounts.sessions import browser_in_words
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from tests.factories import PASSWORD, person_user
from tests.outbox import deliver

pytestmark = pytest.mark.django_db


# --- E-mail --------------------------------------------------------------------------------------------
def ask_email(client, email: str, password: str = PASSWORD):
    return client.post("/cuenta/correo/", {"new_email": email, "current_password": password})


def owed() -> set[tuple[str, str]]:
    return set(Mail.objects.values_list("event", "recipient"))


def sent_by_the_worker() -> list[tuple[str, str]]:
    deliver()
    return sorted(pair for pair in owed() if pair[1])


def test_a_new_address_is_kept_aside_and_both_addresses_are_told(client):
    user = person_user()
    client.force_login(user)
    assert ask_email(client, "nueva@prueba.example").status_code == 302
    before = user.email
    user.refresh_from_db()
    assert (user.email, user.new_email) == (before, "nueva@prueba.example")
    assert sent_by_the_worker() == [
        ("accounts.email_change_asked", before),
        ("accounts.verify_new_email", "nueva@prueba.example"),
    ]


def test_an_address_that_is_taken_gets_the_same_answer_and_its_owner_is_told(client):
    user, owner = person_user(), person_user()
    client.force_login(user)
    taken = ask_email(client, owner.email.upper())
    taken_page = client.get("/cuenta/correo/").content.decode().replace(owner.email.upper(), "X")
    asked = [(event, recipient == user.email) for event, recipient in sorted(owed())]
    assert sent_by_the_worker() == [
        ("accounts.already_registered", owner.email),
        ("accounts.email_change_asked", user.email),
    ]
    Mail.objects.all().delete()
    free = ask_email(client, "libre@prueba.example")
    assert [(event, recipient == user.email) for event, recipient in sorted(owed())] == asked
    free_page = client.get("/cuenta/correo/").content.decode().replace("libre@prueba.example", "X")
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    assert without_tokens(taken_page) == without_tokens(free_page)


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize(
    ("email", "password", "reason"),
    [
        ("nueva@prueba.example", "otra-clave-cualquiera", "no es correcta"),
        ("nueva@prueba.example", "", "Escriba su contraseña actual"),
        ("sin-arroba", PASSWORD, "correo electrónico completo"),
        ("", PASSWORD, "Escriba el correo electrónico nuevo"),
        ("a@b.example\x00", PASSWORD, "Los caracteres nulos no están permitidos"),
    ],
)
def test_a_new_address_is_refused_with_its_reason(client, email, password, reason):
    client.force_login(person_user())
    response = ask_email(client, email, password)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not Mail.objects.exists()


def test_the_own_address_is_no_new_one(client):
    user = person_user()
    client.force_login(user)
    assert "Ese ya es el correo" in ask_email(client, user.email.upper()).content.decode()


def test_a_change_of_address_may_be_taken_back(client):
    user = person_user()
    client.force_login(user)
    ask_email(client, "nueva@prueba.example")
    client.post("/cuenta/correo/no-cambiar/")
    user.refresh_from_db()
    assert user.new_email == ""


def test_a_new_password_voids_a_change_of_address(client):
    user = person_user()
    client.force_login(user)
    ask_email(client, "nueva@prueba.example")
    change_password(client)
    user.refresh_from_db()
    assert user.new_email == ""


def test_addresses_are_not_asked_for_without_end(client):
    client.force_login(person_user())
    for number in range(5):
        assert ask_email(client, f"nueva{number}@prueba.example").status_code == 302
    assert "Espere una hora" in ask_email(client, "nueva6@prueba.example").content.decode()


def test_a_session_left_open_is_no_place_to_try_passwords(client):
    user = person_user()
    client.force_login(user)
    for _ in range(wrong_passwords.limit):
        ask_email(client, "nueva@prueba.example", "no-es-esta-clave")
    assert "Demasiados intentos" in ask_email(client, "nueva@prueba.example").content.decode()


# --- Password ------------------------------------------------------------------------------------------
NEW_PASSWORD = "tres gatos miden el viento"


def change_password(client, current=PASSWORD, new=NEW_PASSWORD, again=NEW_PASSWORD):
    posted = {"current_password": current, "new_password": new, "repeated_password": again}
    return client.post("/cuenta/clave/", posted)


def test_a_new_password_ends_the_other_sessions_and_this_one_goes_on(client, other_browser):
    user = person_user()
    client.force_login(user)
    other_browser.force_login(user)
    key = client.session.session_key
    assert change_password(client).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert client.get("/cuenta/").status_code == 200
    assert client.session.session_key != key
    assert other_browser.get("/cuenta/").status_code == 302
    assert Session.objects.filter(user=user).count() == 1
    assert owed() == {("accounts.password_changed", user.email)}
    assert Entry.objects.filter(action=Action.PASSWORD_CHANGED, subject_id=user.pk).count() == 1


@pytest.fixture
def other_browser():
    """Another browser."""
    return Client()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"current": "otra-clave-cualquiera"}, "no es correcta"),
        ({"new": "corta", "again": "corta"}, "10 caracteres"),
        ({"again": "tres gatos miden el mar"}, "no son iguales"),
        ({"new": "password123", "again": "password123"}, "común"),
    ],
)
def test_a_new_password_is_refused_with_its_reason(client, typed, reason):
    user = person_user()
    client.force_login(user)
    response = change_password(client, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert reason in page
    assert NEW_PASSWORD not in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# --- Sessions ------------------------------------------------------------------------------------------
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def logged_in_elsewhere(user: User) -> str:
    """In another browser; gives the session's key."""
    other = Client(headers={"user-agent": FIREFOX})
    other.post("/ingreso/", {"username": user.username, "password": PASSWORD})
    return other.session.session_key


def test_open_sessions_are_told_in_words_and_never_by_their_keys(client):
    user = person_user()
    key = logged_in_elsewhere(user)
    client.force_login(user)
    page = client.get("/cuenta/sesiones/").content.decode()
    assert "Firefox en Windows" in page
    assert page.count("Esta sesión") == 1
    assert key not in page
    assert client.session.session_key not in page


def test_one_session_is_ended_and_only_ones_own(client):
    user, stranger = person_user(), person_user()
    logged_in_elsewhere(user)
    logged_in_elsewhere(stranger)
    client.force_login(user)
    (handle,) = [row["handle"] for row in client.get("/cuenta/sesiones/").context["sessions"] if not row["is_this"]]
    client.force_login(stranger)
    assert client.post(f"/cuenta/sesiones/{handle}/cerrar/").status_code == 404
    client.force_login(user)
    assert client.post(f"/cuenta/sesiones/{handle}/cerrar/").status_code == 302
    assert Session.objects.filter(user=user).count() == 1
    assert Entry.objects.filter(action=Action.SESSION_ENDED).exists()


def test_all_other_sessions_are_ended(client):
    user = person_user()
    logged_in_elsewhere(user)
    logged_in_elsewhere(user)
    client.force_login(user)
    client.post("/cuenta/sesiones/cerrar/")
    assert [row.session_key for row in Session.objects.filter(user=user)] == [client.session.session_key]


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox en Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari en iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome en Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge en Mac"),
        ("curl/8", "Navegador desconocido"),
        ("", "Navegador desconocido"),
    ],
)
def test_browsers_are_named_in_words(user_agent, words):
    assert browser_in_words(user_agent) == words
