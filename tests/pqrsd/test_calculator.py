"""«¿Cuándo me responden?»: the page, against the law's own test vectors."""

from datetime import date, time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from legal_calendar.models import CalendarYear, Suspension
from pqrsd.deadlines import Term
from pqrsd.estimate import ImpossibleError, Question, estimate, terms_on
from pqrsd.kinds import Kind
from pqrsd.models import Termino
from tests.legal_calendar.calendars import colombia
from tests.pqrsd.terms import CPACA
from tests.steps import assert_fits

CALENDAR = colombia()
FIFTEEN = Term("queja", 15, 15, "CPACA, art. 14", date(2015, 6, 30), **CPACA)


def asked(**facts) -> Question:
    return Question(**{"kind": "queja", "received_on": date(2026, 8, 3)} | facts)


def reckoned(cutoff=None, **facts):
    return estimate(asked(**facts), terms=[FIFTEEN], calendar=CALENDAR, cutoff=cutoff)


def page_of(client, **query):
    return client.get(reverse("pqrsd:calculator"), query)


# --- Through the page: CPACA, art. 14; Decreto Legislativo 491 de 2020, art. 5 -------------------------
@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        # 5 days: Ley 5 de 1992, art. 258 and Ley 24 de 1992, art. 15, which the emergency left as they were
        ("congreso", "2020-05-11", "18 de mayo de 2020"),
        ("defensoria", "2020-04-03", "14 de abril de 2020"),
        # 10 days: Ley 1437 de 2011, art. 30
        ("autoridad", "2020-05-11", "26 de mayo de 2020"),
        ("autoridad", "2020-06-12", "1 de julio de 2020"),
        # 15 days: Ley 1581 de 2012, art. 15
        ("habeas_reclamo", "2020-04-03", "28 de abril de 2020"),
        ("habeas_reclamo", "2020-12-18", "13 de enero de 2021"),
        # 20, 30 and 35 days: Decreto Legislativo 491 de 2020, art. 5
        ("informacion", "2020-05-11", "9 de junio de 2020"),
        ("queja", "2020-05-11", "25 de junio de 2020"),
        ("interes_general", "2020-12-18", "3 de febrero de 2021"),
        ("consulta", "2020-05-11", "3 de julio de 2020"),
        ("consulta", "2020-12-18", "10 de febrero de 2021"),
        # what was running when it came into force has its terms, too
        ("informacion", "2020-03-16", "16 de abril de 2020"),
        # 10, 15 and 30 days before it, and again since the Ley 2207 de 2022
        ("informacion", "2020-02-03", "17 de febrero de 2020"),
        ("informacion", "2022-05-18", "2 de junio de 2022"),
        ("queja", "2022-05-18", "9 de junio de 2022"),
        ("consulta", "2022-05-18", "5 de julio de 2022"),
    ],
)
def test_page_says_when_the_law_has_it_due(client, reference_data, kind, received, due):
    page = page_of(client, clase=kind, fecha=received)
    assert page.status_code == 200
    assert f'<p class="due-date">{due}</p>' in page.text


def test_page_of_a_claim_has_its_own_article_and_both_dates(client, reference_data):
    """Ley 1581 de 2012, art. 15."""
    query = {"clase": "habeas_reclamo", "fecha": "2024-02-01", "pedida": "2024-02-05"}
    waiting = page_of(client, **query).text
    assert "Tiene hasta el <strong>5 de abril de 2024</strong>, sin prórroga (Ley 1581 de 2012" in waiting
    completed = page_of(client, **query, completada="2024-02-12").text
    assert '<p class="due-date">22 de febrero de 2024</p>' in completed
    assert "Vencería el 4 de marzo de 2024." in completed
    assert "CPACA" not in waiting + completed


def test_page_without_a_question_shows_the_terms_of_today(client, reference_data):
    page = client.get(reverse("pqrsd:calculator"))
    assert page.status_code == 200
    assert "Los plazos de la ley" in page.text
    assert "y Ley 2207 de 2022" in page.text
    assert "due-date" not in page.text


def test_an_address_with_only_a_kind_fills_the_form_in(client, reference_data):
    page = client.get(reverse("pqrsd:calculator"), {"clase": "consulta"})
    assert page.status_code == 200
    assert '<option value="consulta" selected>' in page.text


