"""What is true of everything that petitioners write: done once, told, filed, and never lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from expedientes.acts.steps import add_step, locked
from expedientes.models import Paso
from ground.audit.models import Entry
from ground.mails.models import Mail
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events
from radicados.letter_mails import letter_of
from radicados.models import Radicado, Signatory
from tests.factories import UserFactory, person_user
from tests.pqrsd.following import (
    LOOKUP,
    WORDS,
    answer,
    ask_to_complete,
    end_sessions,
    enter,
    fresh,
    keys,
    page_fields,
    send,
    steps,
    text_of,
    upload,
)
from tests.pqrsd.petitions import PETITIONER, petition
from tests.staff import staff_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

EVERY_ACT = ["completar/", "plazo/", "escribir/", "desistir/", "calificar/"]


# --- All of them ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("act", "kind", "story"),
    [
        ("completar/", Step.COMPLETED, ask_to_complete),
        ("plazo/", Step.COMPLETION_EXTENDED, ask_to_complete),
        ("escribir/", Step.REPLIED, fresh),
        ("desistir/", Step.WITHDRAWN, fresh),
        ("calificar/", Step.RATED, answer),
    ],
)
def test_second_of_two_clicks_does_nothing_and_looks_the_same(client, anonymous, act, kind, story):
    story(anonymous)
    fields = page_fields() | {"text": WORDS, "score": "5"}
    first, second = (client.post(enter(client, anonymous, act), fields) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url.split("?")[1] == second.url.split("?")[1]
    assert steps(anonymous, kind) == 1


def test_page_that_was_open_while_the_case_closed_is_refused_in_words(client, anonymous):
    answer(anonymous)
    response = send(client, anonymous, "desistir/", text=WORDS)
    assert response.status_code == 422
    assert "El caso está cerrado: respondida." in text_of(response)
    assert WORDS in text_of(response)


@pytest.mark.parametrize("act", ["completar/", "plazo/", "calificar/"])
def test_page_of_what_cannot_be_done_leads_back_to_the_case(client, anonymous, act):
    response = client.get(enter(client, anonymous, act))
    assert response.status_code == 302


@pytest.mark.parametrize("act", EVERY_ACT)
def test_reading_a_page_changes_nothing(client, anonymous, act):
    client.get(enter(client, anonymous, act))
    assert fresh(anonymous).version == anonymous.version


def test_annulled_petition_takes_no_more_writings(client, anonymous):
    answer(anonymous, outcome=Outcome.ANNULLED)
    response = send(client, anonymous, "escribir/", text=WORDS)
    assert response.status_code == 422
    assert "Presente una petición nueva" in text_of(response)


def test_without_a_signatory_nothing_is_filed_and_nothing_lost(client, anonymous):
    Signatory.objects.all().delete()
    fields = page_fields() | {"text": WORDS, "attachments": [upload()]}
    response = client.post(enter(client, anonymous, "escribir/"), fields)
    assert response.status_code == 503
    assert WORDS in text_of(response)
    assert "Ya recibido" in text_of(response)
    assert steps(anonymous, Step.REPLIED) == 0


def test_page_that_lost_its_keys_begins_anew(client, anonymous):
    fields = {"text": WORDS, "submission": "x", "draft": ""}
    assert client.post(enter(client, anonymous, "escribir/"), fields).status_code == 302


def test_flood_of_writings_is_slowed_by_the_case_and_not_by_who_writes(client, anonymous, settings):
    for _ in range(settings.PQRSD_FILINGS_PER_HOUR):
        assert send(client, anonymous, "escribir/", text=WORDS).status_code == 302
    assert send(client, anonymous, "escribir/", text=WORDS).status_code == 429
    assert send(client, petition(petitioner=None), "escribir/", text=WORDS).status_code == 302


# --- A session whose time is over ----------------------------------------------------------------------
def test_what_was_typed_survives_the_end_of_the_session(client, anonymous):
    path, fields = enter(client, anonymous, "escribir/"), page_fields()
    end_sessions()
    asked = client.post(path, fields | {"text": WORDS, "attachments": [upload()]})
    assert asked.status_code == 404
    assert WORDS in text_of(asked)
    kept = {name: fields[name] for name in ("submission", "draft")}
    assert all(value in text_of(asked) for value in kept.values())
    kept |= {"act": "reply", "text": WORDS}
    wrong = client.post(LOOKUP, keys(anonymous) | kept | {"code": "0" * 18})
    assert WORDS in text_of(wrong)
    page = client.post(LOOKUP, keys(anonymous) | kept)
    assert page.status_code == 200
    assert "Ya recibido: </span> certificado.pdf" in text_of(page).replace(":</span>", ": </span>")
    assert WORDS in text_of(page)
    assert fields["submission"] in text_of(page)
    assert set(re.findall(r'formaction="([^"]*)#', text_of(page))) == {page.context["action"]}
    assert steps(anonymous, Step.REPLIED) == 0


def test_what_was_kept_for_no_known_page_is_ignored(client, anonymous):
    kept = {"act": "desk", "text": WORDS}
    assert client.post(LOOKUP, keys(anonymous) | kept).status_code == 302


def test_kept_rating_comes_back_as_it_was(client, anonymous):
    answer(anonymous)
    kept = {"act": "rate", "score": "2", "text": "Regular.", "submission": "no es"}
    page = text_of(client.post(LOOKUP, keys(anonymous) | kept))
    assert "Regular." in page
    assert 'value="2"' in page
    assert "checked" in page


# --- Who is told ---------------------------------------------------------------------------------------
def test_petitioner_gets_the_acknowledgement_and_the_officers_are_told(client):
    officer = staff_user("Oficial PQRSD")
    staff_user("Control interno disciplinario")
    UserFactory(is_staff=True, is_superuser=True)
    case = petition()
    send(client, case, "escribir/", text=WORDS)
    told = Mail.objects.exclude(event=mail_events.FILED.name)
    assert {(notice.event, notice.recipient) for notice in told} == {
        (mail_events.WRITING_FILED.name, PETITIONER["email"]),
        (mail_events.PETITIONER_WROTE.name, officer.email),
    }
    letter = case.steps.get(kind=Step.REPLIED).radicado
    assert letter_of(told.of(mail_events.WRITING_FILED).get()) == letter


@pytest.mark.parametrize(
    ("kind", "groups", "is_told"),
    [
        (Kind.COMPLAINT, ["Oficial PQRSD"], True),
        (Kind.COMPLAINT, ["Coordinación PQRSD"], True),
        (Kind.COMPLAINT, ["Control interno disciplinario"], False),
        (Kind.COMPLAINT, ["Auditor"], False),
        (Kind.REPORT, ["Oficial PQRSD", "Coordinación PQRSD"], False),
        (Kind.REPORT, ["Control interno disciplinario"], True),
    ],
)
def test_only_who_may_handle_it_is_told(client, kind, groups, is_told):
    user = staff_user(*groups)
    send(client, petition(kind, petitioner=None), "escribir/", text=WORDS)
    assert Mail.objects.filter(recipient=user.email).exists() == is_told


@pytest.mark.parametrize(("is_active", "told"), [(True, "assignee"), (False, "officer")])
def test_assignee_is_told_alone_as_long_as_they_work_here(client, anonymous, is_active, told):
    people = {"assignee": staff_user("Oficial PQRSD", key="0" * 40), "officer": staff_user("Oficial PQRSD")}
    case = locked(Pqrsd, anonymous.pk)
    case.assignee = people["assignee"]
    add_step(case, Paso.Kind.ASSIGNED)
    people["assignee"].is_active = is_active
    people["assignee"].save()
    send(client, anonymous, "escribir/", text=WORDS)
    assert Mail.objects.get().recipient == people[told].email


# --- Who did it ----------------------------------------------------------------------------------------
ADDRESS = "203.0.113.77"


@pytest.mark.parametrize("is_logged_in", [False, True])
def test_nothing_stored_tells_who_wrote_about_an_anonymous_petition(client, anonymous, is_logged_in):
    user = person_user()
    if is_logged_in:
        client.force_login(user)
    client.defaults["REMOTE_ADDR"] = ADDRESS
    client.defaults["HTTP_USER_AGENT"] = "Navegador-Singular"
    ask_to_complete(anonymous)
    before = Entry.objects.count()
    client.post(enter(client, anonymous, "completar/"), page_fields() | {"text": WORDS, "attachments": [upload()]})
    send(client, anonymous, "escribir/", text=WORDS)
    send(client, anonymous, "desistir/")
    assert fresh(anonymous).outcome == Outcome.WITHDRAWN
    assert Entry.objects.count() == before
    written = Radicado.objects.filter(in_reply_to=anonymous.radicado, kind=Radicado.Kind.ENTRADA)
    assert written.count() == 3
    assert set(written.values_list("filed_by", "filed_from", "company")) == {(None, None, None)}
    assert list(anonymous.steps.exclude(by=None)) == []
    assert [table for table in tables() if ADDRESS in dump(table) or "Navegador-Singular" in dump(table)] == []
    assert not {"case", "pqrsd"} & set(client.session.keys())


def tables() -> list[str]:
    return [table for table in connection.introspection.table_names() if table != "axes_accesslog"]


def dump(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')
        return cursor.fetchone()[0] or ""


@pytest.mark.parametrize("who", ["owner", "other", "nobody"])
def test_writing_about_a_named_petition_is_recorded_and_belongs_to_its_owner(client, who):
    owner = person_user()
    case = petition(user=owner)
    if who != "nobody":
        client.force_login(owner if who == "owner" else person_user())
    client.defaults["REMOTE_ADDR"] = ADDRESS
    send(client, case, "escribir/", text=WORDS)
    step = case.steps.get(kind=Step.REPLIED)
    assert step.by is None
    assert step.radicado.filed_by == (owner if who == "owner" else None)
    assert step.radicado.filed_from == ADDRESS
    entry = Entry.objects.get(detail__what="pqrsd_replied")
    assert entry.subject_id == str(case.pk)


def test_submission_of_one_case_is_nothing_to_another(client, anonymous):
    other, submission = petition(petitioner=None), str(uuid4())
    for case in (anonymous, other):
        send(client, case, "escribir/", text=WORDS, submission=submission)
    assert [steps(case, Step.REPLIED) for case in (anonymous, other)] == [1, 1]


# --- A page older than the session -------------------------------------------------------------------------
@pytest.mark.parametrize("is_logged_in", [False, True])
def test_page_older_than_the_session_does_nothing_and_loses_nothing(anonymous, is_logged_in):
    browser = Client(enforce_csrf_checks=True)
    if is_logged_in:
        browser.force_login(person_user())
    response = send(browser, anonymous, "escribir/", text=WORDS)
    assert response.status_code == 403
    assert WORDS in text_of(response)
    assert steps(anonymous, Step.REPLIED) == 0
    asked = browser.post(LOOKUP, keys(anonymous) | {"act": "reply", "text": WORDS})
    assert asked.status_code == 403
    assert WORDS in text_of(asked)
    assert WORDS not in str(dict(browser.session))


# --- Two at once -------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_one_page", "statuses"), [(True, [302, 302]), (False, [302, 422])])
def test_two_windows_complete_it_once(anonymous, is_one_page, statuses):
    ask_to_complete(anonymous)
    pages = [page_fields()] * 2 if is_one_page else [page_fields(), page_fields()]
    with ThreadPoolExecutor(2) as windows:
        found = sorted(windows.map(lambda fields: _complete(anonymous, fields), pages))
    assert found == statuses
    assert steps(anonymous, Step.COMPLETED) == 1
    assert Radicado.objects.filter(kind=Radicado.Kind.ENTRADA).count() == 2


def _complete(pqrsd: Pqrsd, fields: dict) -> int:
    try:
        client = Client()
        return client.post(enter(client, pqrsd, "completar/"), fields | {"text": WORDS}).status_code
    finally:
        connection.close()
