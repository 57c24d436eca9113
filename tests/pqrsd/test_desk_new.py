"""Petitions typed at the desk: verbal, on paper or by mail (Decreto 1166 de 2016)."""

import pytest

from expedientes.models import Dependencia
from ground.audit.models import Action, Entry
from pqrsd.kinds import FilingChannel, Kind, Outcome
from pqrsd.models import Pqrsd
from radicados.models import Radicado, Signatory
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.desk import QUEUE
from tests.pqrsd.test_desk_queue import exported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
NEW = f"{QUEUE}nueva/"
TYPED = {
    "action": "file",
    "reception-channel": "presencial",
    "kind-kind": "queja",
    "applicant-applicant": "natural",
    "petitioner-document_type": "CC",
    "petitioner-document_number": "1.000.000.555",
    "petitioner-first_name": "Pedro",
    "petitioner-last_name": "Peticionario",
    "words-subject": "Demora en la ventanilla",
    "words-request": "Esperé dos horas y nadie me atendió.",
    "answer-answer_channel": "portal",
    "contact-country": "CO",
    "contact-department": "11",
    "contact-municipality": "11001",
}


def written(radicado: Radicado) -> str:
    return str(Radicado.objects.get(pk=radicado.pk).snapshot)


def test_verbal_petition_is_filed_with_its_constancia(desk, ana):
    response = desk.post(NEW, TYPED | {"reception-language": "Wayuunaiki"}, follow=True)
    case = Pqrsd.objects.get()
    assert case.radicado.number in response.text
    assert (case.received_by, case.user) == (ana, None)
    assert (case.channel, case.language, case.kind) == (FilingChannel.IN_PERSON, "Wayuunaiki", Kind.COMPLAINT)
    letter = written(case.radicado)
    for text in ("Constancia de petición verbal", "Verbal, en persona", "Ana Oficial", "Wayuunaiki"):
        assert text in letter, text
    assert "Abrir la constancia" in response.text
    assert "Abrir el caso" in response.text
    assert Entry.objects.filter(action=Action.CHANGED, detail__what="pqrsd_filed", actor_id=ana.pk).exists()


def test_petition_on_paper_is_acknowledged_as_received(desk):
    desk.post(NEW, TYPED | {"reception-channel": "fisico"})
    letter = written(Pqrsd.objects.get().radicado)
    assert "Acuse de recibo" in letter
    assert "Correspondencia física" in letter


@pytest.mark.parametrize("channel", ["", "web", "paloma"])
def test_how_it_arrived_must_be_told(desk, channel):
    response = desk.post(NEW, TYPED | {"reception-channel": channel, "action": "insist"})
    assert response.status_code == 422
    assert "Error: " in response.text
    assert "Esperé dos horas" in response.text
    assert not Pqrsd.objects.exists()


def test_incomplete_petition_is_filed_when_the_person_insists(desk):
    incomplete = {name: value for name, value in TYPED.items() if name != "petitioner-document_number"}
    response = desk.post(NEW, incomplete)
    assert response.status_code == 422
    assert "Radicar de todos modos" in response.text
    desk.post(NEW, incomplete | {"action": "insist"})
    assert Pqrsd.objects.get().missing == ["número de documento"]


def test_evidence_is_kept_over_a_rejection_and_goes_with_the_case(desk):
    page = desk.post(NEW, TYPED | {"words-request": "", "attachments": upload(pdf(), "prueba.pdf")})
    assert page.status_code == 422
    assert "prueba.pdf" in page.text
    desk.post(NEW, TYPED | {"draft": page.context["page"].opened.token})
    assert Pqrsd.objects.get().steps.get().anexos.get().document.name == "prueba.pdf"


def test_file_is_taken_away_again(desk):
    page = desk.post(NEW, TYPED | {"action": "attach", "attachments": upload(pdf(), "prueba.pdf")})
    kept = page.context["files"].received[0]
    again = {"action": f"remove:{kept.pk}", "draft": page.context["page"].opened.token}
    assert desk.post(NEW, TYPED | again).context["files"].received == []
    assert not Pqrsd.objects.exists()


def test_second_click_files_nothing_more(desk):
    token = desk.get(NEW).context["page"].opened.token
    first = desk.post(NEW, TYPED | {"draft": token, "spot-answer": "Le pedimos disculpas."})
    second = desk.post(NEW, TYPED | {"draft": token, "spot-answer": "Le pedimos disculpas."})
    case = Pqrsd.objects.get()
    assert first.status_code == second.status_code == 302
    assert case.steps.filter(kind="answered").count() == 1


def test_answer_given_on_the_spot_is_signed_and_closes_the_case(desk):
    desk.post(NEW, TYPED | {"spot-answer": "Le pedimos disculpas: ya lo atendemos."})
    case = Pqrsd.objects.get()
    assert case.outcome == Outcome.ANSWERED
    letter = case.steps.get(kind="answered").radicado
    assert letter.in_reply_to == case.radicado
    assert "ya lo atendemos" in written(letter)
    assert "ya lo atendemos" in written(case.radicado)  # Decreto 1166 de 2016


def test_denuncia_taken_down_by_an_officer_is_out_of_their_sight_at_once(desk):
    response = desk.post(NEW, TYPED | {"kind-kind": "denuncia", "spot-answer": "Ya veremos."}, follow=True)
    case = Pqrsd.objects.get()
    assert case.is_reserved
    assert case.is_open
    assert "Ya veremos" not in written(case.radicado)
    assert "únicamente Control interno disciplinario" in response.text
    assert "Abrir el caso" not in response.text
    assert "no la respuesta que se dio en el acto" in response.text
    assert desk.get(f"{QUEUE}{case.radicado.number}/").status_code == 404


def test_anonymous_verbal_petition_keeps_who_received_it_and_nobody_else(desk, ana):
    desk.post(NEW, TYPED | {"applicant-applicant": "anonimo"})
    case = Pqrsd.objects.get()
    assert not hasattr(case, "petitioner")
    assert (case.user, case.received_by, case.radicado.filed_from) == (None, ana, None)


@pytest.mark.parametrize("missing", [Signatory, Dependencia])
def test_fault_of_the_portal_loses_nothing(desk, missing):
    missing.objects.all().delete()
    response = desk.post(NEW, TYPED)
    assert response.status_code == 503
    assert "no tiene número todavía" in response.text
    assert "Esperé dos horas" in response.text
    assert not Pqrsd.objects.exists()


def test_what_was_typed_at_the_desk_is_on_the_queue(desk):
    desk.post(NEW, TYPED | {"reception-channel": "telefono"})
    assert "Verbal, por teléfono" in exported(desk, canal="telefono")
