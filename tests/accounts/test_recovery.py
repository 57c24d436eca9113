"""*Recuperar Contraseña* (4.3): user name or e-mail, the same answer for all, a link that works once."""

import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Session, User
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from tests.factories import PASSWORD, UserFactory
from tests.outbox import deliver

pytestmark = pytest.mark.django_db

URL = "/recuperar/"
NEW_URL = "/recuperar/clave/"
NEW_PASSWORD = "una clave nueva y larga"


@pytest.fixture
def user():
    return UserFactory(username="laboratorio", email="Correo@prueba.example", email_verified_at=None)


def ask(client, identifier, **extra):
    return client.post(URL, {"identifier": identifier}, **extra)


def send_owed() -> list:
    """What the worker does about every mail that is owed; the mails that leave."""
    mail.outbox.clear()
    return deliver()


def link_of(user, client) -> str:
    ask(client, user.username)
    (sent,) = send_owed()
    return re.search(r"http://localhost:8000(/recuperar/\S+)", sent.body)[1]


def set_password(client, password=NEW_PASSWORD, repeated=None):
    return client.post(NEW_URL, {"new_password": password, "repeated_password": repeated or password})


# --- Asking --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("identifier", ["laboratorio", "LABORATORIO", " laboratorio ", "correo@PRUEBA.example"])
def test_either_the_user_name_or_the_email_is_enough(client, user, identifier):
    assert ask(client, identifier).url == reverse("accounts:recover_asked")
    (sent,) = send_owed()
    assert sent.to == [user.email]
    assert "/recuperar/" in sent.body
    assert PASSWORD not in sent.body


@pytest.mark.parametrize(
    "facts",
    [
        {"username": "otro", "email": "otro@prueba.example"},
        {"is_active": False},
        {"email": ""},
        {"password": "!"},
    ],
    ids=["unknown", "inactive", "without e-mail", "without password"],
)
def test_nobody_is_written_to_and_nothing_waits(client, user, facts):
    User.objects.filter(pk=user.pk).update(**facts)
    ask(client, "laboratorio")
    assert send_owed() == []
    assert Mail.objects.get().done_at


def test_answer_and_queries_are_the_same_for_known_and_unknown(client, user):
    def answer(identifier):
        with CaptureQueriesContext(connection) as queries:
            response = client.post(URL, {"identifier": identifier})
        return response.status_code, response.url, [verb(query) for query in queries.captured_queries]

    assert answer("laboratorio") == answer("nadie") == answer("nadie@prueba.example")


def verb(query) -> str:
    return " ".join(word for word in query["sql"].split()[:3] if "_x" not in word)


def test_empty_question_is_told_beside_the_field(client):
    page = ask(client, " ")
    assert page.status_code == 422
    assert "<title>Error: Recuperar contraseña" in page.text
    assert '<a href="#id_identifier">' in page.text


@pytest.mark.parametrize("identifier", ["x" * 255, "nulo\x00", "nombre\r\nBcc: otro@prueba.example"])
def test_hostile_question_is_answered_calmly(client, user, identifier):
    assert ask(client, identifier).status_code in {302, 422}
    assert send_owed() == []


def test_too_many_questions_get_the_same_answer_and_no_mail(client, user, settings):
    settings.RECOVERIES_PER_HOUR = 2
    answers = {ask(client, "Laboratorio").url for _ in range(4)}
    assert answers == {reverse("accounts:recover_asked")}
    assert Mail.objects.count() == 2
    ask(client, "laboratorio", REMOTE_ADDR="203.0.113.9")
    assert Mail.objects.count() == 2, "the same account from elsewhere"
    for number in range(10):
        ask(client, f"otra-{number}", REMOTE_ADDR="203.0.113.7")
    assert Mail.objects.count() == 2 + 4 * 2, "other accounts from one address"


def test_account_gets_so_many_mails_by_whatever_name_it_is_asked_for(client, user, settings):
    settings.RECOVERIES_PER_HOUR = 2
    for identifier in [user.username, user.email] * 2:
        ask(client, identifier, REMOTE_ADDR="203.0.113.9")
    assert Mail.objects.count() == 4
    assert len(send_owed()) == 2
    assert not Mail.objects.filter(done_at=None).exists()


def test_user_name_that_is_somebody_elses_email_takes_nothing_from_them(client, user):
    other = UserFactory(username="correo@prueba.example", email="otro@prueba.example")
    ask(client, "correo@prueba.example")
    assert {recipient: other.username in text for recipient, text in sent_texts()} == {
        user.email: False,
        other.email: True,
    }


def sent_texts():
    return [(message.to[0], message.body.split("usuario ")[1][:30]) for message in send_owed()]


