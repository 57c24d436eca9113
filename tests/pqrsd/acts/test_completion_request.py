"""The petitioner is asked to complete or to clarify (CPACA, arts. 17 and 19)."""

from datetime import date

import pytest

from expedientes.acts.steps import ActRefusedError
from legal_calendar.stored import current_calendar
from pqrsd.acts.completion import completion_letter
from pqrsd.deadlines import Ground
from pqrsd.estimate import ImpossibleError, Question, estimate
from pqrsd.kinds import Kind, Step
from pqrsd.models import Termino
from tests.pqrsd.acts.cases import MONDAY, again, ask, business_day, received, refused_or_not, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("kind", "ground", "day", "refused"),
    [
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 0, False),
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 10, False),  # art. 17: within the ten days
        (Kind.PRIVATE_INTEREST, Ground.INCOMPLETE, 11, True),
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 11, False),  # art. 19 names no limit for the entity…
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 15, False),  # …save the term itself
        (Kind.PRIVATE_INTEREST, Ground.UNCLEAR, 16, True),
        (Kind.CONGRESS, Ground.INCOMPLETE, 6, True),  # a term of five days ran out
    ],
)
def test_petitioner_is_asked_to_complete_within_the_law(officer, on, kind, ground, day, refused):
    pqrsd = received(kind)
    on(business_day(day))
    with refused_or_not(refused):
        ask(pqrsd, officer, ground)
    assert again(pqrsd).is_waiting is not refused


@pytest.mark.parametrize("kind", [Kind.PRIVATE_INTEREST, Kind.INFORMATION, Kind.DATA_CLAIM, Kind.CONGRESS])
@pytest.mark.parametrize("ground", Ground)
def test_the_calculator_refuses_what_the_desk_refuses_in_the_same_words(officer, on, kind, ground):
    pqrsd, terms = received(kind), [row.term for row in Termino.objects.all()]
    calculator, desk = {}, {}
    for number in (1, 5, 6, 10, 11, 15, 16):
        day = business_day(number)
        on(day)
        try:
            desk[number] = completion_letter(pqrsd, ground=ground, text="La placa.") and ""
        except ActRefusedError as refusal:
            desk[number] = str(refusal)
        question = Question(kind=kind, received_on=MONDAY, asked_on=day, asked_for=ground)
        try:
            calculator[number] = estimate(question, terms=terms, calendar=current_calendar()) and ""
        except ImpossibleError as refusal:
            calculator[number] = str(refusal)
    assert calculator == desk
    assert any(desk.values())
    assert not all(desk.values())


@pytest.mark.parametrize(
    ("ground", "due_on", "said"),
    [
        (Ground.INCOMPLETE, date(2026, 12, 24), "artículo 17"),  # one month
        (Ground.UNCLEAR, date(2026, 12, 9), "artículo 19"),  # ten business days; the 8th of December is not
    ],
)
def test_asking_stops_the_clock_and_says_until_when(officer, on, ground, due_on, said):
    pqrsd = received()
    on(date(2026, 11, 24))
    event = ask(pqrsd, officer, ground)
    pqrsd = again(pqrsd)
    asked = pqrsd.completion_requests.get()
    assert (pqrsd.due_on, pqrsd.waiting_until, asked.due_on, asked.step) == (None, due_on, due_on, event)
    assert (event.kind, event.data) == (
        Step.COMPLETION_REQUESTED,
        {"ground": ground, "due_on": due_on.isoformat()},
    )
    text = words(event.radicado)
    assert said in text
    assert f"{due_on.day} de diciembre de 2026" in text
    assert "Envíe la placa del equipo." in text


def test_what_waits_already_is_not_asked_again(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    with pytest.raises(ActRefusedError, match="Ya se le pidió"):
        ask(again(pqrsd), officer)
