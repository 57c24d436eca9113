"""Sessions: their limits, what is known of them, who ends them, and what was typed when they end."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ended_sessions import MAX_KEPT_BYTES
from accounts.models import Session
from accounts.sessions import end_other_sessions, end_session, open_sessions
from accounts.tasks import forget_what_is_over
from ground.audit.models import Action, Entry
from requests_oec.models import OecRequest
from tests.factories import PASSWORD, POSTED, laboratory_user, person_user

pytestmark = pytest.mark.django_db

PRIVATE = "/radicados/"
REQUEST = "/oec/solicitud/"
RESUME = "/ingreso/continuar/"


@pytest.fixture
def user(reference_data):
    return laboratory_user()


@pytest.fixture
def clock(monkeypatch):
    """Moves the portal's clock forward: `clock(minutes=5)`."""
    real, passed = timezone.now, [timedelta()]
    monkeypatch.setattr(timezone, "now", lambda: real() + passed[0])
    monkeypatch.setattr("ground.clocks.database_now", lambda: real() + passed[0])

    def forward(**time):
        passed[0] += timedelta(**time)

    return forward


def log_in(client, user, **data):
    return client.post(reverse("accounts:login"), {"username": user.username, "password": PASSWORD, **data})


def is_logged_in(client) -> bool:
    return client.get(PRIVATE).status_code == 200


# --- Limits --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("is_staff", "minutes"), [(False, 60), (True, 20)])
def test_session_ends_without_use(client, user, clock, is_staff, minutes):
    type(user).objects.filter(pk=user.pk).update(is_staff=is_staff)
    log_in(client, user)
    clock(minutes=minutes - 1)
    assert is_logged_in(client)
    clock(minutes=minutes - 1)
    assert is_logged_in(client), "use prolongs it"
    clock(minutes=minutes + 2)
    assert not is_logged_in(client)


def test_session_ends_after_twelve_hours_of_use(client, user, clock):
    log_in(client, user)
    for _ in range(14):
        clock(minutes=50)
        assert is_logged_in(client)
    clock(minutes=21)
    assert not is_logged_in(client)


def test_use_is_noted_once_a_minute(client, user, clock, django_assert_num_queries):
    log_in(client, user)
    is_logged_in(client)
    before = Session.objects.get().seen_at
    is_logged_in(client)
    assert Session.objects.get().seen_at == before
    clock(minutes=2)
    is_logged_in(client)
    assert Session.objects.get().seen_at > before


