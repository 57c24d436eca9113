"""The desk's side of claims about personal data: they wait in its queue, and an officer erases."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.models import User
from ground.audit.models import Action, Entry
from inm_portal import staff_groups
from pqrsd.models import Pqrsd
from tests.factories import ProfileFactory, laboratory_user
from tests.habeas_data.claims import ERASURE, POSTED, answered, erased, filed
from tests.pqrsd.desk import act, at_desk, case_path, changed, closed, listed
from tests.pqrsd.petitions import petition
from tests.staff import staff_user

SLUG = "supresion"
LINK = "Suprimir los datos de la cuenta"
CONFIRMED = {"is_confirmed": "on"}


@pytest.fixture
def claim(person_client) -> Pqrsd:
    return filed(person_client, ERASURE)


@pytest.fixture
def desk(claim) -> Client:
    return at_desk(staff_user(staff_groups.PETITIONS_OFFICER))


def claim_of(user: User, posted=ERASURE) -> Pqrsd:
    client = Client()
    client.force_login(user)
    return filed(client, posted)


def url_of(claim: Pqrsd) -> str:
    return case_path(claim, f"{SLUG}/")


def is_active(claim: Pqrsd) -> bool:
    return User.objects.get(pk=claim.user_id).is_active


@pytest.mark.parametrize(
    ("permissions", "case_status", "erasure_status", "is_offered"),
    [
        ([], 404, 404, False),
        (["view_pqrsd"], 200, 403, False),
        (["handle_pqrsd"], 200, 403, False),
        (["view_pqrsd", "erase_user"], 200, 403, False),
        (["handle_pqrsd", "erase_user"], 200, 200, True),
    ],
)
def test_who_sees_the_claim_and_who_erases(claim, permissions, case_status, erasure_status, is_offered):
    user = staff_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = at_desk(user)
    page = client.get(case_path(claim))
    assert page.status_code == case_status
    assert (LINK in page.content.decode()) is is_offered
    assert client.get(url_of(claim)).status_code == erasure_status
    assert client.post(url_of(claim), CONFIRMED | {"version": claim.version}).status_code in {302, 403, 404}
    assert is_active(claim) is not is_offered


def test_citizen_is_not_let_in(person_client, claim):
    assert person_client.get(url_of(claim)).status_code == 404


def test_claims_wait_in_the_queue_with_what_is_due_first_first(desk, claim):
    other = claim_of(ProfileFactory().user, POSTED)
    changed(other, due_on=claim.due_on - timedelta(days=3))
    assert listed(desk) == [other.subject, claim.subject]


def test_opening_the_page_is_recorded(desk, claim):
    desk.get(url_of(claim))
    entry = Entry.objects.filter(action=Action.READ).latest("pk")
    assert (entry.subject_type, entry.subject_id) == ("pqrsd.pqrsd", str(claim.pk))


def test_officer_erases_by_confirming(desk, claim):
    assert act(desk, claim, SLUG).status_code == 422
    assert is_active(claim)
    page = desk.post(url_of(claim), CONFIRMED | {"version": claim.version}, follow=True).content.decode()
    assert "Los datos de la cuenta quedaron suprimidos." in page
    assert "Se suprimieron los datos de la cuenta." in page
    assert LINK not in page
    assert not is_active(claim)
    assert Entry.objects.get(action=Action.ERASED).subject_id == str(claim.user_id)


def test_answered_claim_is_still_carried_out(desk, claim, officer):
    answered(claim, officer)
    assert LINK in desk.get(case_path(claim)).content.decode()
    assert act(desk, claim, SLUG, **CONFIRMED).status_code == 302
    assert not is_active(claim)


def test_second_officer_is_told_that_it_is_done(desk, claim, officer):
    erased(claim, officer)
    page = act(desk, claim, SLUG, **CONFIRMED)
    assert page.status_code == 302
    assert "la cuenta ya se suprimió" in desk.get(page.url).content.decode()


def test_case_that_changed_meanwhile_is_read_again_first(desk, claim, officer):
    version = claim.version
    answered(claim, officer, text="No procede por lo siguiente.")
    assert act(desk, claim, SLUG, version=version, **CONFIRMED).status_code == 409
    assert is_active(claim)


@pytest.mark.parametrize("outcome", ["trasladada", "desistida", "desistida_tacita", "anulada"])
def test_claim_that_ended_without_an_answer_erases_nobody(desk, claim, outcome):
    closed(claim, outcome)
    assert LINK not in desk.get(case_path(claim)).content.decode()
    assert act(desk, claim, SLUG, **CONFIRMED).status_code == 302
    assert is_active(claim)


@pytest.mark.parametrize("story", [lambda user: claim_of(user, POSTED), lambda user: petition(user=user)])
def test_what_asks_no_erasure_is_not_offered_one(desk, story):
    case = story(ProfileFactory().user)
    assert LINK not in desk.get(case_path(case)).content.decode()
    assert act(desk, case, SLUG, **CONFIRMED).status_code == 302
    assert is_active(case)


def test_claim_of_the_public_form_that_belongs_to_an_account_is_read_and_carried_out(desk):
    case = petition("habeas_reclamo", user=ProfileFactory().user)
    assert act(desk, case, SLUG, **CONFIRMED).status_code == 302
    assert not is_active(case)


def test_erasure_that_cannot_be_done_says_why_and_does_nothing(desk):
    company = laboratory_user().profile.company
    boss = ProfileFactory(person_type="juridica", company=company, is_company_administrator=True).user
    for user, reason in ((boss, "administradora"), (staff_user(key="22" * 20), "cuenta del personal")):
        case = claim_of(user)
        page = act(desk, case, SLUG, **CONFIRMED)
        assert page.status_code == 422
        assert reason in page.content.decode()
        assert is_active(case)
        assert not case.steps.filter(kind="noted").exists()
