"""A person's petitions belong to their data: all of them are handed over, and little of them is erased."""

import json
import re

import pytest
from django.db import transaction

from accounts.consents import wordings_in_force
from accounts.models import ConsentKind
from expedientes.acts.steps import add_step
from expedientes.models import Paso
from ground.audit.models import Action, record
from habeas_data.erasure import erase
from habeas_data.holdings import readings_by_others
from pqrsd.kinds import Kind
from pqrsd.models import PetitionerCharacterisation
from tests.factories import laboratory_user
from tests.habeas_data.claims import officer_request
from tests.habeas_data.test_export import data_of, downloaded
from tests.pqrsd.following import answer, signed
from tests.pqrsd.petitions import PETITIONER, document, petition

TOLD = {"stratum": 3, "ethnic_group": "indigena", "conditions": ["victima"]}


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_petitions_are_handed_over_with_their_steps_files_and_letters(client, person, pki, kind):
    pqrsd = petition(kind, user=person, documents=(document(content=b"%PDF-mio"),))
    answer(pqrsd, documents=(document("respuesta.pdf", b"%PDF-suyo"),))
    letter = signed(pqrsd.radicado.replies.get())
    archive = downloaded(client, person)
    data = data_of(archive)
    (told,) = data["petitions"]
    assert told["radicado"] == pqrsd.radicado.number
    assert told["petitioner"]["document_number"] == "1000000555"
    assert [step["kind"] for step in told["steps"]] == ["filed", "answered"]
    plumbing = {"expediente", "expediente_ptr", "is_internal", "app", "search_text"}
    assert not plumbing & {*told, *(name for step in told["steps"] for name in step)}
    assert [archive.read(row["file"]) for row in data["petition_documents"]] == [b"%PDF-mio", b"%PDF-suyo"]
    assert archive.read(f"cartas/radicado-{letter.number}.pdf").startswith(b"%PDF")


def test_what_the_staff_note_among_themselves_is_not_handed_over(client, person, officer):
    pqrsd = petition(user=person)
    pqrsd.assignee = officer
    with transaction.atomic():
        add_step(pqrsd, Paso.Kind.NOTED, by=officer, text="Parece molesto.", documents=[document()])
        add_step(pqrsd, Paso.Kind.MOVED, by=officer, text="Que lo calme otro.")
    data = data_of(downloaded(client, person))
    assert [step["kind"] for step in data["petitions"][0]["steps"]] == ["filed", "moved"]
    assert not re.search(r"Parece molesto|Que lo calme", json.dumps(data))
    assert data["petition_documents"] == []
    assert not {"assignee", "search_text"} & set(data["petitions"][0])


def test_claims_about_personal_data_are_a_section_of_their_own(client, person):
    claim, complaint = petition(Kind.DATA_CLAIM, user=person), petition(Kind.COMPLAINT, user=person)
    data = data_of(downloaded(client, person))
    assert [each["radicado"] for each in data["claims"]] == [claim.radicado.number]
    assert [each["radicado"] for each in data["petitions"]] == [complaint.radicado.number]


def test_petitions_of_others_and_anonymous_ones_are_nobody_s(client, person):
    petition(user=laboratory_user())
    petition(petitioner=None, user=person)
    assert data_of(downloaded(client, person))["petitions"] == []


def test_whoever_left_a_company_does_not_get_what_it_asked(client, laboratory):
    company = {"legal_name": "Laboratorio", "nit": laboratory.profile.company.nit}
    petition(user=laboratory, applicant="juridica", petitioner=PETITIONER | company)
    assert len(data_of(downloaded(client, laboratory))["petitions"]) == 1
    laboratory.profile.company = None
    laboratory.profile.save()
    data = data_of(downloaded(client, laboratory))
    assert data["petitions"] == []
    assert len(data["radicados"]) == 1


def test_person_sees_who_opened_their_petition_and_its_files(person, officer):
    row = document()
    pqrsd = petition(user=person, documents=(row,))
    for subject in (pqrsd, row):
        record(Action.READ, actor=officer, subject=subject)
    assert [entry.subject_type for entry in readings_by_others(person)] == [
        "documents.document",
        "pqrsd.pqrsd",
    ]


def test_erasure_keeps_petitions_as_archive_but_not_whose_account_they_were(person, officer):
    wording = wordings_in_force()[ConsentKind.SENSITIVE_DATA]
    pqrsd = petition(user=person, characterisation=TOLD, sensitive_wording=wording)
    erase(user=person, by=officer, request=officer_request(officer))
    pqrsd.refresh_from_db()
    assert pqrsd.user is None
    assert pqrsd.petitioner.email == "pedro@prueba.example"
    told = PetitionerCharacterisation.objects.get()
    assert (told.stratum, told.ethnic_group, told.conditions) == (None, "", [])
    assert told.consent_wording == wording.text