def test_session_that_was_ended_does_not_come_back_with_a_late_answer(client, user):
    log_in(client, user)
    late = client.session
    late["algo"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        late.save()
    assert not Session.objects.exists()


def test_warning_knows_how_long_the_session_lasts(client, user, clock):
    log_in(client, user)
    assert re.search(r'data-seconds="(3600|3599)"', client.get(PRIVATE).text)
    for _ in range(13):
        clock(minutes=54)
        client.get(PRIVATE)
    answer = client.post(reverse("accounts:go_on"))
    assert answer.json()["seconds"] <= 18 * 60, "the absolute limit is near"


def test_going_on_is_a_post_of_somebody_with_a_session(client, user):
    assert client.post(reverse("accounts:go_on")).status_code == 302
    client.force_login(user)
    assert client.get(reverse("accounts:go_on")).status_code == 405


# --- What is known of them -----------------------------------------------------------------------------
def test_session_knows_whose_it_is_from_where_and_since_when(client, user):
    log_in(client, user)
    session = open_sessions(user).get()
    assert session.address == "127.0.0.1"
    assert session.started_at <= session.seen_at <= timezone.now()


def test_browser_is_noted_within_its_column(user):
    browser = Client(headers={"user-agent": "N" * 500})
    log_in(browser, user)
    assert open_sessions(user).get().user_agent == "N" * 300


def test_session_of_a_stranger_has_no_owner(client):
    session = client.session
    session["algo"] = 1
    session.save()
    assert Session.objects.get().user is None


def test_owner_ends_one_session_or_all_others(user):
    clients = [Client() for _ in range(3)]
    for client in clients:
        log_in(client, user)
    key = clients[0].session.session_key
    end_session(Session.objects.get(pk=key))
    assert [is_logged_in(client) for client in clients] == [False, True, True]
    assert end_other_sessions(user, keep=clients[1].session.session_key) == 1
    assert [is_logged_in(client) for client in clients] == [False, True, False]
    ended = Entry.objects.filter(action=Action.SESSION_ENDED)
    assert {entry.subject_id for entry in ended} == {str(user.pk)}
    assert key not in str(list(ended.values()))


def test_ended_sessions_are_forgotten(client, user, clock):
    log_in(client, user)
    clock(hours=2)
    forget_what_is_over()
    assert not Session.objects.exists()


# --- What was typed survives ---------------------------------------------------------------------------
def end_by_time(clock):
    clock(hours=2)


def end_on_the_server(clock):
    Session.objects.all().delete()


@pytest.mark.parametrize("end", [end_by_time, end_on_the_server])
def test_what_was_sent_waits_for_its_author_to_log_in_again(client, user, clock, end):
    log_in(client, user)
    end(clock)
    refused = client.post(REQUEST, POSTED | {"action": "save"})
    assert refused.url == f"/ingreso/?next={REQUEST}"
    assert not OecRequest.objects.exists()
    assert log_in(client, user, next=REQUEST).url == RESUME
    page = client.get(RESUME)
    assert "Continúe donde iba" in page.text
    assert 'name="accreditation-code" value="10 lac 001"' in page.text
    sent_on = client.post(RESUME, POSTED | {"action": "save"})
    assert (sent_on.status_code, sent_on.url) == (307, REQUEST)
    client.post(sent_on.url, POSTED | {"action": "save"})
    assert OecRequest.objects.get().typed["accreditation-code"] == "10 lac 001"
    assert client.get(RESUME).url == reverse("service_offer"), "it is offered once"


def test_of_whoever_leaves_nothing_stays_in_the_browser(client, user):
    """What is sent from a page that stayed open in another tab is kept for nobody."""
    log_in(client, user)
    assert client.cookies["portal_owner"].value
    answer = client.post(reverse("accounts:logout"))
    assert not answer.cookies["portal_owner"].value
    assert answer.cookies["portal_owner"]["max-age"] == 0
    client.post(REQUEST, POSTED)
    assert not Session.objects.exists()


def test_nobody_else_sees_what_was_typed(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    client.post(REQUEST, POSTED)
    other = person_user()
    assert log_in(client, other).url == reverse("service_offer")
    assert client.get(RESUME).url == reverse("service_offer")
    assert "kept_post" not in client.session
    client.post(reverse("accounts:logout"))
    assert log_in(client, user).url == reverse("service_offer")


def test_stranger_leaves_nothing_behind(client, user):
    client.post(REQUEST, POSTED)
    assert not Session.objects.exists()
    client.cookies["portal_owner"] = f"{user.pk}:forjada:firma"
    client.post(REQUEST, POSTED)
    assert not Session.objects.exists()


def test_passwords_tokens_and_files_are_not_kept(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    fields = {
        "current_password": "secreta-1",
        "Password2": "secreta-2",
        "otp_token": "secreta-3",
        "csrfmiddlewaretoken": "secreta-4",
        "nota": "visible",
        "archivo": SimpleUploadedFile("a.pdf", b"secreta-5"),
    }
    client.post(REQUEST, fields)
    log_in(client, user)
    page = client.get(RESUME).text
    assert "visible" in page
    assert "secreta" not in page
    assert "Los archivos y las contraseñas no se guardan" in page


def test_more_than_the_limit_is_not_kept(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    client.post(REQUEST, {"nota": "x" * MAX_KEPT_BYTES})
    assert log_in(client, user, next=REQUEST).url == REQUEST


def test_lines_quotes_and_repeated_names_arrive_as_they_were(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    client.post(REQUEST, {"nota": ['uno "dos"\r\ntres <b>', "cuatro"]})
    log_in(client, user)
    assert client.get(RESUME).context["kept"].fields == [
        ["nota", 'uno "dos"\r\ntres <b>'],
        ["nota", "cuatro"],
    ]


def test_what_was_typed_can_be_thrown_away(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    client.post(REQUEST, POSTED)
    log_in(client, user)
    assert client.post(RESUME, {"discard": ""}).url == reverse("service_offer")
    assert client.get(RESUME).url == reverse("service_offer")


def test_htmx_is_led_to_the_log_in_page_and_back_to_the_page_it_was_on(client, user):
    log_in(client, user)
    Session.objects.all().delete()
    headers = {"hx-request": "true", "hx-current-url": f"http://testserver{REQUEST}?a=1"}
    refused = client.post(REQUEST, POSTED, headers=headers)
    assert (refused.status_code, refused.content) == (200, b"")
    assert refused.headers["HX-Redirect"] == f"/ingreso/?next={REQUEST}%3Fa%3D1"
    assert log_in(client, user).url == RESUME
    log_in(client, user)
    elsewhere = {"hx-request": "true", "hx-current-url": "https://malo.example/x"}
    assert Client().get(PRIVATE, headers=elsewhere).headers["HX-Redirect"] == f"/ingreso/?next={PRIVATE}"


def test_form_of_the_administration_waits_for_the_second_factor(client, user):
    type(user).objects.filter(pk=user.pk).update(is_staff=True)
    log_in(client, user)
    Session.objects.all().delete()
    client.post("/admin/accounts/user/1/change/", {"first_name": "Ana"})
    asked = f"{reverse('accounts:second_factor_check')}?next=/ingreso/continuar/"
    assert log_in(client, user).url == asked
    assert unquote(client.get(RESUME).url) == asked


# --- A page that is older than the log-in ----------------------------------------------------------------
OURS = {"origin": "http://testserver"}


@pytest.fixture
def strict(user):
    """A browser that has logged in, whose pages of before carry an older token."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    browser.get(reverse("contact"))
    browser.cookies["csrftoken"] = "x" * 32
    return browser


def test_what_was_typed_in_a_page_older_than_the_log_in_is_not_lost(strict):
    refused = strict.post(REQUEST, POSTED | {"action": "save"}, headers=OURS)
    assert refused.url == RESUME
    page = strict.get(RESUME)
    assert 'name="accreditation-code" value="10 lac 001"' in page.text
    assert not OecRequest.objects.exists()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    sent_on = strict.post(RESUME, {**POSTED, "action": "save", "csrfmiddlewaretoken": token}, headers=OURS)
    assert (sent_on.status_code, sent_on.url) == (307, REQUEST)


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "https://malo.example"}, {"origin": "null"}, {**OURS, "hx-request": "true"}],
    ids=["no origin", "another site", "hidden origin", "htmx"],
)
def test_nothing_is_kept_of_what_another_site_sends(strict, headers):
    page = strict.post(REQUEST, POSTED, headers=headers)
    assert page.status_code == 403
    assert "Qué puede hacer" in page.text
    assert "kept_post" not in strict.session


def test_nothing_is_kept_for_a_stranger(strict):
    strict.cookies["sessionid"] = "x" * 32
    assert strict.post(REQUEST, POSTED, headers=OURS).status_code == 403


def test_old_page_goes_on_with_the_session(strict):
    assert strict.post(reverse("accounts:go_on")).json()["seconds"] > 3000


def test_old_log_in_page_leads_on_or_logs_in(strict, user):
    typed = {"username": user.username, "password": PASSWORD, "next": PRIVATE}
    assert strict.post(reverse("accounts:login"), typed, headers=OURS).url == PRIVATE
    del strict.cookies["sessionid"]
    assert strict.post(reverse("accounts:login"), typed, headers=OURS).url == PRIVATE
    assert strict.get(PRIVATE).status_code == 200
