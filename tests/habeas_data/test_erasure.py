"""Erasure: what it takes, what the law keeps, and whom it refuses (Ley 1581 de 2012, art. 8 e)."""

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.test import RequestFactory

from accounts.consents import give, wordings_in_force
from accounts.models import Characterisation, Invitation, Session, User
from expedientes.acts.steps import ActRefusedError
from expedientes.models import Paso
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from habeas_data.erasure import ErasureRefusedError, erase
from pqrsd.kinds import Outcome, Step
from radicados.models import Radicado
from requests_oec.models import OecRequest
from tests.accounts.account_people import invitation_of
from tests.factories import OecRequestFactory, ProfileFactory, UserFactory, file_simple, laboratory_user
from tests.habeas_data.claims import (
    ERASURE,
    OVERVIEW,
    answered,
    erased,
    filed,
    fresh,
    mail_with,
    officer_request,
)
from tests.habeas_data.conftest import add_document


@pytest.fixture
def erasure(person_client, person):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user = person
    Characterisation.objects.create(profile=person.profile, stratum=3)
    give(user=person, wording=wordings_in_force()["personal_data"], request=request)
    Mail.objects.create(event="accounts.verify_email", recipient=person.email, user=person)
    OecRequestFactory(applicant=person, company=None, complete=True)
    add_document(person.profile)
    return filed(person_client, ERASURE)


def test_granted_erasure_leaves_an_account_without_a_person(
    erasure, person, officer, person_client, django_capture_on_commit_callbacks
):
    (document,) = [row.document for row in person.profile.supporting_documents.all()]
    with django_capture_on_commit_callbacks(execute=True):
        erased(erasure, officer)
    person = User.objects.select_related("profile").get(pk=person.pk)
    assert person.username == str(person) == f"suprimido-{person.pk}"
    assert (person.email, person.first_name, person.last_name) == ("", "", "")
    assert not person.is_active
    assert not person.has_usable_password()
    assert (person.profile.mobile, person.profile.address) == ("", "")
    assert person.profile.document_number == f"SUPRIMIDO-{person.profile.pk}"
    assert not Characterisation.objects.exists()
    assert not person.profile.supporting_documents.exists()
    assert not storages["documents"].exists(document.file.name)
    assert not OecRequest.objects.exists()
    assert not Session.objects.filter(user=person).exists()
    assert person_client.get(OVERVIEW).status_code == 302
    assert Entry.objects.get(action=Action.ERASED).subject_id == str(person.pk)


def test_erasure_keeps_what_the_law_keeps(erasure, person, officer):
    erased(erasure, officer)
    consent = person.consents.get()
    assert consent.wording
    assert consent.withdrawn_at
    assert Radicado.objects.get().filer_name == "María José Ñáñez Güiza"


@pytest.mark.parametrize("order", [(answered, erased), (erased, answered)])
def test_answer_reaches_the_person_whether_the_erasure_comes_before_or_after(
    erasure, person, officer, order, monkeypatch
):
    for act in order:
        act(erasure, officer)
    case = fresh(erasure)
    assert (case.outcome, case.user) == (Outcome.ANSWERED, None)
    mail = mail_with(case.steps.get(kind=Step.ANSWERED).radicado, monkeypatch)
    assert mail.to == [person.email]
    assert "/pqrsd/consulta/" in mail.body
    assert case.steps.get(kind=Paso.Kind.NOTED).by == officer


def test_answer_by_itself_erases_nobody(erasure, person, officer):
    answered(erasure, officer, text="No procede por lo siguiente.")
    assert User.objects.get(pk=person.pk).is_active


def test_claim_that_asks_something_else_erases_nobody(claim, person, officer):
    with pytest.raises(ActRefusedError, match="no es un reclamo vigente de supresión"):
        erased(claim, officer)
    assert User.objects.get(pk=person.pk).is_active
    assert fresh(claim).version == claim.version


def test_two_people_can_be_erased(reference_data, officer):
    for user in (ProfileFactory().user, ProfileFactory().user):
        erase(user=user, by=officer, request=officer_request(officer))
    assert User.objects.filter(username__startswith="suprimido-").count() == 2


def test_user_of_a_company_leaves_it_and_its_drafts_stay(laboratory, officer):
    company = laboratory.profile.company
    administrator = ProfileFactory(person_type="juridica", company=company, is_company_administrator=True)
    OecRequestFactory(applicant=laboratory, complete=True)
    with transaction.atomic():
        radicado = file_simple(laboratory)
    erase(user=laboratory, by=officer, request=officer_request(officer))
    assert list(company.profiles.all()) == [administrator]
    assert OecRequest.objects.get().company == company
    assert radicado in Radicado.objects.visible_to(administrator.user)


def test_last_administrator_of_a_company_with_others_names_one_first(laboratory, officer):
    company = laboratory.profile.company
    boss = ProfileFactory(person_type="juridica", company=company, is_company_administrator=True).user
    with pytest.raises(ErasureRefusedError, match="administra"):
        erase(user=boss, by=officer, request=officer_request(officer))
    assert User.objects.get(pk=boss.pk).is_active


def test_only_user_of_a_company_can_be_erased(reference_data, officer):
    user = laboratory_user(is_company_administrator=True)
    invitation = invitation_of(user.profile.company)
    erase(user=user, by=officer, request=officer_request(officer))
    assert User.objects.get(pk=user.pk).profile.company is None
    assert not Invitation.objects.live().filter(pk=invitation.pk).exists()


def test_account_of_the_staff_is_not_erased(officer):
    with pytest.raises(ErasureRefusedError, match="personal"):
        erase(user=officer, by=officer, request=officer_request(officer))


def test_user_without_profile_can_be_erased(reference_data, officer):
    user = UserFactory()
    erase(user=user, by=officer, request=officer_request(officer))
    assert not User.objects.get(pk=user.pk).is_active
