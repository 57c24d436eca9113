"""Reference materials leave, come and, when a lot must not be used, whoever bought of it is told (55 to 57)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError, offered
from expedientes.models import Paso
from ground.mails.models import Mail
from services.acts.delivery import shut_down
from services.acts.materials import block, lift, prepare, presume_receipts
from services.acts.payments import defer
from services.acts.review import check
from services.acts.writings import message, withdraw
from services.facts import facts_of
from services.kinds import DeliveryWay, ItemState, State, Step
from services.models import Dispatch, Lot
from services.states import state_of
from services.workflow import DISPATCH, OF_MATERIALS, PREPARE, RECEIVE_GOODS, STAFF, START
from tariffs.pricing.quote import CompanySize, Customer
from tests.factories import laboratory_user
from tests.services.materials import apart, left, lot, ordered, wants
from tests.services.payments import paid_online
from tests.services.requests import (
    WORDS,
    accepted,
    again,
    at_desk,
    facts,
    filed,
    measurer,
    officer,
    opined,
    quoted,
    sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
CHEMISTRY = "Química y biomedicina"


@pytest.fixture
def by(ready):
    return officer()


def received(case, *, is_sound: bool = True, text: str = "") -> Paso:
    return RECEIVE_GOODS.verb(**sent(case), is_sound=is_sound, text=text)


def counts(number: str) -> tuple[int, int, int]:
    row = Lot.objects.counted().get(number=number)
    return row.reserved, row.sold, row.free


# --- 55 ----------------------------------------------------------------------------------------------------
def test_what_was_paid_is_made_ready_and_leaves_with_a_letter(by):
    lot("A", storage="entre 15 y 25 °C", hazard="irritante")
    case = apart(by, wants(3))
    prepare(**facts(case, by), text="")
    case = again(case)
    assert (case.state, case.state_label) == (State.RECEIVED, "Alistada")
    case = left(case, by)
    assert (case.state, case.state_label, counts("A")) == (State.DELIVERED, "Despachada", (0, 3, 7))
    going = Dispatch.objects.get()
    assert (going.carrier, going.guide, going.received_by) == ("Mensajería Cóndor", "G-77", None)
    told = str(going.step.letter.snapshot["blocks"])
    for words in ("Con esto le entrega todo", Lot.objects.get().certificate.sha256, "G-77", "irritante", "15 y 25"):
        assert words in told
    assert Mail.objects.about(case).filter(event="services.letter", occasion=going.step.pk).exists()
    assert case.next_on == timezone.localdate() + timedelta(days=10)


def test_it_leaves_in_parts(by):
    lot("A")
    case = left(apart(by, wants(5)), by, A=2)
    assert (case.state, counts("A")) == (State.SCHEDULED, (3, 2, 5))
    assert "Lo que falta va en otro despacho" in str(Dispatch.objects.get().step.letter.snapshot)
    with pytest.raises(ActRefusedError, match="El servicio ya comenzó"):
        withdraw(**sent(case), text="")
    with pytest.raises(ActRefusedError, match="faltan por despachar 3"):
        left(case, by, A=4)
    assert left(case, by).state == State.DELIVERED
    assert Dispatch.objects.count() == 2


def test_what_leaves_of_another_lot_frees_what_was_set_apart(by):
    lot("A", lasts=100)
    lot("B")
    case = apart(by, wants(3))
    assert counts("A") == (3, 0, 7)
    assert left(case, by, A=1, B=2).state == State.DELIVERED
    assert (counts("A"), counts("B")) == ((0, 1, 9), (0, 2, 8))


def test_what_is_made_to_order_leaves_of_the_lot_that_was_made(by):
    case = apart(by, wants(3, name="pH 2", of=""))
    lot("NEW", name="pH 2")
    assert left(case, by, NEW=3).state == State.DELIVERED
    assert counts("NEW") == (0, 3, 7)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"lasts": 30}, "El lote B vence antes de lo pedido."),
        ({"blocked_at": timezone.now(), "block_reason": "Dudas."}, "El lote B está bloqueado: Dudas."),
        ({"code": "MRC-001"}, "El lote B es de otro material."),
        ({"units": 1}, "Del lote B quedan 1."),
    ],
)
def test_nothing_leaves_of_a_lot_that_is_not_what_was_asked_for(by, other, said):
    lot("A")
    case = apart(by, wants(2, life=90))
    lot("B", **other)
    with pytest.raises(ActRefusedError, match=said):
        left(case, by, B=2)
    assert not Dispatch.objects.exists()


def test_nothing_leaves_before_it_is_paid_unless_it_may_be_paid_later(by):
    """Resolución 015 de 2020, art. 2."""
    lot("A")
    case = accepted(ordered(wants(2)), by)
    with pytest.raises(ActRefusedError, match=r"Aún no se ha pagado \(artículo 2\)"):
        left(case, by)
    state = accepted(ordered(wants(2), customer=Customer(is_under_public_contracting=True)), by)
    contract = {"number": "1", "signed_on": timezone.localdate(), "supervisor": "Ana", "due_on": None, "text": ""}
    defer(**facts(state, by), **contract)
    assert again(state).state == State.SCHEDULED
    assert left(again(state), by).state == State.DELIVERED


def test_the_size_is_proved_again_before_it_leaves(by):
    """Resolución 015 de 2020, art. 4 par."""
    lot("A")
    micro = Customer(size=CompanySize.MICRO, proves_size=True, is_secondary_laboratory=True)
    case = ordered(wants(2), customer=micro)
    opined(case, measurer(CHEMISTRY, key="22" * 20))
    check(**facts(case, by), is_size_proved=True)
    case = paid_online(again(case), by)
    assert DISPATCH.refusal(case, timezone.localdate()) == (
        "Falta acreditar el tamaño (artículo 4) o retirar el descuento."
    )


# --- 56 ----------------------------------------------------------------------------------------------------
def test_the_customer_says_that_it_came_and_the_case_can_be_closed(by):
    lot("A")
    case = left(apart(by), by)
    with pytest.raises(ActRefusedError, match="Falta que el cliente diga que lo recibió; se da por recibido el "):
        shut_down(**facts(case, by), text="")
    step = received(case)
    assert (step.kind, Dispatch.objects.get().received_by) == (Step.GOODS_RECEIVED, step)
    assert again(case).next_on is None
    with pytest.raises(ActRefusedError, match="No hay despachos por recibir"):
        received(case)
    shut_down(**facts(case, by), text="")
    assert again(case).state == State.CLOSED


def test_a_claim_is_filed_and_answered_before_the_end(by):
    lot("A")
    case = left(apart(by), by)
    step = received(case, is_sound=False, text="Una ampolleta llegó rota.")
    assert step.letter.document_kind == "Reclamo por lo despachado"
    with pytest.raises(ActRefusedError, match="El cliente reclamó por lo despachado"):
        shut_down(**facts(case, by), text="")
    message(**facts(case, by), text=WORDS)
    shut_down(**facts(case, by), text="")
    assert again(case).state == State.CLOSED


def test_of_whoever_says_nothing_it_is_held_to_have_come_after_ten_days(by, on):
    lot("A")
    case = left(apart(by, wants(2)), by, A=1)
    today = timezone.localdate()
    on(today + timedelta(days=9))
    assert presume_receipts() == 0
    on(today + timedelta(days=10))
    assert presume_receipts() == 1
    assert presume_receipts() == 0
    assert Dispatch.objects.get().received_by.kind == Step.RECEIPT_PRESUMED
    assert Mail.objects.about(case).filter(event="services.message").exists()


# --- 57 ----------------------------------------------------------------------------------------------------
def test_a_blocked_lot_is_told_to_all_who_bought_of_it_and_to_nobody_else(by):
    some, laboratory = lot("A"), measurer(CHEMISTRY, key="22" * 20)
    gone = left(apart(by, wants(2)), by)
    part = left(apart(by, wants(2), user=laboratory_user()), by, A=1)
    kept = apart(by, wants(2), user=laboratory_user())
    assert block(lot=some, reason="El pH cambió.", what_to_do="No lo use.", by=laboratory) == 2
    for case in (gone, part):
        step = again(case).steps.get(kind=Step.LOT_BLOCKED)
        assert "No lo use." in str(step.letter.snapshot["blocks"])
        assert Mail.objects.about(case).filter(event="services.letter", occasion=step.pk).exists()
    assert not kept.steps.filter(kind=Step.LOT_BLOCKED).exists()
    with pytest.raises(ActRefusedError, match="El lote A está bloqueado"):
        left(kept, by)
    with pytest.raises(ActRefusedError, match="ya está bloqueado"):
        block(lot=some, reason=WORDS, what_to_do=WORDS, by=laboratory)
    assert lift(lot=some, reason="Se repitió la medición.", by=laboratory) == 2
    assert left(kept, by).state == State.DELIVERED
    assert gone.steps.filter(kind=Step.LOT_CLEARED).exists()


def test_a_closed_case_is_told_of_a_blocked_lot(by):
    some = lot("A")
    case = left(apart(by), by)
    received(case)
    shut_down(**facts(case, by), text="")
    assert block(lot=some, reason=WORDS, what_to_do=WORDS, by=measurer(CHEMISTRY, key="22" * 20)) == 1
    assert again(case).state == State.CLOSED


# --- The table ---------------------------------------------------------------------------------------------
def test_the_table_says_from_where_each_act_of_materials_is_possible(by, on):
    """What is offered can be done, and what is not says why; of another service, none is."""
    lot("A", units=50)
    today, other = timezone.localdate(), filed(user=laboratory_user())
    stories = {"filed": ordered(wants(2)), "quoted": quoted(ordered(wants(2), user=laboratory_user()), by)}
    stories["accepted"] = accepted(ordered(wants(2), user=laboratory_user()), by)
    stories["apart"] = apart(by, wants(2), user=laboratory_user())
    stories["to order"] = apart(by, wants(2, of="", name="pH 2"), user=laboratory_user())
    stories["ready"] = apart(by, wants(2), user=laboratory_user())
    prepare(**facts(stories["ready"], by), text="")
    stories["in parts"] = left(apart(by, wants(2), user=laboratory_user()), by, A=1)
    stories["gone"] = left(apart(by, wants(2), user=laboratory_user()), by)
    stories["received"] = left(apart(by, wants(2), user=laboratory_user()), by)
    received(stories["received"])
    possible = {
        PREPARE.name: {"apart", "in parts"},
        DISPATCH.name: {"apart", "to order", "ready", "in parts"},
        RECEIVE_GOODS.name: {"in parts", "gone"},
    }
    for act in OF_MATERIALS:
        found = {name for name, case in stories.items() if not act.refusal(again(case), today)}
        assert found == possible[act.name], act.name
        for name, case in stories.items():
            reason, state = act.refusal(again(case), today), State(again(case).state)
            assert (state in act.before) if not reason else (reason[0].isupper(), reason[-1]) == (True, "."), name
        assert act.refusal(other, today)
    for name, case in stories.items():
        case = again(case)
        assert case.state == state_of(facts_of(case)), name
        assert START.refusal(case, today), name
        assert {act.name for act in offered(STAFF, case, today, to=by)}.isdisjoint({"desk_start", "desk_receive"})


def test_two_clicks_receive_once(by):
    lot("A")
    case = left(apart(by), by)
    answers = sent(case) | {"is_sound": True, "text": ""}
    assert RECEIVE_GOODS.verb(**answers) == RECEIVE_GOODS.verb(**answers)


# --- The pages ---------------------------------------------------------------------------------------------
def customer_of(case) -> Client:
    client = Client()
    client.force_login(case.user)
    return client


def test_the_customer_reads_what_left_and_takes_the_certificate_of_the_lot(by):
    some = lot("A")
    lot("OTHER", name="pH 4")
    case = left(apart(by, wants(2)), by)
    client = customer_of(case)
    page = client.get(case.get_absolute_url()).content.decode()
    for words in ("Despachada", "guía G-77", "lote A", some.certificate.sha256, "Si no nos dice cómo llegó"):
        assert words in page
    got = client.get(f"{case.get_absolute_url()}lotes/{some.pk}.pdf")
    assert (got.status_code, got.content) == (200, b"%PDF-A")
    assert client.get(f"{case.get_absolute_url()}lotes/{Lot.objects.get(number='OTHER').pk}.pdf").status_code == 404
    answers = {"submission": str(uuid4()), "is_sound": "no", "text": "", "action": "send"}
    again_ = client.post(f"{case.get_absolute_url()}recibir/", answers)
    assert (again_.status_code, "Cuéntenos qué pasó." in again_.content.decode()) == (422, True)
    assert client.post(f"{case.get_absolute_url()}recibir/", answers | {"is_sound": "si"}).status_code == 302
    assert "Cuéntenos cómo le fue" in client.get(case.get_absolute_url()).content.decode()


def test_who_did_not_buy_of_a_lot_takes_no_certificate(by):
    some = lot("A")
    case = apart(by)
    assert customer_of(case).get(f"{case.get_absolute_url()}lotes/{some.pk}.pdf").status_code == 404


def dispatched(client: Client, case, **answers):
    """Read, and sent once it was read."""
    path = f"/servicios/gestion/{case.radicado.number}/despachar/"
    told = {"version": again(case).version, "way": "envio", "carrier": "Cóndor", "guide": "1", "text": ""} | answers
    read = client.post(path, told | {"action": "preview"})
    seen = read.context.get("fingerprint") if read.context else ""
    return read if not seen else client.post(path, told | {"action": "send", "seen": seen})


def test_the_officer_dispatches_from_a_page(by):
    some = lot("A")
    case = apart(by, wants(2))
    client, name = at_desk(by), f"units_{case.items.get().pk}_{some.pk}"
    page = client.get(f"/servicios/gestion/{case.radicado.number}/despachar/").content.decode()
    assert "apartadas 2" in page
    wrong = dispatched(client, case, **{name: "0"}).content.decode()
    assert "Diga cuántas unidades se despachan." in wrong
    wrong = dispatched(client, case, **{name: "2", "guide": ""}).content.decode()
    assert "Escriba el número de guía." in wrong
    wrong = dispatched(client, case, **{name: "2", "way": "recoge"}).content.decode()
    assert "Escriba quién lo recoge." in wrong
    collected = {"way": "recoge", "taken_by": "Ana Peña", "document": "CC 1"}
    assert dispatched(client, case, **{name: "2"}, **collected).status_code == 302
    going = Dispatch.objects.get()
    assert (going.way, going.taken_by, going.carrier) == (DeliveryWay.COLLECTED, "Ana Peña", "")
    assert again(case).items.get().state == ItemState.DELIVERED
