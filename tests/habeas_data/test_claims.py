"""Claims about personal data: filed, answered in their term, erasure (Ley 1581 de 2012, arts. 8 e, 15)."""

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from accounts.consents import give, wordings_in_force
from accounts.models import Characterisation, Invitation, Session, User
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from habeas_data.erasure import ErasureRefusedError, erase
from habeas_data.mail_events import CLAIM_RESOLVED
from habeas_data.models import DataClaim
from habeas_data.resolving import AlreadyResolvedError, resolve
from habeas_data.terms import claim_due_on
from legal_calendar.legal_time import LEGAL_TIME
from legal_calendar.stored import current_calendar
from radicados.letters import from_snapshot
from radicados.models import Radicado, Signatory
from requests_oec.models import OecRequest
from tests.accounts.account_people import invitation_of
from tests.factories import OecRequestFactory, ProfileFactory, UserFactory, file_simple, laboratory_user
from tests.habeas_data.conftest import add_document
from tests.outbox import composed

URL = "/cuenta/datos-personales/reclamo/"
CLAIMS = "/cuenta/datos-personales/reclamos/"
TEXT = "Mi segundo apellido está mal escrito:\nes Güiza, como en mi cédula."
POSTED = {"kind": "correccion", "text": TEXT}


@pytest.fixture
def claim(person_client, person, django_capture_on_commit_callbacks):
    return filed(person_client, POSTED)


def filed(client, posted) -> DataClaim:
    assert client.post(URL, posted).status_code == 302
    return DataClaim.objects.with_number().latest("pk")


def officer_request(officer):
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")
    request.user = officer
    return request


def answered(claim, officer, outcome="atendido", answer="Se corrigió como lo pidió."):
    resolve(claim=claim, outcome=outcome, answer=answer, by=officer, request=officer_request(officer))
    claim.refresh_from_db()


def test_claim_is_filed_with_a_number_and_its_term(claim, person):
    assert claim.radicado.number
    assert claim.radicado.filed_by == person
    assert claim.due_on == claim_due_on(
        claim.radicado.filed_at.astimezone(LEGAL_TIME).date(), current_calendar()
    )
    assert Mail.objects.get().recipient == person.email
    assert Entry.objects.filter(subject_type="habeas_data.dataclaim", detail__what="claim_filed").exists()


def test_letter_acknowledges_the_claim_in_the_person_s_own_words(claim, person):
    letter = from_snapshot(claim.radicado.snapshot)
    assert "corrección" in letter.subject
    assert TEXT in [getattr(block, "text", "") for block in letter.blocks]
    assert any("15 días hábiles" in getattr(block, "text", "") for block in letter.blocks)


def test_claim_of_a_company_s_user_is_not_the_company_s(client, laboratory):
    client.force_login(laboratory)
    radicado = filed(client, POSTED).radicado
    colleague = ProfileFactory(person_type="juridica", company=laboratory.profile.company).user
    assert radicado in Radicado.objects.visible_to(laboratory)
    assert radicado not in Radicado.objects.visible_to(colleague)


def test_unverified_address_is_told_nothing(client, person):
    User.objects.update(email_verified_at=None)
    client.force_login(person)
    filed(client, POSTED)
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [
        {"kind": ""}, {"kind": "correccion"}, {"kind": "otra", "text": TEXT},
        {"kind": "correccion", "text": "corto"},
        {"kind": "correccion", "text": "a" * 4001}, {"kind": "correccion", "text": "\x00" * 20},
        {"kind": "correccion", "text": "\u200b" * 20},
    ],
)  # fmt: skip
def test_incomplete_claim_is_refused_and_what_was_typed_stays(person_client, posted):
    response = person_client.post(URL, posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert posted.get("text", "").strip("\x00\u200b")[:20] in page
    assert not DataClaim.objects.exists()


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (POSTED, POSTED, 1),
        (POSTED, POSTED | {"text": TEXT + " Otra cosa."}, 2),
        ({"kind": "supresion", "text": TEXT}, {"kind": "supresion", "text": "Quiero que se borre todo."}, 1),
        (POSTED, POSTED | {"kind": "supresion"}, 2),
    ],
)
def test_what_is_asked_twice_is_filed_once(person_client, first, second, count):
    filed(person_client, first)
    filed(person_client, second)
    assert DataClaim.objects.count() == Radicado.objects.count() == count