def test_asking_is_recorded_and_whom_it_was_about_by_the_worker(client, user):
    ask(client, "laboratorio")
    send_owed()
    asked = Entry.objects.filter(action=Action.RECOVERY_ASKED).order_by("pk")
    assert [entry.subject_type for entry in asked] == ["mails.mail", "accounts.user"]
    assert "laboratorio" not in str([entry.detail for entry in asked])


# --- The link ------------------------------------------------------------------------------------------
def test_link_leads_to_a_page_whose_address_has_no_token(client, user):
    link = link_of(user, client)
    opened = client.get(link)
    assert opened.url == NEW_URL
    page = client.get(NEW_URL)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in page.headers["Cache-Control"]
    assert link.split("/")[-2] not in page.text


def test_new_password_works_and_the_old_one_does_not(client, user):
    client.get(link_of(user, client))
    assert set_password(client).url == reverse("accounts:login")
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert user.email_verified_at, "the link went to that address"
    (told,) = send_owed()
    assert told.to == [user.email]
    assert "cambió" in told.subject
    changed = Entry.objects.get(action=Action.PASSWORD_CHANGED)
    assert (changed.subject_id, changed.detail) == (str(user.pk), {"what": "recovered"})


def test_link_works_once(client, user):
    link = link_of(user, client)
    client.get(link)
    set_password(client)
    assert client.get(link).status_code == 404
    assert set_password(client, "otra clave nueva y larga").status_code == 404
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_link_opened_twice_before_use_sets_one_password(user):
    first, second = Client(), Client()
    link = link_of(user, first)
    first.get(link)
    second.get(link)
    set_password(first)
    page = set_password(second, "otra clave nueva y larga")
    assert page.status_code == 404
    assert "Este enlace ya no sirve" in page.text


def test_mail_scanner_that_opens_the_link_does_not_use_it_up(client, user):
    link = link_of(user, client)
    for _ in range(3):
        assert Client().get(link, follow=True).status_code == 200
        assert Client().head(link).status_code == 302
    client.get(link)
    assert set_password(client).status_code == 302


@pytest.mark.parametrize("link", ["/recuperar/1/x/", "/recuperar/x/y/", "/recuperar/clave/"])
def test_dead_link_offers_another(client, user, link):
    page = client.get(link)
    assert page.status_code == 404
    assert "Este enlace ya no sirve" in page.text
    assert reverse("accounts:recover") in page.text


def test_forged_host_changes_no_link(client, user, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, "laboratorio", headers={"host": "malo.example", "x-forwarded-host": "malo.example"})
    (sent,) = send_owed()
    assert "malo.example" not in sent.body
    assert "http://localhost:8000/recuperar/" in sent.body


def test_row_of_the_mail_holds_nothing_that_opens_the_account(client, user):
    link = link_of(user, client)
    assert link.split("/")[-2] not in str(Mail.objects.values())


@pytest.mark.parametrize(
    ("password", "repeated", "told"),
    [
        ("corta", None, "demasiado corta"),
        ("laboratorio", None, "parecida"),
        ("1234567890", None, "común"),
        (NEW_PASSWORD, "otra cosa distinta", "no son iguales"),
        ("x" * 5000, None, "1000"),
    ],
)
def test_password_that_will_not_do_is_told_and_the_link_goes_on(client, user, password, repeated, told):
    client.get(link_of(user, client))
    page = set_password(client, password, repeated)
    assert page.status_code == 422
    assert told in page.text
    assert "<title>Error: Contraseña nueva" in page.text
    assert set_password(client).status_code == 302


def test_all_sessions_of_the_user_end_and_nobody_elses(client, user):
    tab, other = Client(), Client()
    tab.force_login(user)
    other.force_login(UserFactory())
    link = link_of(user, client)
    client.get(link)
    set_password(client)
    assert tab.get("/radicados/").status_code == 302
    assert not Session.objects.filter(user=user).exists()
    assert Session.objects.filter(user__isnull=False).count() == 1
    assert Entry.objects.filter(action=Action.SESSION_ENDED).count() == 1


def test_recovery_forgets_a_change_of_address_that_an_intruder_asked_for(client, user):
    link = link_of(user, client)
    User.objects.filter(pk=user.pk).update(new_email="intruso@prueba.example")
    client.get(link)
    set_password(client)
    user.refresh_from_db()
    assert user.new_email == ""


def test_recovery_frees_a_log_in_that_was_stopped(client, user, settings):
    settings.AXES_FAILURE_LIMIT = 2
    credentials = {"username": "laboratorio", "password": "mala"}
    for _ in range(3):
        stopped = client.post(reverse("accounts:login"), credentials)
    assert stopped.status_code == 429
    client.get(link_of(user, client))
    set_password(client)
    assert not AccessAttempt.objects.exists()
    page = client.post(reverse("accounts:login"), {**credentials, "password": NEW_PASSWORD})
    assert page.url == reverse("service_offer")
