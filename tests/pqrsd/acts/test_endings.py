"""A case ends without an answer (CPACA, arts. 17 and 19; Ley 962 de 2005, art. 81)."""

from datetime import timedelta

import pytest

from expedientes.acts.steps import ActRefusedError
from pqrsd.acts.answer import answer
from pqrsd.acts.endings import ArchiveGround, RejectionGround, archive, archive_refusal, lapse, reject
from pqrsd.deadlines import Ground
from pqrsd.kinds import Kind, Outcome
from tests.pqrsd.acts.cases import MONDAY, again, ask, facts, received, refused_or_not, words
from tests.pqrsd.petitions import PETITIONER

pytestmark = pytest.mark.django_db(transaction=True)


def test_disrespectful_petition_is_rejected_with_a_recourse(officer):
    pqrsd = received()
    event = reject(**facts(pqrsd, officer), ground=RejectionGround.DISRESPECTFUL, text="Insulta.")
    assert again(pqrsd).outcome == Outcome.REJECTED
    assert "recurso de reposición" in words(event.radicado)


def test_repeated_petition_is_referred_to_the_answer_that_it_had(officer):
    earlier = answer(**facts(received(), officer), text="Está listo.").radicado.number
    pqrsd = received()
    event = reject(**facts(pqrsd, officer), ground=RejectionGround.REPEATED, text="Nada nuevo.", earlier=earlier)
    assert earlier in words(event.radicado)
    assert "recurso" not in words(event.radicado)
    assert event.data == {"ground": "reiterativa", "earlier": earlier}


def test_repeated_petition_is_not_referred_to_what_is_no_answer(officer, control):
    other = received()
    of_denuncia = answer(**facts(received(Kind.REPORT), control), text="Se investiga.").radicado.number
    no_answer = ask(other, officer).radicado.number
    pqrsd = received()
    for earlier in ("2026-S-999999", other.radicado.number, no_answer, of_denuncia):
        with pytest.raises(ActRefusedError, match="no es el número de una respuesta"):
            reject(**facts(pqrsd, officer), ground=RejectionGround.REPEATED, text="Igual.", earlier=earlier)


@pytest.mark.parametrize(
    ("kind", "petitioner", "ground", "refused"),
    [
        (Kind.COMPLAINT, None, ArchiveGround.ANONYMOUS, False),
        (Kind.PRIVATE_INTEREST, None, ArchiveGround.ANONYMOUS, True),
        (Kind.COMPLAINT, PETITIONER, ArchiveGround.ANONYMOUS, True),
        (Kind.COMPLAINT, PETITIONER, "otra", True),
        (Kind.COMPLAINT, None, "otra", True),
        (Kind.COMPLAINT, None, ArchiveGround.JOINED, True),
    ],
)
def test_petition_is_archived_by_a_reasoned_act(officer, kind, petitioner, ground, refused):
    pqrsd = received(kind, petitioner=petitioner)
    with refused_or_not(refused):
        event = archive(**facts(pqrsd, officer), ground=ground, text="No hay hechos concretos.")
        assert "No hay hechos concretos." in words(event.radicado)
        assert "recurso de reposición" in words(event.radicado)
        assert again(pqrsd).outcome == Outcome.ARCHIVED


def test_petition_is_joined_to_another_of_the_same_person_and_answered_with_it(officer):
    """CPACA, art. 36: one file for one matter."""
    first, second = received(), received()
    event = archive(**facts(second, officer), ground=ArchiveGround.JOINED, first=first.radicado.number, text="Igual.")
    told = words(event.radicado)
    assert (again(second).outcome, list(again(second).related.all())) == (Outcome.ARCHIVED, [first.expediente_ptr])
    assert f"presentó con el radicado {first.radicado.number}" in told
    assert "a más tardar el 15 de diciembre de 2026" in told
    assert "recurso" not in told
    assert again(first).is_open
    assert again(first).steps.last().data == {"case": second.pk}


@pytest.mark.parametrize(
    "other",
    [
        {"petitioner": None},  # nobody knows whose it is
        {"petitioner": PETITIONER | {"document_number": "52000999", "email": "otra@prueba.example"}},
        {"kind": Kind.CONSULTATION},  # it is due later
        {"kind": Kind.REPORT},  # nobody may know of it
    ],
)
def test_petition_is_not_joined_to_one_whose_answer_would_not_be_its_own(officer, other):
    other, pqrsd = received(**other), received()
    assert "no se archiva sin responderla" in archive_refusal(pqrsd, MONDAY)
    with pytest.raises(ActRefusedError, match="no se archiva sin responderla"):
        archive(**facts(pqrsd, officer), ground=ArchiveGround.JOINED, first=other.radicado.number, text="Igual.")


def test_petition_is_joined_to_no_other_number(officer):
    received()
    pqrsd = received()
    for number in ("", "2026-E-999999", pqrsd.radicado.number):
        with pytest.raises(ActRefusedError, match="no es el número de otra petición abierta"):
            archive(**facts(pqrsd, officer), ground=ArchiveGround.JOINED, first=number, text="Igual.")


@pytest.mark.parametrize(
    ("ground", "outcome", "said"),
    [(Ground.INCOMPLETE, Outcome.LAPSED, "desistimiento"), (Ground.UNCLEAR, Outcome.ARCHIVED, "aclaración")],
)
def test_nobody_completed_it_and_it_lapses_only_after_the_last_day(officer, on, ground, outcome, said):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer, ground)
    last = again(pqrsd).waiting_until
    on(last)
    with pytest.raises(ActRefusedError, match="tiene plazo hasta"):
        lapse(**facts(again(pqrsd), officer), text="No respondió.")
    on(last + timedelta(days=1))
    event = lapse(**facts(again(pqrsd), officer), text="No respondió.")
    assert again(pqrsd).outcome == outcome
    for each in (said, "presentar de nuevo", "recurso de reposición"):
        assert each in words(event.radicado)


def test_what_does_not_wait_does_not_lapse(officer):
    with pytest.raises(ActRefusedError, match="No se espera nada"):
        lapse(**facts(received(), officer), text="No respondió.")