def test_the_page_costs_the_same_queries_whatever_is_asked(client, reference_data, django_assert_num_queries):
    page_of(client, clase="queja", fecha="2020-05-11")  # the calendar is kept from here on
    for query in ({}, {"clase": "queja", "fecha": "2020-05-11", "prorroga": "30"}):
        with django_assert_num_queries(3):
            client.get(reverse("pqrsd:calculator"), query)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"fecha": ""}, "Escriba la fecha en que se recibió."),
        ({"fecha": "2026-02-30"}, "Escriba una fecha que exista"),
        ({"fecha": "9999-12-31"}, "El calendario de días hábiles va de 2015"),
        ({"fecha": "0001-01-01"}, "no incluye el 1 de enero de 1."),
        ({"fecha": "2015-01-05"}, "Ningún término rige"),
        ({"clase": "rumor"}, "Seleccione una clase de la lista."),
        ({"hora": "25:99"}, "Escriba una hora entre 00:00 y 23:59."),
        ({"pedida": "2020-05-08"}, "No se la pudieron devolver antes de recibirla."),
        ({"completada": "2020-05-20"}, "Diga también cuándo le pidieron completarla."),
        (
            {"pedida": "2020-05-20", "completada": "2020-05-19"},
            "No la pudo completar antes de que se lo pidieran.",
        ),
        ({"pedida": "2020-09-01"}, "El término para responder venció el 25 de junio de 2020: ya no se puede detener"),
        (
            {"pedida": "2020-05-20", "completada": "2020-07-21"},
            "venció el 23 de junio de 2020, y no pidió antes otro plazo igual: desde entonces se archiva",
        ),
        (
            {"pedida": "2020-05-20", "mas_plazo": "2020-06-23", "completada": "2020-07-22"},
            "venció el 21 de julio de 2020: desde entonces se archiva",
        ),
        ({"pedida": "2020-05-20", "mas_plazo": "2020-06-24"}, "venció el 23 de junio de 2020 y solo se amplía antes"),
        ({"mas_plazo": "2020-05-20"}, "Diga también cuándo le pidieron completarla."),
        ({"pedida": "2020-05-20", "mas_plazo": "2020-05-19"}, "No pudo pedir más plazo antes"),
        ({"pedida": "2020-05-20", "mas_plazo": "2020-05-26", "completada": "2020-05-25"}, "ya la había completado"),
        # CPACA, art. 19
        ({"pedida": "2020-06-04", "motivo": "oscura", "mas_plazo": "2020-06-05"}, "aclarar una petición no se amplía"),
        ({"pedida": "2020-06-04", "motivo": "oscura", "completada": "2020-06-23"}, "(CPACA, artículo 19)"),
        ({"pedida": "2020-06-04"}, "Solo se podía pedir hasta el 26 de mayo de 2020, 10 días hábiles después"),
        ({"pedida": "2020-05-20", "motivo": "fea"}, "Elija por qué, de la lista."),
        ({"pedida": "9999-12-31"}, "El calendario de días hábiles va de 2015"),
        ({"prorroga": "31"}, "se puede ampliar entre 1 y 30 días hábiles"),
        ({"prorroga": "0"}, "La prórroga es de al menos un día."),
        ({"prorroga": "5", "pedida": "2020-05-20"}, "el reloj está detenido"),
        ({"clase": "congreso", "prorroga": "1"}, "este término no se puede ampliar"),
        # Ley 1581 de 2012, arts. 14 and 15
        ({"clase": "habeas_consulta", "pedida": "2020-05-13"}, "no detiene este plazo (Ley 1581 de 2012"),
        (
            {"clase": "habeas_reclamo", "pedida": "2020-05-19"},
            "18 de mayo de 2020, 5 días hábiles después de la radicación (Ley 1581 de 2012, artículo 15)",
        ),
        (
            {"clase": "habeas_reclamo", "pedida": "2020-05-13", "completada": "2020-07-14"},
            "venció el 13 de julio de 2020: desde entonces se archiva",
        ),
        ({"clase": "habeas_reclamo", "prorroga": "9"}, "se puede ampliar entre 1 y 8 días hábiles"),
    ],
)
def test_impossible_question_is_answered_with_its_reason(client, reference_data, query, error):
    page = page_of(client, **{"clase": "queja", "fecha": "2020-05-11"} | query)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert error in page.text
    assert "due-date" not in page.text


def test_nothing_that_is_typed_is_kept(client, reference_data):
    page = page_of(client, clase="queja", fecha="2020-05-11")
    assert not page.cookies
    assert not client.session.keys()


def test_without_any_holidays_no_date_is_guessed(client, reference_data):
    CalendarYear.objects.all().delete()
    page = page_of(client, clase="queja", fecha="2020-05-11")
    assert page.status_code == 422
    assert "no tiene ningún año todavía" in page.text


def test_suspended_days_are_skipped_and_named(client, reference_data):
    Suspension.objects.create(
        starts_on=date(2026, 8, 10),
        ends_on=date(2026, 8, 14),
        reason="Vacaciones",
        norm="Resolución 1 de 2026",
    )
    page = page_of(client, clase="queja", fecha="2026-08-03")
    assert "No: términos suspendidos: Resolución 1 de 2026" in page.text
    assert '<p class="due-date">2 de septiembre de 2026</p>' in page.text


def test_a_new_term_is_known_at_once(client, reference_data):
    Termino.objects.create(kind=Kind.COMPLAINT, days=3, norm="Ley de prueba", valid_from=date(2026, 1, 1), **CPACA)
    assert '<p class="due-date">6 de agosto de 2026</p>' in page_of(client, clase="queja", fecha="2026-08-03").text


