"""The answer, its annexes, and the access that it refuses (CPACA, arts. 13, 24 to 26)."""

import pytest

from expedientes.acts.steps import ActRefusedError
from expedientes.attachments import ANSWER, ATTACHMENTS
from ground.documents.models import FileDraft
from pqrsd.acts.answer import answer
from pqrsd.kinds import Kind, Outcome
from tests.pqrsd.acts.cases import MONDAY, again, ask, business_day, facts, received, words
from tests.pqrsd.petitions import document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("day", "is_late"), [(0, False), (15, False), (16, True)])
def test_answer_closes_the_case_and_the_record_alone_says_that_it_was_late(officer, on, day, is_late):
    pqrsd = received()
    on(business_day(day))
    event = answer(**facts(pqrsd, officer), text="El certificado está listo.")
    after = again(pqrsd)
    assert (after.outcome, event.data) == (
        Outcome.ANSWERED,
        {"is_access_refused": False, "is_late": is_late},
    )
    text = words(event.radicado)
    assert "El certificado está listo." in text
    assert "tarde" not in text
    assert "sobre «Calibración de una balanza»" in text


def test_answer_is_given_with_the_clock_stopped(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    answer(**facts(again(pqrsd), officer), text="Respondemos con lo que hay.")
    assert again(pqrsd).outcome == Outcome.ANSWERED


def test_answer_names_each_annex_by_its_fingerprint_and_the_pdf_as_the_first(officer):
    pqrsd = received()
    own, attached = document("respuesta.pdf", b"%PDF-respuesta"), document("tabla.pdf", b"%PDF-tabla")
    draft = FileDraft.objects.create()
    for slot, kept in ((ATTACHMENTS, attached), (ANSWER, own)):
        draft.files.create(slot=slot, document=kept)
    event = answer(**facts(pqrsd, officer), text="", draft_id=draft.pk)
    text = words(event.radicado)
    assert "«respuesta.pdf», anexo número 1, que hace parte integral" in text
    assert f"Su huella SHA-256 es {own.sha256}." in text
    assert f"1. respuesta.pdf (SHA-256 {own.sha256})\n2. tabla.pdf (SHA-256 {attached.sha256})" in text
    assert [anexo.document for anexo in event.anexos.all()] == [own, attached]
    assert not FileDraft.objects.exists()


def test_empty_answer_is_refused(officer):
    with pytest.raises(ActRefusedError, match="Escriba la respuesta"):
        answer(**facts(received(), officer), text="")


def test_refused_access_says_its_norms_and_the_recourse(officer):  # arts. 24 to 26
    pqrsd = received(Kind.INFORMATION)
    event = answer(**facts(pqrsd, officer), text="No es posible.", refusal_reason="Ley 1712 de 2014, art. 19.")
    text = words(event.radicado)
    assert "Ley 1712 de 2014, art. 19." in text
    assert "artículo 26" in text
    assert again(pqrsd).steps.filter(data__is_access_refused=True).exists()


def test_answered_case_is_complemented_and_stays_closed_as_it_was(officer):
    pqrsd = received()
    answer(**facts(pqrsd, officer), text="Está listo.")
    closed = again(pqrsd)
    event = answer(**facts(closed, officer), text="Corregimos: está listo el martes.")
    assert (event.data["is_further"], again(pqrsd).closed_at) == (True, closed.closed_at)
    assert event.radicado.subject.startswith("Respuesta complementaria")
