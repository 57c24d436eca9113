"""The *Mesa de servicios*: what each of the staff finds, reads and does there."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from expedientes.models import ModelParagraph
from ground.mails.models import Mail
from inm_portal import staff_groups
from services.acts.answers import in_force
from services.desk import CONFIRM_PAYMENT, MEASURE, SCHEDULE
from services.kinds import Service, State, Step
from services.views.desk.cases import HEADER
from services.workflow import STAFF
from tariffs.pricing.quote import Customer
from tests.factories import laboratory_user
from tests.pqrsd.following import signed
from tests.services.requests import (
    WORDS,
    accepted,
    again,
    asked,
    at_desk,
    checked,
    filed,
    measurer,
    officer,
    opined,
    quoted,
    staffed,
)
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

QUEUE = "/servicios/gestion/"
AN_AMOUNT = re.compile(r"\$ ?\d|USD \d")
GROUPS = {
    "officer": staff_groups.SERVICES_OFFICER,
    "treasury": staff_groups.TREASURY,
    "auditor": staff_groups.AUDITOR,
    "petitions": staff_groups.PETITIONS_OFFICER,
}


def case_path(case, act: str = "") -> str:
    return f"{QUEUE}{case.radicado.number}/{act}"


def send(client: Client, case, act: str, **fields):
    """Press the button of an act's page that was opened just now."""
    return client.post(case_path(case, act), {"version": again(case).version, **fields})


def listed(client: Client, **filters) -> list[str]:
    return [row.case.radicado.number for row in client.get(QUEUE, filters).context["rows"]]


# --- Who -----------------------------------------------------------------------------------------------------
@pytest.fixture
def people(ready) -> dict[str, Client]:
    found = {name: at_desk(staff_user(group, key=f"{n}" * 40)) for n, (name, group) in enumerate(GROUPS.items(), 1)}
    found |= {"mass": at_desk(measurer("Masa", key="7" * 40)), "volume": at_desk(measurer("Volumen", key="8" * 40))}
    return found | {"root": at_desk(staff_user(key="9" * 40, is_superuser=True))}


ROLES = ("officer", "treasury", "auditor", "petitions", "mass", "volume", "root")


def row(*statuses: int) -> dict[str, int]:
    """200: it opens. 403: they may read, and not do it. 404: it is not there."""
    return dict(zip(ROLES, statuses, strict=True))


QUEUE_AND_EXPORT = row(200, 200, 200, 404, 200, 200, 200)
READ = row(200, 200, 200, 404, 200, 404, 200)
LETTER = READ | {"mass": 404}
OFFICERS = row(200, 403, 403, 404, 403, 404, 403)
MEASURED = OFFICERS | {"officer": 403, "mass": 200}
TREASURERS = OFFICERS | {"officer": 403, "treasury": 200}
BOTHS = OFFICERS | {"mass": 200}
ANYBODYS = OFFICERS | {"treasury": 200, "mass": 200}


def test_who_opens_what(people):
    """Nobody acts for being a superuser; a laboratory knows only of its own, and opens no letter with an amount."""
    case = filed()
    signed(case.radicado)
    number = case.radicado.number
    opened = ("desk", "desk_export", "desk_export_xlsx", "desk_board", "desk_statistics", "desk_statistics_xlsx")
    pages = dict.fromkeys((*opened, "desk_statistics_csv"), QUEUE_AND_EXPORT)
    expected = {reverse(f"services:{name}"): row for name, row in pages.items()}
    expected[case_path(case)] = READ
    expected[reverse("services:desk_letter", args=[number, number])] = LETTER
    of_acts = {"desk_message": ANYBODYS, "desk_note": ANYBODYS}
    for act in STAFF:
        whose = {CONFIRM_PAYMENT: TREASURERS, SCHEDULE: BOTHS, MEASURE: MEASURED}.get(act.permission, OFFICERS)
        expected[reverse(act.view_name, args=[number])] = of_acts.get(act.name, whose)
    for address, answers in expected.items():
        found = {name: client.get(address).status_code for name, client in people.items()}
        assert found == answers, address


