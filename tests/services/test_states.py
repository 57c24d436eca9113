"""The state of a request, from its facts, as a table."""

from itertools import product

import pytest

from services.kinds import ItemState, Outcome, State
from services.states import Facts, QuoteStanding, state_of

ACCEPTED = {"is_checked": True, "quote": QuoteStanding.ACCEPTED}
RENDERED = ACCEPTED | {"is_settled": True, "is_booked": True}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, State.FILED),
        ({"is_asked": True}, State.INCOMPLETE),
        ({"is_asked": True, "is_checked": True}, State.INCOMPLETE),
        ({"is_checked": True}, State.CHECKED),
        ({"is_checked": True, "quote": QuoteStanding.ISSUED}, State.QUOTED),
        ({"is_checked": True, "quote": QuoteStanding.DECLINED}, State.DECLINED),
        ({"is_checked": True, "quote": QuoteStanding.EXPIRED}, State.EXPIRED),
        (ACCEPTED, State.ACCEPTED),
        (ACCEPTED | {"is_owed": True}, State.OWED),
        (ACCEPTED | {"is_settled": True}, State.PAID),
        (ACCEPTED | {"is_settled": True, "is_owed": True}, State.PAID),
        # Nothing is scheduled before the whole sum is there (Resolución 015 de 2020, art. 2), or may be owed.
        (ACCEPTED | {"is_booked": True}, State.ACCEPTED),
        (ACCEPTED | {"is_booked": True, "is_owed": True}, State.SCHEDULED),
        (RENDERED, State.SCHEDULED),
        (RENDERED | {"items": (ItemState.EXPECTED, ItemState.RECEIVED)}, State.SCHEDULED),
        (RENDERED | {"items": (ItemState.RECEIVED, ItemState.IN_SERVICE)}, State.RECEIVED),
        (RENDERED | {"items": (ItemState.RECEIVED, ItemState.EXCLUDED)}, State.RECEIVED),
        (RENDERED | {"items": (ItemState.DONE, ItemState.CERTIFIED)}, State.IN_SERVICE),
        (RENDERED | {"items": (ItemState.CERTIFIED, ItemState.DELIVERED)}, State.DONE),
        (RENDERED | {"items": (ItemState.DELIVERED, ItemState.RETURNED)}, State.DELIVERED),
        (RENDERED | {"items": (ItemState.EXCLUDED,)}, State.DELIVERED),
        # What is rendered stays so when a balance is born later.
        (ACCEPTED | {"is_booked": True, "items": (ItemState.IN_SERVICE,)}, State.IN_SERVICE),
    ],
)
def test_state_follows_from_the_facts(facts, state):
    assert state_of(Facts(**facts)) == state


@pytest.mark.parametrize(("outcome", "is_asked"), list(product(Outcome, (False, True))))
def test_what_ended_stays_ended(outcome, is_asked):
    assert state_of(Facts(outcome, is_asked=is_asked, **RENDERED)) == State(outcome.value)
