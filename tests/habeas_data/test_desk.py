"""The officer's side of claims, in the admin."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from ground.audit.models import Action, Entry
from habeas_data.filing import file_claim
from habeas_data.models import DataClaim
from tests.factories import ProfileFactory, laboratory_user
from tests.habeas_data.test_claims import officer_request
from tests.staff import staff_user, verified

LIST = reverse("admin:habeas_data_dataclaim_changelist")
ANSWERED = {"outcome": "atendido", "answer": "Sus datos fueron suprimidos.", "is_confirmed": "on"}


@pytest.fixture
def claim(person) -> DataClaim:
    return file_claim(
        kind="supresion", text="Quiero que se borre todo lo mío.", request=officer_request(person)
    )


def change_url(claim) -> str:
    return reverse("admin:habeas_data_dataclaim_change", args=[claim.pk])


def resolve_url(claim) -> str:
    return reverse("admin:habeas_data_dataclaim_resolve", args=[claim.pk])


def somebody(*permissions: str) -> User:
    user = staff_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


@pytest.mark.parametrize(
    ("permissions", "list_status", "change_status", "resolve_status"),
    [
        ([], 403, 403, 403),
        (["view_dataclaim"], 200, 200, 403),
        (["view_dataclaim", "resolve_dataclaim"], 200, 200, 200),
    ],
)
def test_who_sees_and_who_resolves(client, claim, permissions, list_status, change_status, resolve_status):
    verified(client, somebody(*permissions))
    assert client.get(LIST).status_code == list_status
    assert client.get(change_url(claim)).status_code == change_status
    assert client.get(resolve_url(claim)).status_code == resolve_status


def test_citizen_is_not_let_in(client, claim):
    client.force_login(claim.user)
    for url in (LIST, change_url(claim), resolve_url(claim)):
        assert client.get(url).status_code != 200


@pytest.fixture
def desk(client, claim):
    return verified(client, somebody("view_dataclaim", "resolve_dataclaim"))


def test_queue_begins_with_what_is_due_first(desk, claim, monkeypatch):
    monkeypatch.setattr("habeas_data.filing.claim_due_on", lambda received_on, calendar: date(2020, 1, 2))
    other = file_claim(
        kind="correccion", text="Mi nombre está mal escrito.", request=officer_request(ProfileFactory().user)
    )
    page = desk.get(LIST).content.decode()
    assert page.index(other.radicado.number) < page.index(claim.radicado.number)
    assert "Vencido hace" in page
    refusal = {"outcome": "negado", "answer": "No procede por lo siguiente."}
    desk.post(resolve_url(other), refusal, follow=True)
    page = desk.get(LIST).content.decode()
    assert page.index(claim.radicado.number) < page.index(other.radicado.number)


def test_queue_asks_no_more_of_the_database_for_more_claims(desk, django_assert_max_num_queries):
    for _ in range(3):
        user = ProfileFactory().user
        file_claim(kind="correccion", text="Mi nombre está mal escrito.", request=officer_request(user))
    with django_assert_max_num_queries(20) as few:
        desk.get(LIST)
    for _ in range(5):
        user = ProfileFactory().user
        file_claim(kind="correccion", text="Mi nombre está mal escrito.", request=officer_request(user))
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(LIST)


def test_opening_a_claim_is_recorded(desk, claim):
    desk.get(change_url(claim))
    entry = Entry.objects.filter(action=Action.READ).latest("pk")
    assert (entry.subject_type, entry.subject_id) == ("habeas_data.dataclaim", str(claim.pk))


def test_officer_erases_by_granting_and_confirming(desk, claim):
    response = desk.post(resolve_url(claim), ANSWERED)
    assert response.status_code == 302
    assert not User.objects.get(pk=claim.user_id).is_active
    assert "Atendido" in desk.get(change_url(claim)).content.decode()


@pytest.mark.parametrize(
    "change",
    [{"is_confirmed": ""}, {"answer": ""}, {"answer": "corta"}, {"outcome": ""}, {"outcome": "otro"}],
)
def test_resolution_that_is_not_whole_is_refused(desk, claim, change):
    assert desk.post(resolve_url(claim), ANSWERED | change).status_code == 422
    claim.refresh_from_db()
    assert claim.resolved_at is None


def test_second_officer_is_told_that_it_is_answered(desk, claim):
    refusal = {"outcome": "negado", "answer": "No procede por lo siguiente."}
    desk.post(resolve_url(claim), refusal)
    assert "ya fue resuelto" in desk.get(resolve_url(claim)).content.decode()
    response = desk.post(resolve_url(claim), ANSWERED, follow=True)
    assert "ya estaba resuelto" in response.content.decode()
    assert User.objects.get(pk=claim.user_id).is_active


def test_erasure_that_cannot_be_done_says_why_and_answers_nothing(desk):
    company = laboratory_user().profile.company
    boss = ProfileFactory(person_type="juridica", company=company, is_company_administrator=True).user
    claim = file_claim(kind="supresion", text="Quiero que se borre todo.", request=officer_request(boss))
    page = desk.post(resolve_url(claim), ANSWERED)
    assert "administradora" in page.content.decode()
    claim.refresh_from_db()
    assert claim.resolved_at is None
