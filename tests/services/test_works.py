"""From a paid request to its end: a day, what came, whose hands, the service, its certificates, delivery and return."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from services.acts.delivery import rate, shut_down
from services.acts.pauses import open_again, resume, suspend
from services.acts.reception import Read, exclude, holder_of, receive, replace_label, take, to_receive
from services.acts.scheduling import Doing, reschedule, schedule
from services.acts.size import prove_size
from services.acts.works import certify, start, to_start
from services.bookings import first_day_free, turn_of, unbooked
from services.filing import AskedItem
from services.kinds import ItemState, State, Step
from services.models import Appointment, Certificate, Closure, Item, Label, Laboratory, Reception
from services.price import AskedLine
from services.results import Results
from services.views.desk.works import label_address
from tariffs.pricing.quote import CompanySize, Customer
from tests.pqrsd.following import signed
from tests.services.payments import paid_online, treasurer
from tests.services.requests import (
    WORDS,
    accepted,
    again,
    asked,
    at_desk,
    checked,
    facts,
    filed,
    measurer,
    officer,
    quoted,
    sent,
    staffed,
)
from tests.services.works import (
    GOOD,
    certified,
    delivered,
    digital,
    draft_with_a_file,
    fingerprint_of,
    given_back,
    measured,
    received,
    scheduled,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(ready):
    return officer()


@pytest.fixture
def laboratory(ready):
    return measurer(key="22" * 20)


@pytest.fixture
def case(by, laboratory):
    return paid_online(filed(items=(asked(serial="B-1", maker="Acme", model="X"),)), by)


# --- When (art. 2) -------------------------------------------------------------------------------------------
def test_nothing_is_scheduled_before_it_is_paid(by, laboratory):
    owed = accepted(filed(), by)
    with pytest.raises(ActRefusedError, match=r"Aún no se ha pagado \(artículo 2\)"):
        schedule(**facts(owed, by), laboratory=None, begins_on=timezone.localdate(), days=1, text="")


def test_the_customer_is_told_the_day_the_turn_and_the_estimate(case, by):
    done = scheduled(case, by)
    appointment = Appointment.objects.get()
    assert (done.state, done.next_on) == (State.SCHEDULED, appointment.begins_on)
    told = case.steps.get(kind=Step.SCHEDULED).text
    assert str(turn_of(appointment)) in told
    assert Mail.objects.filter(event="services.message", recipient=case.contact_email).exists()
    client = Client()
    client.force_login(case.user)
    assert "turno 1 · estimada" in client.get(case.get_absolute_url()).content.decode()


def test_a_laboratory_has_as_many_at_once_as_stations(case, by):
    scheduled(case, by)
    day = Appointment.objects.get().begins_on
    other = paid_online(filed(), by)
    with pytest.raises(ActRefusedError, match="Ese día no hay cupo; el primero es el"):
        scheduled(other, by, on=day)
    assert first_day_free(unbooked(other)[0]) > day
    assert scheduled(other, by).state == State.SCHEDULED
    second = Appointment.objects.get(request=other)
    assert turn_of(second).place == 2


def test_who_books_is_shown_whom_it_displaces(case, by):
    """And says that they saw it; what each customer was told stays as it was."""
    Laboratory.objects.filter(name="Masa").update(stations=2)
    day = first_day_free(unbooked(case)[0])
    waiting = scheduled(case, by, on=current_calendar().after(day, 1), days=2)
    promised = Appointment.objects.get().promised_on
    other = paid_online(filed(), by)
    desk, path = at_desk(by), f"/servicios/gestion/{other.radicado.number}/programar/"
    assert "is_displacement_seen" not in desk.get(path).context["form"].fields
    given = {"laboratory": unbooked(other)[0].pk, "begins_on": f"{day:%Y-%m-%d}", "days": 6, "text": ""}
    asked_first = desk.post(path, {"version": again(other).version, **given})
    assert asked_first.status_code == 422
    (slip,) = asked_first.context["form"].displaced
    assert (slip.number, slip.days > 0) == (waiting.radicado.number, True)
    assert f"{slip.days} día" in asked_first.content.decode()
    seen = desk.post(path, {"version": again(other).version, "is_displacement_seen": "on", **given})
    assert seen.status_code == 302
    assert Appointment.objects.get(request=case).promised_on == promised
    behind = current_calendar().after(day, 30)
    given = {
        "appointment": Appointment.objects.get(request=other).pk,
        "begins_on": f"{behind:%Y-%m-%d}",
        "doing": "inm",
    }
    moving = f"/servicios/gestion/{other.radicado.number}/cambiar-fecha/"
    moved = desk.post(moving, {"version": again(other).version, "text": "Un equipo se dañó.", **given})
    assert moved.status_code == 302  # it makes nobody wait


def test_a_closed_laboratory_serves_nobody(case, by):
    mass, free = unbooked(case)[0], first_day_free(unbooked(case)[0])
    Closure.objects.create(laboratory=mass, begins_on=free, ends_on=free + timedelta(days=7), reason="Mantenimiento")
    with pytest.raises(ActRefusedError, match="no es hábil para Masa"):
        scheduled(case, by, on=free)
    assert first_day_free(mass) > free + timedelta(days=7)


def test_a_laboratory_that_is_shut_for_good_breaks_no_page(case, by):
    mass, today = unbooked(case)[0], timezone.localdate()
    booked = scheduled(paid_online(filed(), by), by)
    Closure.objects.create(laboratory=mass, begins_on=today, ends_on=today.replace(year=9999), reason="Cierre")
    desk = at_desk(by)
    for path in ("programar/", ""):
        assert desk.get(f"/servicios/gestion/{case.radicado.number}/{path}").status_code == 200
    assert desk.get(f"/servicios/gestion/{booked.radicado.number}/").status_code == 200
    far = today + timedelta(days=400)
    with pytest.raises(ActRefusedError, match="próximos doce meses"):
        scheduled(case, by, on=far)


@pytest.mark.django_db(transaction=True)
def test_two_that_take_the_last_day_at_once_have_it_once(ready, by):
    measurer(key="22" * 20)
    cases = [paid_online(filed(), by) for _ in range(2)]
    mass = unbooked(cases[0])[0]
    day = first_day_free(mass)

    def book(case) -> str:
        try:
            schedule(**facts(case, by), laboratory=mass, begins_on=day, days=1, text="")
        except ActRefusedError:
            return "full"
        finally:
            connection.close()
        return "booked"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(book, cases)) == ["booked", "full"]


def test_another_day_replaces_the_first(case, by, on):
    scheduled(case, by)
    older = Appointment.objects.live().get()
    later = first_day_free(older.laboratory)
    answers = {"appointment": older, "text": WORDS}
    reschedule(**facts(case, by), begins_on=later, doing=Doing.INSTITUTE, **answers)
    assert Appointment.objects.live().get().begins_on == later
    assert again(case).next_on == later


# --- What came (ISO/IEC 17025, 7.4) --------------------------------------------------------------------------
def test_another_serial_is_received_with_its_difference(case, by):
    scheduled(case, by)
    item = to_receive(case)[0]
    with pytest.raises(ActRefusedError, match=r"El serial leído \(B-2\) no es el de la solicitud \(B-1\)"):
        receive(**facts(case, by), read={item.pk: Read("B-2", GOOD)}, brought_by="Ana", text="")
    read = {item.pk: Read("B-2", Reception.Condition.OBSERVED, "La placa dice otro serial.")}
    receive(**facts(case, by), read=read, brought_by="Ana", text="")
    assert again(case).state == State.RECEIVED
    with pytest.raises(ActRefusedError, match="Ese paso ya no es posible"):
        receive(**facts(case, by), read=read, brought_by="Ana", text="")


def test_part_of_it_comes_first(by, laboratory):
    case = scheduled(filed(items=(asked(serial="1"), asked(serial="2"))), by, days=2)
    first, second = to_receive(case)
    receive(**facts(case, by), read={first.pk: Read("1", GOOD)}, brought_by="Ana", text="")
    assert again(case).state == State.SCHEDULED
    exclude(**facts(case, by), item=second, text=WORDS)
    assert again(case).state == State.RECEIVED
    assert Item.objects.get(pk=second.pk).state == ItemState.EXCLUDED


def test_what_was_received_is_always_in_somebodys_hands(case, by, laboratory):
    """I9."""
    received(scheduled(case, by), by)
    item = case.items.get()
    assert holder_of(item).holder == by
    with pytest.raises(ActRefusedError, match="está en custodia de"):
        start(**facts(case, laboratory), items=[item], text="")
    take(**facts(case, laboratory), item=item, place="")
    with pytest.raises(ActRefusedError, match="Usted ya tiene ese ítem"):
        take(**facts(case, laboratory), item=item, place="")
    take(**facts(case, laboratory), item=item, place="Estante 3")
    start(**facts(case, laboratory), items=to_start(case, laboratory), text="")
    assert again(case).state == State.IN_SERVICE


def test_a_label_names_no_customer_and_opens_its_passport(case, by, laboratory):
    received(scheduled(case, by), by)
    desk, first = at_desk(by), Label.objects.get()
    page = desk.get(f"/servicios/gestion/{case.radicado.number}/etiquetas/?tamano=57x32").content.decode()
    labels = "".join(re.findall(r"<article.*?</article>", page, re.DOTALL))
    assert f"{case.radicado.number}-01" in labels
    assert case.customer_name not in labels
    assert label_address(first).endswith(f"/I/{first.code}")
    replace_label(**facts(case, by), item=first.item, text=WORDS)
    anybody = Client()
    assert anybody.get(f"/I/{first.code}").url == f"/i/{first.code.lower()}/"
    old = anybody.get(f"/i/{first.code.lower()}/")
    assert "Esta etiqueta se reemplazó por otra." in old.content.decode()
    assert old["X-Robots-Tag"] == "noindex"
    assert anybody.get("/i/nada/").status_code == 404
    assert desk.get(f"/i/{first.code}/").url.endswith(f"/{case.radicado.number}/#item-{first.item_id}")


# --- The service and its certificates (ISO/IEC 17025, 7.8) ---------------------------------------------------
def test_whole_way_to_the_end(case, by, laboratory):
    received(scheduled(case, by), by)
    item = case.items.get()
    take(**facts(case, laboratory), item=item, place="")
    assert measured(case, laboratory).state == State.IN_SERVICE
    assert certified(case, laboratory).state == State.DONE
    client = Client()
    client.force_login(case.user)
    assert "INM-1" not in client.get(case.get_absolute_url()).content.decode()  # until it is delivered
    assert delivered(case, by).state == State.DELIVERED
    step = case.steps.get(kind=Step.DELIVERED)
    assert fingerprint_of(case) in str(step.letter.snapshot)
    assert step.anexos.get().document.name == "INM-1.pdf"
    assert "INM-1" in client.get(case.get_absolute_url()).content.decode()
    passport = Client().get(f"/i/{Label.objects.get().code}/").content.decode()
    for said in ("Calibrada", "INM-1", fingerprint_of(case), "Acme"):
        assert said in passport
    for hidden in (case.customer_name, case.customer_document, case.radicado.number):
        assert hidden not in passport
    with pytest.raises(ActRefusedError, match="Falta devolver"):
        shut_down(**facts(case, by), text="")
    given_back(case, by)
    assert holder_of(item).holder == laboratory  # as it was until it went
    rate(**sent(case), score=5, text="Muy bien.")
    shut_down(**facts(case, by), text="")
    assert (again(case).state, again(case).is_open) == (State.CLOSED, False)
    with pytest.raises(ActRefusedError, match="Ya calificó este servicio"):
        rate(**sent(case), score=1, text="")


def test_what_a_carrier_or_an_auditor_is_handed_opens_no_case(case, by, laboratory):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    certified(case, laboratory)
    delivered(case, by)
    given_back(case, by)
    for kind in (Step.ITEMS_RECEIVED, Step.DELIVERED, Step.ITEMS_RETURNED):
        letter = case.steps.get(kind=kind).letter
        assert "de su acuse de recibo" in str(letter.snapshot)
        typed = {"number": letter.number, "code": letter.verification_code}
        assert Client().post("/servicios/consulta/", typed).status_code == 404
    own = {"number": case.radicado.number, "code": case.radicado.verification_code}
    assert Client().post("/servicios/consulta/", own).status_code == 302


def test_a_certificate_has_one_number_and_a_revision_names_what_changed(case, by, laboratory):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    certified(case, laboratory)
    with pytest.raises(ActRefusedError, match="El número INM-1 ya existe"):
        certified(case, laboratory)
    with pytest.raises(ActRefusedError, match="Explique qué cambió"):
        certified(case, laboratory, "INM-1A")
    delivered(case, by)
    certified(case, laboratory, "INM-1A", reason="Cambió la incertidumbre.")
    assert delivered(case, by).state == State.DELIVERED
    assert Certificate.objects.get(number="INM-1A").replaces.number == "INM-1"
    item = case.items.get()
    early = timezone.localdate() - timedelta(days=1)
    answers = {"item": item, "number": "X", "place": "INM", "reason": WORDS}
    with pytest.raises(ActRefusedError, match="desde que terminan las mediciones"):
        certify(**facts(case, laboratory), issued_on=early, draft_id=draft_with_a_file("x.pdf"), **answers)
    with pytest.raises(ActRefusedError, match="Adjunte el certificado"):
        certify(**facts(case, laboratory), issued_on=timezone.localdate(), draft_id=None, **answers)


def test_a_digital_certificate_says_what_the_case_says_and_its_results_are_read(case, by, laboratory):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    with pytest.raises(ActRefusedError, match="DCC: el serial “B-2” no es el recibido “B-1”"):
        certified(case, laboratory, dcc=digital(case, **{"SN-88 213": "B-2"}))
    with pytest.raises(ActRefusedError, match="DCC"):
        certified(case, laboratory, dcc=b"<!DOCTYPE a><a/>")
    certified(case, laboratory, dcc=digital(case))
    client, key = Client(), Certificate.objects.get().pk
    client.force_login(case.user)
    address = f"{case.get_absolute_url()}certificados/{key}/"
    assert client.get(address).status_code == 404  # until it is delivered
    delivered(case, by)
    page = client.get(address).content.decode()
    for said in ("Masa", "1,0000010", "<svg", "<table", "La gráfica muestra"):
        assert said in page
    assert at_desk(laboratory).get(f"/servicios/gestion/{case.radicado.number}/certificados/{key}/").status_code == 200


def test_a_laboratory_certifies_only_what_is_its_own_and_reads_what_it_wrote(case, by, laboratory):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    other = measurer("Volumen", key="88" * 20)
    with pytest.raises(ActRefusedError, match="Falta registrar mediciones"):
        certified(case, other)
    letter = case.steps.get(kind=Step.ITEMS_RECEIVED).letter
    signed(letter)
    path = f"/servicios/gestion/{case.radicado.number}/cartas/{letter.number}.pdf"
    assert at_desk(laboratory).get(path).status_code == 200


def test_results_are_read_whatever_the_settings_say_later(case, by, laboratory, settings):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    certified(case, laboratory, dcc=digital(case))
    settings.DCC_VERSIONS = ["9.9.9"]
    assert Results.of(Certificate.objects.get()).drawn


def test_two_certificates_of_an_instrument_are_compared(case, by, laboratory):
    for number, value in (("INM-1", "1.0000010"), ("INM-2", "1.0000030")):
        if number == "INM-2":
            case = paid_online(filed(user=case.user, items=(asked(serial="B-1"),)), by)
        received(scheduled(case, by), laboratory)
        measured(case, laboratory)
        certified(case, laboratory, number, dcc=digital(case, number, **{"1.0000010": value}))
        delivered(case, by)
        given_back(case, by)
    found = Results.of(Certificate.objects.get(number="INM-2"))
    assert found.before.number == "INM-1"
    assert str(found.moved.points[0].moved) == "0.0000020"


def test_a_passport_is_due_by_the_interval_of_its_owner(by, laboratory, on):
    case = scheduled(filed(items=(asked(serial="1234567", recall_months=12),)), by)
    received(case, laboratory)
    measured(case, laboratory)
    certified(case, laboratory)
    delivered(case, by)
    address = f"/i/{Label.objects.get().code}/"
    page = Client().get(address).content.decode()
    assert "Vigente" in page
    assert "…4567" in page
    assert "1234567" not in page
    on(timezone.localdate() + timedelta(days=370))
    assert "Vencida" in Client().get(address).content.decode()


# --- Article 4, a second time --------------------------------------------------------------------------------
MICRO = Customer(size=CompanySize.MICRO, proves_size=True, is_secondary_laboratory=True)


def test_the_size_is_proved_once_more_before_delivery(by, laboratory):
    """Resolución 015 de 2020, art. 4 par."""
    case = filed(customer=MICRO)
    checked(case, by, is_size_proved=True)
    case = paid_online(accepted(quoted(again(case), by), by), by)
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    certified(case, laboratory)
    with pytest.raises(ActRefusedError, match="Falta acreditar el tamaño"):
        delivered(case, by)
    prove_size(**facts(case, by), proved_on=timezone.localdate(), text=WORDS)
    assert delivered(case, by).state == State.DELIVERED


# --- It waits, and is opened again ---------------------------------------------------------------------------
def test_what_is_suspended_waits_and_lets_others_go_on(by, laboratory):
    """Its estimate counts from the day on which it goes on, and whoever comes behind is served before."""
    first = scheduled(filed(items=(asked(serial="1"),)), by)
    second = scheduled(filed(user=first.user, items=(asked(serial="2"),)), by)
    mine, behind = (case.appointments.live().get() for case in (first, second))
    before, until = turn_of(behind), timezone.localdate() + timedelta(days=60)
    suspend(**facts(first, laboratory), until=until, text=WORDS)
    assert (turn_of(behind).place, before.place) == (1, 2)
    assert turn_of(Appointment.objects.get(pk=mine.pk)).ready_on > until
    client = Client()
    client.force_login(first.user)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Suspendida" in page
    assert f"suspendido hasta el {long_date(until)}" in page
    assert "suspendida" in at_desk(laboratory).get("/servicios/gestion/").content.decode()
    received(again(first), laboratory)
    with pytest.raises(ActRefusedError, match="reanúdelo primero"):
        start(**facts(first, laboratory), items=to_start(first), text="")
    resume(**facts(first, laboratory), text=WORDS)
    assert turn_of(behind) == before
    assert Mail.objects.about(first).filter(event="services.message").count() == 3


def test_what_was_closed_is_opened_again_with_a_reason_and_closed_once_more(case, by, laboratory):
    received(scheduled(case, by), laboratory)
    measured(case, laboratory)
    certified(case, laboratory)
    delivered(case, by)
    given_back(case, by)
    with pytest.raises(ActRefusedError, match="El caso no está cerrado"):
        open_again(**facts(case, by), text=WORDS)
    for _ in range(2):
        shut_down(**facts(case, by), text="")
        assert again(case).state == State.CLOSED
        open_again(**facts(case, by), text=WORDS)
        assert (again(case).state, again(case).is_open) == (State.DELIVERED, True)
    assert delivered(certified(case, laboratory, "INM-2", reason=WORDS), by).state == State.DELIVERED


# --- Pages ---------------------------------------------------------------------------------------------------
def test_who_works_at_it_finds_each_act_and_the_treasury_none(case, by, laboratory):
    """I15: who confirms payments does not schedule."""
    number, treasury = case.radicado.number, at_desk(treasurer(key="55" * 20))
    path = f"/servicios/gestion/{number}/"
    assert treasury.get(f"{path}programar/").status_code == 403
    desk, page = at_desk(by), at_desk(laboratory)
    posted = desk.get(f"{path}programar/").context["form"].initial
    answers = {"laboratory": posted["laboratory"], "begins_on": posted["begins_on"], "days": "1", "text": ""}
    assert desk.post(f"{path}programar/", answers | {"version": again(case).version}).status_code == 302
    item = case.items.get()
    shown = page.get(f"{path}recibir/").content.decode()
    assert "Lea cada serial en la placa" in shown
    typed = {f"came_{item.pk}": "on", f"serial_{item.pk}": "B-9", f"condition_{item.pk}": "bien", "brought_by": "Ana"}
    typed |= {f"accessories_{item.pk}": "", f"notes_{item.pk}": "", "text": "", "version": again(case).version}
    wrong = page.post(f"{path}recibir/", typed | {"action": "preview"}).content.decode()
    assert "registre la diferencia" in wrong
    seen = page.post(f"{path}recibir/", typed | {f"serial_{item.pk}": "b 1", "action": "preview"})
    sent_with = {"seen": seen.context["fingerprint"], "action": "send", f"serial_{item.pk}": "b 1"}
    assert page.post(f"{path}recibir/", typed | sent_with).status_code == 302
    assert again(case).state == State.RECEIVED
    assert "En custodia de" in page.get(path).content.decode()
    assert "$" not in re.sub(r"<[^>]*>", "", page.get(path).content.decode())


def test_each_laboratory_has_its_own_day(by, laboratory):
    other = measurer("Volumen", key="88" * 20)
    staffed("Volumen", other)
    item = asked(serial="1")
    pipette = AskedItem({"name": "Micropipeta", "serial": "2"}, (AskedLine("CAL-052", 1),))
    case = paid_online(filed(items=(item, pipette)), by)
    assert [str(each) for each in unbooked(case)] == ["Masa", "Volumen"]
    mass, volume = unbooked(case)
    schedule(**facts(case, by), laboratory=mass, begins_on=first_day_free(mass), days=1, text="")
    assert again(case).state == State.PAID
    schedule(**facts(case, by), laboratory=volume, begins_on=first_day_free(volume), days=1, text="")
    assert again(case).state == State.SCHEDULED