# --- The reckoning -------------------------------------------------------------------------------------
def test_what_arrives_on_a_saturday_is_effective_on_monday_and_says_why():
    answered = reckoned(received_on=date(2026, 8, 1))
    assert answered.effective_on == date(2026, 8, 3)
    assert answered.effective_why == "el sábado 1 de agosto de 2026 no es hábil (sábado)"


@pytest.mark.parametrize(
    ("hour", "effective", "why"),
    [
        (None, date(2026, 8, 3), ""),
        (time(16, 0), date(2026, 8, 3), ""),
        (time(16, 1), date(2026, 8, 4), "llegó después de las 4:00\xa0p.\xa0m., la hora de corte"),
    ],
)
def test_what_arrives_after_the_cutoff_is_effective_the_next_day(hour, effective, why):
    answered = reckoned(received_time=hour, cutoff=time(16, 0))
    assert (answered.effective_on, answered.effective_why) == (effective, why)


def test_a_request_to_complete_stops_the_clock_until_it_is_completed():  # art. 17
    waiting = reckoned(asked_on=date(2026, 8, 6))
    assert waiting.deadline.due_on is None
    assert waiting.complete_by == date(2026, 9, 7)
    completed = reckoned(asked_on=date(2026, 8, 6), completed_on=date(2026, 8, 19))
    # counted: 4 and 5 August, then thirteen days from the 20th
    assert completed.deadline.due_on == date(2026, 9, 7)


def test_a_late_request_to_complete_is_refused_as_the_desk_does():  # art. 17: within ten days
    assert reckoned(asked_on=date(2026, 8, 19)).complete_by == date(2026, 9, 21)
    with pytest.raises(ImpossibleError, match="hasta el 19 de agosto de 2026, 10 días hábiles .*artículo 17"):
        reckoned(asked_on=date(2026, 8, 20))


def test_an_extension_is_added_to_the_term():  # art. 14, par.
    assert reckoned().extendable_until == reckoned(extension_days=15).deadline.due_on == date(2026, 9, 16)


def test_silence_grants_information_and_gives_a_date_for_its_copies():  # art. 14, numeral 1
    term = Term("informacion", 10, 10, "CPACA, art. 14", date(2015, 6, 30), **CPACA)
    question = Question(kind="informacion", received_on=date(2026, 8, 3))
    answered = estimate(question, terms=[term], calendar=CALENDAR)
    assert (answered.deadline.due_on, answered.delivery_due_on) == (date(2026, 8, 19), date(2026, 8, 24))
    assert reckoned().delivery_due_on is None


def test_what_cannot_be_names_the_fact_at_fault():
    with pytest.raises(ImpossibleError) as refused:
        reckoned(extension_days=16)
    assert refused.value.fact == "extension_days"


def test_months_go_from_the_reception_to_the_last_day_and_say_each_day():
    answered = reckoned(received_on=date(2026, 8, 1))
    [august] = answered.months
    cells = {cell.date.day: cell for week in august.weeks for cell in week if cell}
    assert august.name == "Agosto de 2026"
    assert len(cells) == 31
    assert [len(week) for week in august.weeks] == [7] * 6
    assert (cells[1].mark, cells[3].mark, cells[4].mark) == ("llega", "efect.", "día 1")
    assert (cells[7].mark, cells[7].said) == ("fest.", "festivo: Batalla de Boyacá")
    assert cells[26].state == "due"
    assert cells[27].state == ""


def test_every_day_of_the_count_has_a_number_or_a_reason():
    answered = reckoned(received_on=date(2026, 12, 18))
    assert all(day.number or day.reason for _, day in answered.lines)
    assert answered.lines[0][0] == "sábado 19 de diciembre de 2026"
    assert answered.counted_days + answered.skipped_days == len(answered.lines)


def test_kinds_without_a_term_are_left_out_of_the_table():
    assert terms_on(date(2026, 8, 3), terms=[FIFTEEN], calendar=CALENDAR) == [(Kind.COMPLAINT, FIFTEEN)]
    assert terms_on(date(2014, 8, 3), terms=[FIFTEEN], calendar=CALENDAR) == []


# --- In a browser --------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_anybody_reckons_a_date_in_a_browser(no_script_page, axe, reference_data, width):
    page = no_script_page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/pqrsd/plazos/")
    assert_fits(page)
    page.get_by_label("Clase de petición").select_option(label="Queja")
    page.get_by_label("Fecha en que se recibió").fill("2020-05-11")
    page.get_by_role("button", name="Calcular").click()
    expect(page.locator(".due-date")).to_have_text("25 de junio de 2020")
    page.get_by_text("Ver la lista completa").click()
    expect(page.get_by_role("row", name="lunes 25 de mayo de 2020")).to_contain_text("festivo: Ascensión")
    assert_fits(page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "query",
    ["", "?clase=informacion&fecha=2020-04-04&pedida=2020-04-20&completada=2020-05-19", "?clase=&fecha="],
)
def test_calculator_is_accessible(page, axe, reference_data, query):
    page.goto(f"/pqrsd/plazos/{query}")
    axe(page)
