"""Claims about personal data: filed and answered in their term (Ley 1581 de 2012, art. 15)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import User
from expedientes.models import Dependencia
from ground.audit.models import Entry
from ground.mails.models import Mail
from legal_calendar.legal_time import long_date
from legal_calendar.models import Festivo
from legal_calendar.stored import current_calendar
from pqrsd.acts.completion import request_completion
from pqrsd.deadlines import Ground
from pqrsd.kinds import Applicant, Kind, Outcome
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import DUE_CHANGED, FILED
from pqrsd.revision import recompute
from radicados.letters import from_snapshot
from radicados.models import Radicado, Signatory
from tests.factories import ProfileFactory, UserFactory
from tests.habeas_data.claims import (
    ERASURE,
    LIST,
    OVERVIEW,
    POSTED,
    TEXT,
    URL,
    answered,
    filed,
    fresh,
    mail_with,
    page_of,
)
from tests.outbox import composed


# --- Filing ---------------------------------------------------------------------------------------------
def test_claim_is_a_petition_of_its_kind_with_a_number_and_its_term(claim, person):
    assert claim.radicado.number
    assert claim.radicado.filed_by == claim.user == person
    assert (claim.kind, claim.claim_asks, claim.request) == (Kind.DATA_CLAIM, "correccion", TEXT)
    assert claim.subject == "Datos personales: corrección o actualización"
    assert claim.due_on == current_calendar().after(claim.effective_on, 15)
    assert Mail.objects.of(FILED).get().recipient == person.email
    assert Entry.objects.filter(subject_type="pqrsd.pqrsd", detail__what="pqrsd_filed").exists()


def test_petitioner_is_who_the_account_knows(claim, person):
    told = claim.petitioner
    assert (told.full_name, told.document_number) == (str(person), person.profile.document_number)
    assert (told.email, told.mobile, told.address) == (person.email, "3001234567", "Calle Ficticia 1")
    assert claim.applicant == Applicant.PERSON


def test_minor_claims_as_one_and_first(client, reference_data, person):
    client.force_login(ProfileFactory(document_type="TI", guardian_name="Rosa Ficticia").user)
    claim = filed(client, POSTED)
    assert (claim.applicant, claim.is_priority) == (Applicant.MINOR, True)
    assert claim.petitioner.guardian_name == "Rosa Ficticia"


@pytest.mark.parametrize("names", [{}, {"first_name": "", "last_name": ""}])
def test_account_of_the_staff_claims_too(client, person, names):
    user = UserFactory(is_staff=True, **names)
    client.force_login(user)
    claim = filed(client, POSTED)
    assert str(claim.petitioner) == claim.radicado.filer_name == str(user)
    assert claim.petitioner.document == ""


def test_letter_acknowledges_the_claim_in_the_person_s_own_words(claim):
    letter = from_snapshot(claim.radicado.snapshot)
    words = [getattr(block, "text", "") for block in letter.blocks]
    assert "reclamo sobre datos personales" in letter.subject
    assert TEXT in words
    for said in ("15 días hábiles (Ley 1581 de 2012, art. 15)", "reclamo en trámite", "Superintendencia"):
        assert any(said in text for text in words)
    assert long_date(claim.due_on) in str(letter.blocks)


def test_claim_of_a_company_s_user_is_not_the_company_s(client, laboratory):
    client.force_login(laboratory)
    radicado = filed(client, POSTED).radicado
    colleague = ProfileFactory(person_type="juridica", company=laboratory.profile.company).user
    assert radicado in Radicado.objects.visible_to(laboratory)
    assert radicado not in Radicado.objects.visible_to(colleague)


@pytest.mark.parametrize(
    "posted",
    [
        {"asks": ""}, {"asks": "correccion"}, {"asks": "otra", "text": TEXT},
        {"asks": "correccion", "text": "corto"}, POSTED | {"submission": "x"},
        {"asks": "correccion", "text": "a" * 4001}, {"asks": "correccion", "text": "\x00" * 20},
        {"asks": "correccion", "text": "\u200b" * 20},
    ],
)  # fmt: skip
def test_incomplete_claim_is_refused_and_what_was_typed_stays(person_client, posted):
    response = person_client.post(URL, posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert posted.get("text", "").strip("\x00\u200b")[:20] in page
    assert not Pqrsd.objects.exists()


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (POSTED, POSTED, 1),
        (POSTED, POSTED | {"text": TEXT + " Otra cosa."}, 2),
        (ERASURE, ERASURE | {"text": "Quiero que se borre todo."}, 1),
        (POSTED, POSTED | {"asks": "supresion"}, 2),
    ],
)
def test_what_is_asked_twice_is_filed_once(person_client, first, second, count):
    filed(person_client, first)
    filed(person_client, second)
    assert Pqrsd.objects.count() == Radicado.objects.count() == count


def test_page_that_is_sent_twice_files_once_even_when_the_first_was_answered(person_client, officer):
    posted = POSTED | {"submission": "6b7c1e80-0000-4000-8000-000000000001"}
    answered(filed(person_client, posted), officer)
    filed(person_client, posted)
    assert Pqrsd.objects.count() == 1


def test_claims_are_slowed_down(person_client):
    for number in range(5):
        filed(person_client, POSTED | {"text": f"{TEXT} {number}"})
    assert person_client.post(URL, POSTED).status_code == 422


@pytest.mark.parametrize("missing", [Signatory, Dependencia])
def test_what_the_entity_lacks_files_nothing_and_the_text_stays(person_client, missing):
    missing.objects.all().delete()
    response = person_client.post(URL, POSTED)
    assert response.status_code == 503
    assert "es Güiza, como en mi cédula." in response.content.decode()
    assert not Pqrsd.objects.exists()


def test_the_page_of_a_claim_begins_with_what_was_chosen(person_client):
    form = person_client.get(URL, {"clase": "supresion"}).context["form"]
    assert form["asks"].value() == "supresion"


# --- While it is open, and its answer -------------------------------------------------------------------
def test_open_claim_is_told_as_such_with_its_last_day_until_it_is_answered(claim, person_client, officer):
    page = page_of(person_client)
    assert "Reclamo en trámite: Datos personales: corrección o actualización" in page
    assert claim.radicado.number in page
    assert f"Se responde a más tardar el {long_date(claim.due_on)}." in page
    answered(claim, officer)
    assert "Reclamo en trámite" not in page_of(person_client)


def test_incomplete_claim_is_told_until_when_it_waits(claim, person_client, officer):
    facts = {"pk": claim.pk, "version": claim.version, "by": officer}
    request_completion(**facts, ground=Ground.INCOMPLETE, text="¿Cuál apellido?")
    page = page_of(person_client)
    assert f"Complételo a más tardar el {long_date(fresh(claim).waiting_until)}." in page
    assert "Reclamo en trámite" not in page


def test_person_reads_the_answer_in_a_letter_by_mail_and_in_their_case(
    claim, person, person_client, officer, monkeypatch
):
    event = answered(claim, officer)
    mail = mail_with(event.radicado, monkeypatch)
    assert mail.to == [person.email]
    assert claim.radicado.number in mail.body
    assert "Respondida" in page_of(person_client, LIST)
    case = person_client.get(f"/pqrsd/consulta/{claim.radicado.number}/", follow=True)
    assert "Se corrigió como lo pidió." in case.content.decode()


def test_person_sees_only_their_own_claims(claim):
    other = Client()
    other.force_login(ProfileFactory().user)
    for path in (OVERVIEW, LIST):
        assert str(claim.radicado) not in page_of(other, path)


def test_new_holiday_moves_the_claim_records_it_and_tells_the_person(claim, person):
    before = claim.due_on
    recompute()
    Festivo.objects.create(date=before, name="Día cívico", norm="Decreto 1")
    recompute()
    moved = fresh(claim)
    assert moved.due_on == current_calendar().after(before, 1)
    assert Entry.objects.get(detail__what="due_on").detail["now"] == str(moved.due_on)
    mail = composed(Mail.objects.of(DUE_CHANGED).get(recipient=person.email))
    for words in (long_date(before), long_date(moved.due_on)):
        assert words in mail.body


def test_unverified_address_is_told_nothing(client, person, officer):
    User.objects.update(email_verified_at=None)
    client.force_login(person)
    claim = filed(client, POSTED)
    recompute()
    Festivo.objects.create(date=claim.due_on, name="Día cívico", norm="Decreto 1")
    recompute()
    answered(claim, officer)
    assert fresh(claim).outcome == Outcome.ANSWERED
    assert not Mail.objects.filter(recipient=person.email).exists()


@pytest.mark.parametrize("change", [{"request": "Otra cosa"}, {"claim_asks": "supresion"}])
def test_what_was_filed_never_changes_and_is_never_deleted(claim, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Pqrsd.objects.filter(pk=claim.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pqrsd.objects.filter(pk=claim.pk)._raw_delete("default")