def test_claims_are_slowed_down(person_client):
    for number in range(5):
        filed(person_client, POSTED | {"text": f"{TEXT} {number}"})
    assert person_client.post(URL, POSTED).status_code == 422


def test_without_signatory_nothing_is_filed_and_the_text_stays(person_client):
    Signatory.objects.all().delete()
    response = person_client.post(URL, POSTED)
    assert response.status_code == 503
    assert "es Güiza, como en mi cédula." in response.content.decode()
    assert not DataClaim.objects.exists()


def test_the_page_of_a_claim_begins_with_what_was_chosen(person_client):
    assert 'value="supresion"' in person_client.get(URL, {"clase": "supresion"}).content.decode()


def test_person_reads_the_answer_in_their_page_and_by_mail(claim, person_client, officer):
    answered(claim, officer)
    page = person_client.get(CLAIMS).content.decode()
    assert "Se corrigió como lo pidió." in page
    mail = composed(Mail.objects.of(CLAIM_RESOLVED).get())
    assert claim.radicado.number in mail.subject
    assert "Se corrigió como lo pidió." in mail.body
    assert CLAIMS in mail.body


def test_person_sees_only_their_own_claims(claim):
    other = Client()
    other.force_login(ProfileFactory().user)
    assert str(claim.radicado) not in other.get(CLAIMS).content.decode()


def test_open_claim_shows_how_many_days_are_left(claim, person_client):
    page = person_client.get(CLAIMS).content.decode()
    assert f"quedan {claim.days_left} días hábiles" in " ".join(page.split())


def test_claim_is_answered_once(claim, officer):
    answered(claim, officer)
    with pytest.raises(AlreadyResolvedError):
        answered(claim, officer, outcome="negado", answer="Otra respuesta.")
    claim.refresh_from_db()
    assert claim.outcome == "atendido"


@pytest.mark.parametrize(
    "change", [{"text": "Otra cosa"}, {"due_on": "2030-01-01"}, {"kind": "supresion"}, {"outcome": "negado"}]
)
def test_claim_that_was_answered_never_changes(claim, officer, change):
    answered(claim, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataClaim.objects.filter(pk=claim.pk).update(**change)


def test_what_was_filed_never_changes_and_is_never_deleted(claim):
    with pytest.raises(IntegrityError), transaction.atomic():
        DataClaim.objects.filter(pk=claim.pk).update(text="Otra cosa")
    with pytest.raises(IntegrityError), transaction.atomic():
        claim.delete()


# --- Erasure --------------------------------------------------------------------------------------------
@pytest.fixture
def erasure(person_client, person):
    request = RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")
    request.user = person
    Characterisation.objects.create(profile=person.profile, stratum=3)
    give(user=person, wording=wordings_in_force()["personal_data"], request=request)
    Mail.objects.create(event="accounts.verify_email", recipient=person.email, user=person)
    OecRequestFactory(applicant=person, company=None, complete=True)
    add_document(person.profile)
    return filed(person_client, {"kind": "supresion", "text": "Quiero que se borre todo lo mío."})


def test_granted_erasure_leaves_an_account_without_a_person(
    erasure, person, officer, person_client, django_capture_on_commit_callbacks
):
    (document,) = [row.document for row in person.profile.supporting_documents.all()]
    with django_capture_on_commit_callbacks(execute=True):
        answered(erasure, officer, answer="Sus datos fueron suprimidos.")
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
    assert person_client.get(CLAIMS).status_code == 302
    assert Entry.objects.get(action=Action.ERASED).subject_id == str(person.pk)


def test_erasure_keeps_what_the_law_keeps(erasure, person, officer):
    answered(erasure, officer, answer="Sus datos fueron suprimidos.")
    consent = person.consents.get()
    assert consent.wording
    assert consent.withdrawn_at
    assert Radicado.objects.get().filer_name == "María José Ñáñez Güiza"


def test_person_is_told_of_the_erasure_at_the_address_that_they_had(erasure, person, officer):
    answered(erasure, officer, answer="Sus datos fueron suprimidos.")
    message = person.mails.get()
    assert message.recipient == person.email
    assert "su cuenta quedó cerrada" in composed(message).body


@pytest.mark.parametrize("outcome", ["parcial", "negado"])
def test_only_a_granted_erasure_erases(erasure, person, officer, outcome):
    answered(erasure, officer, outcome=outcome, answer="No procede por lo siguiente.")
    assert User.objects.get(pk=person.pk).is_active


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