def test_a_laboratory_reads_no_amount_anywhere(people):
    """Nor in the pages of a quoted request, nor in what it takes away."""
    case = accepted(filed(items=(asked(quantity=3),)), officer(key="66" * 20))
    total = in_force(case).written_total
    assert total in people["officer"].get(case_path(case)).content.decode()
    for address in (QUEUE, case_path(case), case_path(case, "nota/"), case_path(case, "mensaje/")):
        page = people["mass"].get(address).content.decode()
        assert not AN_AMOUNT.search(re.sub(r"<[^>]*>", "", page)), address
    rows = b"".join(people["mass"].get(f"{QUEUE}exportar.csv").streaming_content).decode()
    assert not AN_AMOUNT.search(rows)
    book = load_workbook(BytesIO(people["mass"].get(f"{QUEUE}exportar.xlsx").content)).active
    assert [str(cell.value) for cell in book[1]] == list(HEADER)
    assert not AN_AMOUNT.search(" ".join(str(cell.value) for cell in book[2]))
    quote = in_force(case).step.letter
    signed(quote)
    assert people["officer"].get(f"{case_path(case)}cartas/{quote.number}.pdf").status_code == 200
    assert people["mass"].get(f"{case_path(case)}cartas/{quote.number}.pdf").status_code == 404


# --- The queue ----------------------------------------------------------------------------------------------
def test_queue_is_filtered_by_service_state_and_laboratory(ready):
    by = officer()
    desk = at_desk(by)
    balance, course = filed(), filed(Service.TRAINING)
    seen = checked(filed(), by)
    numbers = [each.radicado.number for each in (balance, course, seen)]
    assert listed(desk) == numbers
    assert listed(desk, clase=Service.TRAINING) == [numbers[1]]
    assert listed(desk, etapa=State.CHECKED) == [numbers[2]]
    laboratory = balance.lines.get().laboratory
    assert listed(desk, laboratorio=laboratory.pk) == [numbers[0], numbers[2]]
    page = desk.get(QUEUE, {"laboratorio": laboratory.pk})
    assert page.context["form"].is_filtered
    assert [(stage.label, stage.count) for stage in page.context["stages"]] == [("Radicada", 2), ("Revisada", 1)]
    assert laboratory.name in page.content.decode()


def test_what_has_a_day_comes_first(ready):
    by = officer()
    first, second = filed(), quoted(filed(), by)
    numbers = [first.radicado.number, second.radicado.number]
    assert listed(at_desk(by)) == numbers[::-1]
    assert listed(at_desk(by), orden="recibida") == numbers


def test_a_laboratory_lists_its_own(people):
    case = filed()
    assert listed(people["mass"]) == [case.radicado.number]
    assert listed(people["volume"]) == []


def test_queue_asks_as_many_questions_of_one_case_as_of_twenty(ready, django_assert_max_num_queries):
    desk, user = at_desk(officer()), filed().user
    with django_assert_max_num_queries(30) as few:
        desk.get(QUEUE)
    for _ in range(20):
        filed(user=user)
    with django_assert_max_num_queries(len(few)):
        desk.get(QUEUE)


# --- The board ----------------------------------------------------------------------------------------------
def columns(client: Client, **filters) -> dict[str, tuple[int, list[str]]]:
    shown = client.get(f"{QUEUE}tablero/", filters).context["columns"]
    return {each.state: (each.count, [case.radicado.number for case in each.cases]) for each in shown}


