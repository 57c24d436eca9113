"""The term is extended (CPACA, art. 14, par.; Ley 1581 de 2012, arts. 14 and 15)."""

import pytest

from expedientes.acts.steps import ActRefusedError
from legal_calendar.stored import current_calendar
from pqrsd.acts.answer import extend
from pqrsd.kinds import Kind
from tests.pqrsd.acts.cases import (
    MONDAY,
    again,
    ask,
    business_day,
    facts,
    received,
    refused_or_not,
    words,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("kind", "days", "day", "refused"),
    [
        (Kind.PRIVATE_INTEREST, 15, 0, False),
        (Kind.PRIVATE_INTEREST, 15, 15, False),  # the last day is before expiry
        (Kind.PRIVATE_INTEREST, 1, 16, True),
        (Kind.PRIVATE_INTEREST, 16, 0, True),  # the whole, at most double
        (Kind.DATA_QUERY, 5, 0, False),
        (Kind.DATA_QUERY, 6, 0, True),
        (Kind.DATA_CLAIM, 8, 0, False),
    ],
)
def test_term_is_extended_within_the_law(officer, on, kind, days, day, refused):
    pqrsd = received(kind)
    on(business_day(day))
    with refused_or_not(refused):
        extend(**facts(pqrsd, officer), days=days, text="Faltan mediciones.")
    after = again(pqrsd)
    assert after.extension_days == (0 if refused else days)
    assert after.due_on == current_calendar().after(pqrsd.due_on, 0 if refused else days)


def test_extension_tells_its_reasons_and_both_dates_and_is_given_once(officer, on):
    pqrsd = received()
    on(MONDAY)
    event = extend(**facts(pqrsd, officer), days=3, text="Faltan mediciones del laboratorio.")
    text = words(event.radicado)
    for said in ("Faltan mediciones del laboratorio.", "15 de diciembre de 2026", "18 de diciembre de 2026"):
        assert said in text
    assert event.data == {"days": 3, "former_due_on": "2026-12-15", "due_on": "2026-12-18"}
    with pytest.raises(ActRefusedError, match="ya se amplió"):
        extend(**facts(again(pqrsd), officer), days=1, text="Más.")


def test_stopped_clock_is_not_extended(officer, on):
    pqrsd = received()
    on(MONDAY)
    ask(pqrsd, officer)
    with pytest.raises(ActRefusedError, match="detenido"):
        extend(**facts(again(pqrsd), officer), days=3, text="Faltan mediciones.")
