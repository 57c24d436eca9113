"""Rounds of proficiency tests: their places, and the code that only its participant and the coordinator know (N21,
I20, act 50)."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.audit.models import Action, Entry
from ground.permanence import broken_constraint
from ground.webforms import opened_pages
from services.acts.answers import ask_requote, decline
from services.acts.quoting import quote
from services.acts.rounds import cancel_round, move_to, replace_code
from services.acts.writings import withdraw
from services.filing import NotEnrolledError
from services.kinds import PlaceState, RoundStage, Service, State, Step
from services.models import Laboratory, ParticipantCode, Participation, Round, ServiceRequest
from services.models.rounds import CODE_ALPHABET
from services.rounds import assign_code, taken_in
from services.workflow import MOVE_ROUND
from tests.factories import laboratory_user
from tests.ground.documents.files import pdf
from tests.pqrsd.form_answers import text_of
from tests.services.requests import WORDS, again, at_desk, checked, facts, measurer, officer, quoted, sent
from tests.services.rounds import code_of, entered, participant, place_of, round_
from tests.services.test_request_page import COMMON, page_of
from tests.staff import verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
URL = "services:desk_round"


def test_a_place_is_taken_when_the_request_is_filed_and_the_laboratory_is_that_of_the_round():
    chosen = round_(places=2)
    case = entered(chosen)
    line = case.lines.live().get()
    assert (line.code, line.quantity, line.laboratory) == (chosen.code, 1, chosen.laboratory)
    assert (place_of(case).state, taken_in([chosen])) == (PlaceState.TAKEN, {chosen.pk: 1})


@pytest.mark.parametrize(
    ("facts_", "stage", "said"),
    [
        ({"opens_on": None}, RoundStage.DRAFT, "La inscripción todavía no abre."),
        ({"starts_in": 3}, RoundStage.CLOSED, "La inscripción cerró el "),
        ({"cancelled_at": True}, RoundStage.CANCELLED, "Esa ronda se canceló."),
        ({"reported_at": True}, RoundStage.REPORTED, "La inscripción cerró el "),
        ({"places": 1}, RoundStage.OPEN, "No quedan cupos en esa ronda."),
    ],
)
def test_one_enrols_while_it_is_open(facts_, stage, said):
    """N21."""
    told = {name: timezone.now() if value is True else value for name, value in facts_.items()}
    if told.get("starts_in"):
        told["opens_on"] = timezone.localdate() - timedelta(days=9)
    chosen = round_(**told)
    if stage is RoundStage.OPEN:
        entered(chosen, "Otro")
    assert chosen.current_stage is stage
    before = ServiceRequest.objects.count()
    with pytest.raises(NotEnrolledError, match=said):
        entered(chosen)
    assert ServiceRequest.objects.count() == before


def test_a_laboratory_is_once_in_a_round_whatever_way_its_name_is_written():
    """N21: but two laboratories of a company, or two of the same name, may both take part."""
    chosen, user = round_(), laboratory_user()
    entered(chosen, "Laboratorio Ñandú S.A.S.", user=user)
    with pytest.raises(NotEnrolledError, match="Su laboratorio ya está inscrito en esta ronda"):
        entered(chosen, "LABORATORIO NANDU SAS", user=user)
    entered(chosen, "Laboratorio de fuerza", user=user)
    entered(chosen, "Laboratorio Ñandú S.A.S.")
    assert taken_in([chosen])[chosen.pk] == 3


# --- As long as the request lives --------------------------------------------------------------------------
def test_a_request_that_ends_frees_its_place_and_asks_for_it_again_while_there_is_one():
    by, chosen = officer(), round_(places=1)
    case = quoted(entered(chosen), by)
    decline(**sent(case), text="")
    assert place_of(case).state == PlaceState.FREED
    ask_requote(**sent(case), text="")
    assert place_of(case).state == PlaceState.TAKEN
    assert quoted(again(case), by).state == State.QUOTED


def test_who_asks_again_for_a_round_that_filled_up_is_quoted_nothing_for_it():
    by, chosen = officer(), round_(places=1)
    case = quoted(entered(chosen), by)
    decline(**sent(case), text="")
    entered(chosen, "Otro")
    ask_requote(**sent(case), text="")
    assert (place_of(case).state, case.lines.live().exists()) == (PlaceState.FREED, False)


def test_who_paid_takes_part_in_the_days_of_the_round():
    chosen = round_()
    case = participant(chosen, officer())
    assert (case.state, case.next_on) == (State.SCHEDULED, chosen.begins_on)


def test_a_special_round_is_priced_for_each_once_it_gathers_five():
    """Resolución 015 de 2020, art. 1: EA-026 asks for five participants, who may be of five companies."""
    by, chosen = officer(), round_(code="EA-026", minimum=5, places=6)
    cases = [entered(chosen, f"Laboratorio {number}") for number in range(4)]
    checked(cases[0], by)
    with pytest.raises(ActRefusedError, match="Exige mínimo 5 participantes"):
        quote(**facts(again(cases[0]), by), travel={}, text="")
    entered(chosen, "Laboratorio 5")
    assert quoted(again(cases[0]), by).state == State.QUOTED


# --- The database ------------------------------------------------------------------------------------------
def test_the_database_gives_no_more_places_than_there_are():
    chosen = round_(places=1)
    first = entered(chosen)
    withdraw(**sent(first), text="")
    entered(chosen, "Otro")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Participation.objects.filter(item__request=first).update(state=PlaceState.TAKEN)
    assert broken_constraint(refused.value) == "places_of_round"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Round.objects.filter(pk=chosen.pk).update(places=0, minimum=0)
    assert broken_constraint(refused.value) == "places_of_round"


@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_the_last_place_at_once_one_gets_it():
    chosen, crowd = round_(places=2), 5
    users = [laboratory_user() for _ in range(crowd)]
    together = Barrier(crowd, timeout=60)

    def enrol(number: int) -> str:
        together.wait()
        try:
            entered(chosen, f"Laboratorio {number}", user=users[number])
        except NotEnrolledError as lost:
            return str(lost)
        else:
            return "got it"
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        got = Counter(pool.map(enrol, range(crowd)))
    assert got == {"got it": 2, "No quedan cupos en esa ronda.": 3}


# --- 50: the code ------------------------------------------------------------------------------------------
def test_a_code_is_given_by_chance_when_the_place_is_paid():
    by, chosen = officer(), round_()
    unpaid = entered(chosen, "Otro")
    case = participant(chosen, by)
    assert not place_of(unpaid).codes.exists()
    code = code_of(case)
    assert len(code) == 4
    assert set(code) <= set(CODE_ALPHABET)
    assert (len(set(CODE_ALPHABET)), set("OIL") & set(CODE_ALPHABET)) == (32, set())
    assert case.steps.filter(kind=Step.CODE_ASSIGNED).count() == 1


def test_a_code_is_never_that_of_another_nor_of_before(monkeypatch):
    chosen, by = round_(), officer()
    drawn = iter(["AAAA", "AAAA", "BBBB", "AAAA", "BBBB", "CCCC"])
    monkeypatch.setattr(ParticipantCode, "drawn", classmethod(lambda cls: next(drawn)))
    first, second = participant(chosen, by), participant(chosen, by, "Otro")
    assert (code_of(first), code_of(second)) == ("AAAA", "BBBB")
    replace_code(participation=place_of(first), text=WORDS, by=by)
    assert code_of(first) == "CCCC"
    older = ParticipantCode.objects.get(code="AAAA")
    assert (older.reason, older.replaced_at is not None) == (WORDS, True)
    monkeypatch.undo()
    with pytest.raises(IntegrityError, match="one_code_of_a_participant"), transaction.atomic():
        assign_code(place_of(first))


def test_only_who_coordinates_changes_a_code():
    chosen, by, laboratory = round_(), officer(), measurer(key="22" * 20)
    case = participant(chosen, by)
    url = reverse("services:desk_round_code", args=[chosen.pk, place_of(case).pk])
    before = code_of(case)
    assert verified(Client(), by).post(url, {"text": WORDS}).status_code == 403
    theirs = verified(Client(), laboratory)
    wrong = theirs.post(url, {"text": ""})
    assert (wrong.status_code, "Escriba el motivo." in text_of(wrong)) == (422, True)
    assert theirs.post(url, {"text": WORDS}).status_code == 302
    assert code_of(case) != before


# --- I20: nobody else knows it -----------------------------------------------------------------------------
def _is_told(code: str, text: str) -> bool:
    return re.search(rf"\b{code}\b", text) is not None


def test_who_takes_part_and_who_coordinates_read_whose_a_code_is_and_nobody_else(client):
    by, laboratory, other = officer(), measurer(key="22" * 20), measurer("Volumen", key="33" * 20)
    chosen = round_()
    case, rival = participant(chosen, by), participant(chosen, by, "Laboratorio Dos")
    code, page = code_of(case), reverse(URL, args=[chosen.pk])
    client.force_login(case.user)
    assert _is_told(code, text_of(client.get(case.get_absolute_url())))
    client.force_login(rival.user)
    theirs = text_of(client.get(rival.get_absolute_url()))
    assert (_is_told(code_of(rival), theirs), _is_told(code, theirs)) == (True, False)
    assert client.get(case.get_absolute_url()).status_code == 404
    coordinators = text_of(verified(Client(), laboratory).get(page))
    assert _is_told(code, coordinators)
    assert "Laboratorio Uno" in coordinators
    assert Entry.objects.filter(action=Action.READ, subject_type="services.round", actor_id=laboratory.pk).count() == 1
    officers = text_of(verified(Client(), by).get(page))
    assert _is_told(code, officers)
    assert "Laboratorio Uno" not in officers
    assert case.customer_name not in officers
    assert verified(Client(), other).get(page).status_code == 404
    for url in (reverse("services:desk_case", args=[case.radicado.number]), reverse("services:desk_export")):
        response = verified(Client(), by).get(url)
        told = b"".join(response).decode() if response.streaming else text_of(response)
        assert not _is_told(code, told), url


# --- Their pages -------------------------------------------------------------------------------------------
def _answers(chosen, **facts_: str) -> dict[str, str]:
    item = {
        "round": str(chosen.pk), "quantity": "1", "laboratory": "Laboratorio Uno", "technician": "Rosa Prueba",
        "method": "Comparación directa", "delivery": "Calle de Prueba 1", "city": "Bogotá",
    }  # fmt: skip
    typed = {f"item1-{name}": value for name, value in (item | facts_).items()}
    return COMMON | typed | {"action": "review", "draft": opened_pages.begin().token}


@pytest.mark.django_db(transaction=True)
def test_the_calendar_is_public_and_leads_to_the_request(client):
    chosen = round_(places=3)
    round_(title="Borrador", opens_on=None)
    entered(chosen, "Otro")
    told = text_of(client.get(reverse("services:rounds")))
    assert "Calibración de pesas" in told
    assert "Borrador" not in told
    assert "2 de 3" in told
    assert "$ 1.075.000 por ítem (EA-018)" in told
    url = page_of(Service.PROFICIENCY_TEST)
    link = f"{url}?ronda={chosen.pk}"
    assert f'href="{link}"' in told
    client.force_login(laboratory_user())
    assert "checked" in client.get(link).text
    posted = _answers(chosen)
    review = text_of(client.post(url, posted))
    assert "$ 1.075.000" in review
    filed = client.post(url, posted | {"action": "file"}, follow=True)
    case = ServiceRequest.objects.latest("pk")
    assert place_of(case).laboratory == "Laboratorio Uno"
    assert case.radicado.number in text_of(filed)
    assert "Se asigna cuando pague." in text_of(filed)
    again_ = client.post(url, _answers(chosen))
    assert "Su laboratorio ya está inscrito en esta ronda." in text_of(again_)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("facts_", "said"),
    [
        ({"round": ""}, "Elija una ronda con inscripción abierta."),
        ({"laboratory": ""}, "Escriba el nombre del laboratorio que participa."),
        ({"technician": ""}, "Escriba el responsable técnico."),
        ({"quantity": "2"}, "Esta ronda admite 1 ítem."),
        ({"method": ""}, "Diga con qué método va a medir."),
        ({"method": "x" * 301}, "Admite hasta 300 caracteres."),
        ({"accreditation_body": "ONAC"}, "Escriba el código de acreditación como aparece en su certificado."),
        ({"cmc": "-1", "cmc_unit": "mg", "cmc_k": "2"}, "Escriba la CMC como número positivo con su unidad."),
        ({"cmc": "0,1", "cmc_k": "2"}, "Escriba la CMC como número positivo con su unidad."),
        ({"city": ""}, "Escriba la dirección con municipio."),
        (
            {"round": "otra", "name": "Especial", "rate": "EA-026", "quantity": "5"},
            "Liste al menos cinco laboratorios, o pida que el INM convoque.",
        ),
        ({"round": "otra", "name": "Bilateral", "rate": "EA-024"}, "Diga qué ítem pone usted."),
    ],
)
def test_what_is_wrong_is_told(client, facts_, said):
    client.force_login(laboratory_user())
    page = client.post(page_of(Service.PROFICIENCY_TEST), _answers(round_(), **facts_))
    assert page.status_code == 422
    assert said in text_of(page)
    assert not ServiceRequest.objects.exists()


def test_the_list_of_rounds_is_of_whoever_reads_them():
    round_()
    url = reverse("services:desk_rounds")
    assert "Calibración de pesas" in text_of(verified(Client(), officer()).get(url))
    other = measurer("Volumen", key="33" * 20)
    assert "No hay rondas." in text_of(verified(Client(), other).get(url))


# --- A round that is not done --------------------------------------------------------------------------------
def test_a_cancelled_round_tells_everybody_and_their_cases_go_on_in_another():
    by, chosen, other = officer(), round_(), round_(title="La siguiente", places=1)
    paid, unpaid = participant(chosen, by), entered(chosen, "Otro")
    before = code_of(paid)
    assert cancel_round(chosen=chosen, reason=WORDS, by=by) == 2
    chosen.refresh_from_db()
    assert chosen.current_stage is RoundStage.CANCELLED
    for case in (paid, unpaid):
        assert WORDS in str(case.steps.get(kind=Step.ROUND_CANCELLED).letter.snapshot)
        assert (place_of(case).state, again(case).is_open) == (PlaceState.FREED, True)
    assert again(paid).state == State.PAID
    move_to(**facts(again(paid), by), chosen=other)
    assert (place_of(paid).round, again(paid).state) == (other, State.SCHEDULED)
    assert ParticipantCode.objects.get(replaced_at=None, participation=place_of(paid)).round == other
    assert ParticipantCode.objects.get(code=before, round=chosen).replaced_at
    with pytest.raises(ActRefusedError, match="No quedan cupos en esa ronda"):
        move_to(**facts(again(unpaid), by), chosen=other)
    with pytest.raises(ActRefusedError, match="Esa ronda se canceló"):
        cancel_round(chosen=chosen, reason=WORDS, by=by)
    assert MOVE_ROUND.refusal(again(paid), timezone.localdate()) == "Esta solicitud no tiene una ronda cancelada."


def test_a_round_that_began_is_not_cancelled_and_one_that_has_not_is_from_its_page(on):
    by, chosen = officer(), round_()
    client, url = verified(Client(), by), reverse("services:desk_round_cancel", args=[chosen.pk])
    wrong = client.post(url, {"reason": ""})
    assert (wrong.status_code, "Escriba por qué no se hace." in text_of(wrong)) == (422, True)
    assert verified(Client(), measurer(key="22" * 20)).post(url, {"reason": WORDS}).status_code == 403
    on(chosen.begins_on)
    with pytest.raises(ActRefusedError, match="La ronda ya comenzó"):
        cancel_round(chosen=chosen, reason=WORDS, by=by)
    on(chosen.closes_on)
    assert client.post(url, {"reason": WORDS}).status_code == 302
    assert WORDS in text_of(client.get(reverse(URL, args=[chosen.pk])))


# --- The administration ------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_round_is_registered_with_its_protocol():
    """The page is one transaction, and a file is received outside of any: nobody may lose it halfway."""
    client, today = at_desk(officer()), timezone.localdate()
    told = {
        "title": "Pesas de 1 kg", "magnitude": "Masa", "code": "EA-018", "description": "", "items": "1", "places": "5",
        "minimum": "2", "laboratory": str(Laboratory.objects.get(name="Masa").pk), "evaluation": "en",
        "opens_on": today.isoformat(), "closes_on": (today + timedelta(days=10)).isoformat(),
        "begins_on": (today + timedelta(days=20)).isoformat(), "ends_on": (today + timedelta(days=40)).isoformat(),
        "results_until_0": (today + timedelta(days=50)).isoformat(), "results_until_1": "17:00",
        "measurands-TOTAL_FORMS": "0", "measurands-INITIAL_FORMS": "0",
        "travelling-TOTAL_FORMS": "0", "travelling-INITIAL_FORMS": "0",
    }  # fmt: skip
    add = reverse("admin:services_round_add")
    refused = client.post(add, told | {"upload": SimpleUploadedFile("protocolo.pdf", b"no es un PDF")})
    assert (refused.status_code, Round.objects.count()) == (200, 0)
    answer = client.post(add, told | {"upload": SimpleUploadedFile("protocolo.pdf", pdf())})
    assert answer.status_code == 302, answer.context["errors"]
    assert Round.objects.get().protocol.name == "protocolo.pdf"