def test_board_has_a_column_for_each_stage_the_oldest_first(people, monkeypatch):
    monkeypatch.setattr("services.views.desk.board.SHOWN", 2)
    by, user = officer(key="66" * 20), laboratory_user()
    balances = [filed(user=user) for _ in range(3)]
    course, seen = filed(Service.TRAINING, user=user), checked(filed(user=user), by)
    numbers = [case.radicado.number for case in (*balances, course, seen)]
    assert columns(people["officer"]) == {State.FILED: (4, numbers[:2]), State.CHECKED: (1, numbers[4:])}
    assert list(columns(people["officer"])) == [State.FILED, State.CHECKED]
    assert columns(people["officer"], clase=Service.TRAINING) == {State.FILED: (1, [numbers[3]])}
    assert columns(people["mass"]) == {State.FILED: (3, numbers[:2]), State.CHECKED: (1, numbers[4:])}
    assert columns(people["volume"]) == {}
    page = people["officer"].get(f"{QUEUE}tablero/", {"clase": Service.CALIBRATION}).content.decode()
    everyone = f"{QUEUE}?clase=calibracion&amp;etapa=radicada&amp;orden=recibida"
    assert f'href="{everyone}">Ver las 3 en «Radicada»' in page
    assert "No hay solicitudes abiertas." in people["volume"].get(f"{QUEUE}tablero/").content.decode()
    assert people["officer"].get(f"{QUEUE}tablero/", {"clase": "x"}).status_code == 422


def test_a_case_of_the_board_keeps_its_place_in_its_column(ready):
    cases, desk = [filed() for _ in range(2)], at_desk(officer())
    page = desk.get(f"{QUEUE}tablero/").content.decode()
    link = re.search(rf'href="({case_path(cases[0])}[^"]*)"', page).group(1).replace("&amp;", "&")
    assert desk.get(link).context["place"].after == cases[1].radicado.number


def test_board_asks_as_many_questions_of_one_case_as_of_twenty(ready, django_assert_max_num_queries):
    desk, user = at_desk(officer()), filed().user
    desk.get(f"{QUEUE}tablero/")
    with django_assert_max_num_queries(25) as few:
        desk.get(f"{QUEUE}tablero/")
    for _ in range(10):
        filed(user=user)
    with django_assert_max_num_queries(len(few)):
        desk.get(f"{QUEUE}tablero/")


# --- At home
def test_home_tells_each_what_is_theirs_to_do(ready):
    by, lab, other = officer(), measurer(key="22" * 20), measurer("Volumen", key="33" * 20)
    filed()
    checked(filed(), by)
    home = reverse("staff_home")

    def waits(user) -> dict[str, int]:
        rooms = at_desk(user).get(home).context["rooms"]
        return {line.words: line.count for room in rooms if room.name == "Mesa de servicios" for line in room.waiting}

    assert waits(by) == {"Sin asignar": 2, "Por revisar": 1, "Por cotizar": 1}
    assert waits(lab) == {"Esperan su concepto técnico": 1}
    assert waits(other) == {}
    assert QUEUE in at_desk(lab).get(home).content.decode()


# --- The acts, by their pages -------------------------------------------------------------------------------
def test_from_the_opinion_to_the_quote_by_the_pages(ready):
    by, lab = officer(), measurer(key="22" * 20)
    desk, bench, case = at_desk(by), at_desk(lab), filed()
    line = case.lines.get()
    refused = send(bench, case, "concepto/", **{f"line_{line.pk}": "no_puede", "lead_days": 5, "text": ""})
    assert "Diga por qué no se puede" in refused.content.decode()
    send(bench, case, "concepto/", **{f"line_{line.pk}": "puede", "lead_days": 5, "text": WORDS})
    assert "Compruebe los hechos del cliente." in send(desk, case, "revisar/", scope="on").content.decode()
    send(desk, case, "revisar/", scope="on", facts="on")
    assert again(case).state == State.CHECKED
    shown = send(desk, case, "cotizar/", action="preview", text="Traiga la pesa de ajuste.")
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Son: " in page
    assert "Traiga la pesa de ajuste." in page
    seen = shown.context["fingerprint"]
    done = send(desk, case, "cotizar/", action="send", text="Traiga la pesa de ajuste.", seen=seen)
    assert (done.status_code, again(case).state) == (302, State.QUOTED)
    told = desk.get(case_path(case)).content.decode()
    assert in_force(again(case)).step.letter.number in told


