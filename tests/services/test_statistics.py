"""The statistics of the services: what is counted, of what, and who is told which of it."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inm_portal import staff_groups
from services.acts.delivery import rate
from services.acts.payments import defer
from services.acts.writings import withdraw
from services.filing import AskedItem
from services.kinds import Service
from services.ledger import balance_of
from services.models import Appointment, Laboratory
from services.price import AskedLine
from services.statistics import work
from services.statistics.figures import figures
from services.statistics.scope import FEW, Period, Scope, share
from tariffs.pricing.quote import Customer
from tests.benchmarks import many_requests
from tests.legal_calendar.calendars import colombia
from tests.services.payments import paid_online
from tests.services.requests import accepted, again, asked, at_desk, facts, filed, measurer, officer, quoted, sent
from tests.services.works import certified, delivered, measured, received, scheduled
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

PAGE = "/servicios/gestion/estadisticas/"
AN_AMOUNT = re.compile(r"\$ ?\d|USD \d|pesos|dólares", re.IGNORECASE)
OF_MONEY = {"conversion", "conversion-mes", "valor-cop", "valor-cop-mes", "valor-cop-laboratorio", "por-cobrar"}
OF_THE_WORK = {"tiempos", "tiempo-servicio", "cumplimiento", "atraso", "ocupacion", "satisfaccion"}
OF_ALL = {"resumen", "servicio", "laboratorio", "mes"}


def told(user, **chosen) -> dict[str, dict]:
    """Each table by its key: its rows by their names."""
    scope = Scope(user, chosen.pop("period", Period.usual(timezone.localdate())), **chosen)
    return {table.key: {row[0]: row[1:] for row in table.rows} for table in figures(scope)}


# --- Periods, pure -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), [date(2026, 11, 1)]),
        (date(2025, 12, 31), date(2026, 2, 1), [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]),
    ],
)
def test_a_period_has_its_months_and_begins_at_midnight_in_bogota(first, last, months):
    period = Period(first, last)
    assert period.months == months
    held = period.holds("at")
    assert held["at__gte"].isoformat() == f"{first}T00:00:00-05:00"
    assert held["at__lt"].isoformat() == f"{last + timedelta(days=1)}T00:00:00-05:00"


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(0, 0, None), (1, 4, FEW), (2, 5, 40.0), (5, 5, 100.0), (1, 6, 16.7)]
)
def test_a_share_of_a_few_is_not_said(part, whole, said):
    assert share(part, whole) == said


def test_the_usual_period_is_of_twelve_months():
    assert len(Period.usual(date(2026, 11, 27)).months) == 12


# --- What is counted ---------------------------------------------------------------------------------------
def test_what_happened_is_counted_once(ready):
    """One request by each way that it may go."""
    by, lab = officer(), measurer("Masa", key="22" * 20)
    user = filed(Service.TRAINING).user
    quoted(filed(user=user), by)
    accepted(filed(user=user), by)
    gone = accepted(filed(user=user), by)
    withdraw(**sent(gone), text="Ya no.")
    done = delivered(certified(measured(received(scheduled(filed(user=user), by), lab), lab), lab), by)
    rate(**sent(done), score=4, text="")
    paid = balance_of(done.chains.get()).paid
    found = told(by)
    month = [name for name, row in found["mes"].items() if any(row)]
    assert (len(month), found["mes"][month[0]]) == (1, (5, 1))
    assert found["servicio"] == {"Calibración": (4,), "Capacitación": (1,)}
    assert found["laboratorio"]["Masa"] == (4,)
    assert found["valor-cop"] == {"Calibración": (4 * paid, 3 * paid, paid)}
    assert found["valor-cop-laboratorio"] == {"Masa": (4 * paid, 3 * paid)}
    assert found["por-cobrar"]["0 a 30 días"] == (paid,)
    assert sum(row[0] for row in found["por-cobrar"].values()) == paid
    assert found["conversion"] == {"Calibración": (4, 4, 0, None)}
    assert found["resumen"] == {
        "Radicadas": (5,), "Entregadas": (1,), "Pagado, en pesos": (f"{paid:,.0f}".replace(",", "."),),
    }  # fmt: skip
    assert found["tiempos"]["Radicada → cotizada"] == (FEW, 4)
    assert found["tiempos"]["Cotizada → aceptada"] == (FEW, 3)
    assert {name: row[1] for name, row in found["tiempos"].items()}["Pagada → recibida"] == 1
    assert found["tiempo-servicio"] == {"Calibración": (FEW, 1)}
    assert found["cumplimiento"] == {"Calibración": (1, 0, FEW)}
    assert found["satisfaccion"]["4 de 5"] == (1, FEW)


def test_a_quote_is_of_its_last_version_and_a_refund_of_its_day(ready):
    by = officer()
    case = quoted(quoted(filed(), by), by)
    assert told(by)["valor-cop"] == {"Calibración": (round(case.chains.get().versions.last().total), 0, 0)}
    assert case.chains.get().versions.count() == 2


def test_each_laboratory_has_its_share_of_a_quote_and_travel_is_nobodys(ready):
    """The shares of all are the whole, and one that is chosen has its own."""
    by = officer()
    pressure = AskedItem({"name": "Manómetro"}, (AskedLine("CAL-107", 1),))
    case = quoted(filed(items=(asked(is_on_site=True), pressure)), by, travel={"DES-001": 2})
    total, found = case.chains.get().versions.get().total, told(by)["valor-cop-laboratorio"]
    others = {line.laboratory.name for line in case.lines.filter(laboratory__isnull=False)}
    assert set(found) == {*others, "Sin laboratorio"}
    assert len(others) == 2
    assert sum(row[0] for row in found.values()) == total
    assert {row[1] for row in found.values()} == {0}
    mass = Laboratory.objects.get(name="Masa")
    assert told(by, laboratory=mass)["valor-cop-laboratorio"] == {"Masa": found["Masa"]}


def test_dollars_are_apart(ready):
    foreign = Customer(is_foreign=True, is_domiciled_abroad=True, pays_from_abroad=True)
    by = officer()
    case = quoted(filed(customer=foreign, items=(asked(),)), by)
    found = told(by)
    assert case.chains.get().currency == "USD"
    assert found["valor-usd"]["Calibración"][0] == float(case.chains.get().versions.get().total)
    assert found["valor-cop"] == {}


def test_what_is_paid_later_is_owed_meanwhile(ready):
    by = officer()
    case = accepted(filed(customer=Customer(is_under_public_contracting=True)), by)
    defer(**facts(case, by), number="12", signed_on=timezone.localdate(), supervisor="Ana",
          due_on=timezone.localdate() + timedelta(days=30), text="")  # fmt: skip
    total = case.chains.get().versions.get().total
    assert told(by)["por-cobrar"]["0 a 30 días"] == (round(total),)
    paid_online(again(case), by)
    assert told(by)["por-cobrar"] == {}


def test_a_cohort_is_judged_once_its_quotes_are_over(ready, on):
    by = officer()
    user = quoted(filed(), by).user
    accepted(filed(user=user), by)
    today = timezone.localdate()
    period = Period(today, today)
    on(today + timedelta(days=90))
    assert told(by, period=period)["conversion"] == {"Calibración": (2, 0, 1, FEW)}


def test_what_was_received_waits_by_its_age(ready, on):
    by = officer()
    received(scheduled(filed(), by), by)
    today = timezone.localdate()
    for days, band in ((0, 3), (10, 3), (11, 2), (30, 2), (31, 1), (60, 1), (61, 0)):
        on(today + timedelta(days=days))
        assert told(by)["atraso"] == {"Masa": tuple(int(place == band) for place in range(4))}, days


def test_stations_are_taken_for_as_long_as_appointments_say(ready):
    by = officer()
    case = scheduled(filed(), by, days=3)
    mass = Laboratory.objects.get(name="Masa")
    first = case.appointments.get().begins_on
    period = Period(first, first + timedelta(days=20))
    table = work.occupancy(Scope(by, period), colombia())
    taken, capacity = {row[0]: row[1:3] for row in table.rows}["Masa"]
    working = sum(map(colombia().is_business_day, period.days))
    assert (taken, capacity) == (3, mass.stations * working)
    mass.closures.create(begins_on=first, ends_on=period.last, reason="Traslado")
    shut = {row[0]: row[1:] for row in work.occupancy(Scope(by, period), colombia()).rows}["Masa"]
    assert shut == (0, 0, None)
    assert Appointment.objects.count() == 1


def test_a_year_without_holidays_is_told_and_breaks_nothing(ready):
    period = Period(date(2030, 1, 1), date(2034, 1, 1))
    tables = {table.key: table for table in figures(Scope(officer(), period))}
    assert tables["ocupacion"].is_withheld
    assert "no incluye" in tables["ocupacion"].note


# --- Who is told what --------------------------------------------------------------------------------------
def test_each_is_told_what_is_theirs(ready):
    case = paid_online(filed(), officer(key="66" * 20))
    people = {
        "officer": (officer(), OF_ALL | OF_MONEY | OF_THE_WORK),
        "treasury": (staff_user(staff_groups.TREASURY, key="22" * 20), OF_ALL | OF_MONEY),
        "auditor": (staff_user(staff_groups.AUDITOR, key="33" * 20), OF_ALL | OF_MONEY | OF_THE_WORK),
        "mass": (measurer("Masa", key="55" * 20), OF_ALL | OF_THE_WORK),
    }
    assert case.is_open
    for name, (user, keys) in people.items():
        assert set(told(user)) == keys, name


def test_a_laboratory_counts_its_own_and_no_amount(ready):
    paid_online(filed(), officer(key="66" * 20))
    mass, volume = measurer("Masa", key="55" * 20), measurer("Volumen", key="77" * 20)
    assert told(mass)["laboratorio"] == {"Masa": (1,)}
    assert told(volume)["resumen"]["Radicadas"] == (0,)
    assert set(told(mass)["ocupacion"]) == {"Masa"}
    desk = at_desk(mass)
    assert not AN_AMOUNT.search(re.sub(r"<[^>]*>", "", desk.get(PAGE).content.decode()))
    rows = b"".join(desk.get("/servicios/gestion/estadisticas.csv").streaming_content).decode()
    assert not AN_AMOUNT.search(rows)
    book = load_workbook(BytesIO(desk.get("/servicios/gestion/estadisticas.xlsx").content))
    assert not {*book.sheetnames} & OF_MONEY
    other = Laboratory.objects.get(name="Volumen")
    assert desk.get(PAGE, {"laboratorio": other.pk}).status_code == 422


# --- The page and its files --------------------------------------------------------------------------------
def test_the_page_draws_and_the_files_say_the_same(ready):
    by = officer()
    paid_online(filed(), by)
    desk = at_desk(by)
    page = desk.get(PAGE).content.decode()
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') >= 4
    assert "Calibración" in page
    rows = b"".join(desk.get("/servicios/gestion/estadisticas.csv").streaming_content).decode().splitlines()
    assert any("Radicadas por servicio;Calibración;Solicitudes;1" in row for row in rows)
    book = load_workbook(BytesIO(desk.get("/servicios/gestion/estadisticas.xlsx").content))
    assert [cell.value for cell in book["servicio"][2]] == ["Calibración", 1]


def test_names_that_would_be_formulas_are_texts(ready):
    Laboratory.objects.filter(name="Masa").update(name="=1+1")
    filed()
    desk = at_desk(officer())
    rows = b"".join(desk.get("/servicios/gestion/estadisticas.csv").streaming_content).decode()
    assert ";'=1+1;" in rows
    cell = load_workbook(BytesIO(desk.get("/servicios/gestion/estadisticas.xlsx").content))["laboratorio"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"desde": "2026-05-02", "hasta": "2026-05-01"}, "El último día no es antes del primero."),
        ({"desde": "2015-01-01", "hasta": "2026-01-01"}, "Escoja un período de cinco años o menos."),
        ({"desde": "mañana"}, "fecha"),
        ({"servicio": "x"}, "servicio"),
    ],
)
def test_what_is_chosen_wrong_is_told_beside_it(ready, chosen, said):
    page = at_desk(officer()).get(PAGE, chosen)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert at_desk(officer(key="22" * 20)).get("/servicios/gestion/estadisticas.csv", chosen).status_code == 302


def test_an_empty_period_says_so(ready):
    page = at_desk(officer()).get(PAGE, {"desde": "2026-01-01", "hasta": "2026-01-31"})
    assert page.status_code == 200
    assert "No hubo en este período." in page.content.decode()


def test_as_many_questions_of_one_case_as_of_ten(ready, django_assert_max_num_queries):
    by = officer()
    desk, user = at_desk(by), paid_online(filed(), by).user
    desk.get(PAGE)
    with django_assert_max_num_queries(45) as few:
        desk.get(PAGE)
    for _ in range(4):
        quoted(filed(user=user), by)
    with django_assert_max_num_queries(len(few)):
        desk.get(PAGE)


def test_those_that_measurements_write_are_requests_as_any_other(ready):
    by = officer()
    many_requests.write(1, 110, officers=[by.pk])
    desk, found = at_desk(by), told(by)
    assert sum(row[0] for row in found["mes"].values()) == 100
    assert (len(found["servicio"]), found["resumen"]["Entregadas"]) == (5, (10,))
    assert desk.get("/servicios/gestion/").context["page"].paginator.count == 100
    assert sum(column.count for column in desk.get("/servicios/gestion/tablero/").context["columns"]) == 100
    assert desk.get("/servicios/gestion/calendario/").status_code == 200
