"""The item of a round goes to each participant and back, and how it looked is written at each end (act 51)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from services.acts import circulation as acts
from services.acts.round_results import reporting_refusal
from services.circulation import at_home, coming_back, items_with
from services.following import standing_of
from services.kinds import State, Step
from services.models import Passage, RoundItem
from services.workflow import GIVE_BACK_ITEM, ITEM_ARRIVED
from tests.pqrsd.form_answers import text_of
from tests.services.requests import again, measurer, officer, sent
from tests.services.rounds import code_of, participant, place_of, round_
from tests.services.test_round_results import circulating, reported
from tests.staff import verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
GOOD, OBSERVED = Passage.Condition.GOOD, Passage.Condition.OBSERVED


@pytest.fixture
def going():
    """A round under way with one item and two participants, and its laboratory."""
    by, laboratory, chosen = officer(), measurer(key="22" * 20), round_()
    RoundItem.objects.create(round=chosen, name="Pesa R1")
    cases = [participant(chosen, by), participant(chosen, by, "Laboratorio Dos")]
    return circulating(chosen), cases, laboratory


def sent_to(case, by, **facts) -> None:
    told = {"courier": "Mensajería 1", "condition": GOOD, "notes": ""} | facts
    place = place_of(case)
    acts.send_item(item=place.round.travelling.get(), participation=place, by=by, **told)


def arrived(case, condition=GOOD, text=""):
    return acts.arrived(**sent(case), condition=condition, text=text, draft_id=None)


def given_back(case):
    return acts.give_back(**sent(case), courier="Mensajería 2", condition=GOOD, text="", draft_id=None)


def test_the_item_goes_to_one_and_back_before_it_goes_to_another(going):
    chosen, (case, rival), laboratory = going
    today = timezone.localdate()
    sent_to(case, laboratory)
    assert ITEM_ARRIVED.refusal(again(case), today) == ""
    assert ITEM_ARRIVED.refusal(again(rival), today) == "Ningún ítem va en camino a su laboratorio."
    with pytest.raises(ActRefusedError, match="Ningún ítem está en el laboratorio"):
        sent_to(rival, laboratory)
    assert again(case).state == State.SCHEDULED
    arrived(case, OBSERVED, "Una raya en la caja.")
    assert again(case).state == State.RECEIVED
    told = standing_of(again(case))
    assert (told.now_title, told.is_yours) == ("Con el ítem en su poder", True)
    assert [str(item) for item in items_with(place_of(case))] == ["Pesa R1"]
    given_back(case)
    assert again(case).state == State.IN_SERVICE
    assert GIVE_BACK_ITEM.refusal(again(case), today) == "Su laboratorio no tiene ningún ítem de la ronda."
    (passage,) = coming_back(chosen)
    acts.take_back(passage=passage, condition=GOOD, notes="", by=laboratory)
    with pytest.raises(ActRefusedError, match="Ese ítem ya se recibió"):
        acts.take_back(passage=passage, condition=GOOD, notes="", by=laboratory)
    assert [str(item) for item in at_home(chosen)] == ["Pesa R1"]
    sent_to(rival, laboratory)
    first = Passage.objects.order_by("pk")[0]
    assert (first.received_condition, first.received_notes) == (OBSERVED, "Una raya en la caja.")
    kinds = list(case.steps.order_by("pk").values_list("kind", flat=True))[-4:]
    assert kinds == [Step.ITEM_SENT, Step.ITEM_ARRIVED, Step.ITEM_GIVEN_BACK, Step.ITEM_CAME_BACK]


def test_of_several_items_one_that_is_on_its_way_is_not_sent(going):
    chosen, (case, rival), laboratory = going
    RoundItem.objects.create(round=chosen, name="Pesa R2")
    first = chosen.travelling.get(name="Pesa R1")
    facts = {"item": first, "courier": "M", "condition": GOOD, "notes": "", "by": laboratory}
    acts.send_item(participation=place_of(case), **facts)
    with pytest.raises(ActRefusedError, match="El ítem está en camino a otro participante"):
        acts.send_item(participation=place_of(rival), **facts)
    with pytest.raises(IntegrityError, match="one_way_at_a_time"), transaction.atomic():
        Passage.objects.create(
            item=first, participation=place_of(rival), is_back=False, courier="M", sent_condition=GOOD
        )


def test_two_clicks_receive_once_and_whoever_has_it_reports(going):
    _chosen, (case, _rival), laboratory = going
    sent_to(case, laboratory)
    answers = sent(case) | {"condition": GOOD, "text": "", "draft_id": None}
    assert acts.arrived(**answers) == acts.arrived(**answers)
    assert reporting_refusal(again(case), timezone.localdate()) == ""
    reported(case)
    assert again(case).state == State.IN_SERVICE
    assert GIVE_BACK_ITEM.refusal(again(case), timezone.localdate()) == ""


def test_the_pages_tell_where_it_is_and_only_who_coordinates_sends_it(going, client):
    chosen, (case, rival), laboratory = going
    url, page = (reverse(f"services:desk_round{end}", args=[chosen.pk]) for end in ("_send", ""))
    assert verified(Client(), officer(key="44" * 20)).get(url).status_code == 403
    theirs = verified(Client(), laboratory)
    item, place = chosen.travelling.get(), place_of(case)
    posted = {"item": item.pk, "participation": place.pk, "courier": "Guía 77", "condition": OBSERVED}
    wrong = theirs.post(url, posted)
    assert (wrong.status_code, "Diga qué se observó." in text_of(wrong)) == (422, True)
    assert theirs.post(url, posted | {"notes": "Caja golpeada."}).status_code == 302
    told = text_of(theirs.get(page))
    assert f"Del laboratorio a {code_of(case)}" in told
    assert "En camino" in told
    client.force_login(case.user)
    arrival = reverse("services:item_arrived", args=[case.radicado.number])
    assert "Decir que llegó el ítem" in text_of(client.get(case.get_absolute_url()))
    keys = {"submission": str(uuid4()), "draft": str(uuid4())}
    wrong = client.post(arrival, keys)
    assert (wrong.status_code, "Diga en qué estado está." in text_of(wrong)) == (422, True)
    assert client.post(arrival, keys | {"condition": GOOD}).status_code == 302
    assert "Con el ítem en su poder" in text_of(client.get(case.get_absolute_url()))
    back = reverse("services:give_back_item", args=[case.radicado.number])
    assert client.post(back, keys | {"condition": GOOD}).status_code == 422
    again_ = {"submission": str(uuid4()), "draft": str(uuid4()), "condition": GOOD, "courier": "Guía 78"}
    assert client.post(back, again_).status_code == 302
    client.force_login(rival.user)
    assert "Guía 7" not in text_of(client.get(rival.get_absolute_url()))