def test_a_quote_is_read_by_somebody_else_before_it_goes(ready):
    by, colleague, case = officer(), officer(key="22" * 20), filed()
    checked(case, by)
    asked_for = send(at_desk(by), case, "cotizar/", action="ask_reader", text="Traiga la pesa.", reader=colleague.pk)
    assert asked_for.status_code == 302
    told = Mail.objects.about(case).get(event="services.letter_to_read")
    assert told.recipient == colleague.email


def test_the_corrections_are_typed_by_line(ready):
    by, case = officer(), filed()
    line, item, desk = case.lines.get(), case.items.get(), at_desk(by)
    wrong = send(desk, case, "corregir/", **{f"line_{line.pk}": 1, "item": item.pk, "code": "", "reason": WORDS})
    assert "Escriba el código de la tasa." in wrong.content.decode()
    nowhere = send(desk, case, "corregir/", **{f"line_{line.pk}": 1, "item": item.pk, "code": "CAL-999", "quantity": 1,
                                               "reason": WORDS})  # fmt: skip
    assert "CAL-999 no está en la tarifa vigente" in nowhere.content.decode()
    right = {f"line_{line.pk}": 0, "item": item.pk, "code": "cal-201", "quantity": 2, "reason": WORDS}
    assert send(desk, case, "corregir/", **right).status_code == 302
    assert [str(each) for each in case.lines.live()] == ["2 × CAL-201"]


def test_travel_is_asked_only_of_what_is_done_on_site(ready):
    by = officer()
    desk, here = at_desk(by), checked(filed(), by)
    there = checked(filed(items=(asked(is_on_site=True),)), by)
    assert "travel_DES-001" not in desk.get(case_path(here, "cotizar/")).context["form"].fields
    form = desk.get(case_path(there, "cotizar/")).context["form"]
    assert [name for name in form.fields if name.startswith("travel_")][0] == "travel_DES-001"
    shown = send(desk, there, "cotizar/", action="preview", text="", **{"travel_DES-001": 2})
    assert "Día de viáticos" in shown.content.decode()


@pytest.mark.parametrize("act", ["cotizar/", "completar/", "rechazar/", "aplazar/"])
def test_every_letter_of_an_officer_has_the_paragraphs_of_this_desk(ready, act):
    by = officer()
    ours = ModelParagraph.objects.create(title="Transporte", text="Traiga el instrumento en su caja.", app="services")
    ModelParagraph.objects.create(title="Traslado", text="De la otra mesa.", app="pqrsd")
    public = filed(customer=Customer(is_under_public_contracting=True))
    case = {"cotizar/": checked, "aplazar/": accepted}.get(act, lambda case, by: case)(public, by)
    page = send(at_desk(by), case, act, action="paragraph", paragraph=ours.pk, text="")
    assert list(page.context["paragraphs"]) == [ours]
    assert page.context["form"]["text"].value() == ours.text


def test_an_old_page_is_told_what_happened(ready):
    by, case = officer(), filed()
    old = case.version
    opined(case, measurer(key="22" * 20))
    stale = at_desk(by).post(case_path(case, "revisar/"), {"version": old, "scope": "on", "facts": "on"})
    assert stale.status_code == 409
    assert str(Step.OPINION_GIVEN.label) in stale.content.decode()


def test_with_many_each_is_offered_what_they_may_do(people):
    filed()
    queues = {name: people[name].get(QUEUE).context for name in ("officer", "treasury", "mass", "auditor")}
    assert {name: [act.name for act in shown["acts"]] for name, shown in queues.items()} == {
        "officer": ["desk_assign", "desk_note"],
        "treasury": ["desk_note"],
        "mass": ["desk_note"],
        "auditor": [],
    }


def test_many_are_assigned_at_once(ready):
    by = officer()
    desk, cases = at_desk(by), [filed(), filed()]
    numbers = [case.radicado.number for case in cases]
    sent = {"acto": "desk_assign", "caso": numbers, "version": [case.version for case in cases], "assignee": by.pk}
    assert desk.post(f"{QUEUE}varios/", sent).status_code == 302
    assert {again(case).assignee for case in cases} == {by}
    assert staffed("Masa").members.count() == 0
