"""The queue: its order, its lights, what its filters and its search find, and what stays out of it."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from expedientes.models import Dependencia
from ground.audit.models import Action, Entry
from legal_calendar.stored import current_calendar
from pqrsd.kinds import FilingChannel, Kind
from pqrsd.models import Pqrsd
from tests.benchmarks import many_petitions
from tests.pqrsd.desk import QUEUE, changed, closed, due_in, listed, tallies, waiting
from tests.pqrsd.following import answer
from tests.pqrsd.petitions import PETITIONER, petition
from tests.staff import staff_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def named(subject: str, kind: Kind = Kind.PRIVATE_INTEREST, **facts):
    return petition(kind, subject=subject, **facts)


def every_light():
    """One of each, its subject the light that it has."""
    calendar, today = current_calendar(), timezone.localdate()
    due_in(named("vencida"), -3)
    due_in(named("hoy"), 0)
    changed(named("proxima"), due_on=calendar.after(today, 3))
    changed(named("en_termino"), due_on=calendar.after(today, 4))
    waiting(named("detenida"))
    closed(named("cerrada"))


def test_what_is_due_first_comes_first_after_what_has_priority(desk):
    every_light()
    changed(named("prioritaria"), is_priority=True)
    order = ["prioritaria", "vencida", "hoy", "proxima", "en_termino", "detenida"]
    assert listed(desk) == order
    assert "prioritarias primero" in desk.get(QUEUE).text
    assert "prioritarias primero" not in desk.get(QUEUE, {"orden": "-vence"}).text


@pytest.mark.parametrize("light", ["vencida", "hoy", "proxima", "en_termino", "detenida"])
def test_light_is_a_word_a_filter_and_a_count(desk, light):
    every_light()
    page = desk.get(QUEUE, {"semaforo": light})
    assert [row.case.subject for row in page.context["rows"]] == [light]
    assert [row.light.value for row in page.context["rows"]] == [light]
    assert tallies(desk)[light] == "1"


def test_those_that_measurements_write_are_cases_as_any_other(desk, ana):
    offices = [office.pk for office in Dependencia.objects.all()]
    many_petitions.write(1, 12, offices=offices, officers=[ana.pk])
    assert len(listed(desk)) == 12


def test_days_left_are_business_days(desk):
    calendar, today = current_calendar(), timezone.localdate()
    changed(named("cerca"), due_on=calendar.after(today, 7))
    assert "Quedan 7 días hábiles" in desk.get(QUEUE).text


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"estado": "cerradas"}, ["resuelta"]),
        ({"estado": "todas"}, ["resuelta", "queja", "ajena", "mia", "antigua"]),
        ({"clase": "queja"}, ["queja"]),
        ({"dependencia": "SG"}, ["ajena"]),
        ({"responsable": "mias"}, ["mia"]),
        ({"responsable": "sin"}, ["antigua", "ajena", "queja"]),
        ({"canal": "telefono"}, ["queja"]),
        ({"hasta": "2020-12-31"}, []),
        ({"semaforo": "vencida"}, []),
        ({"clase": "queja", "responsable": "mias"}, []),
    ],
)
def test_filters(desk, filters, found):
    changed(named("antigua"), initial_due_on="2020-01-15")
    changed(named("mia"), assignee_id=int(desk.session["_auth_user_id"]))
    changed(named("ajena"), office=Dependencia.objects.get(code="SG"))
    named("queja", Kind.COMPLAINT, channel=FilingChannel.PHONE)
    closed(named("resuelta"))
    assert sorted(listed(desk, **filters)) == sorted(found)


def test_dates_are_whole_days_of_reception(desk):
    case, today = named("de hoy"), timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert listed(desk, desde=today, hasta=today) == [case.subject]
    assert listed(desk, hasta=yesterday) == []


@pytest.mark.parametrize("filters", [{"desde": "ayer"}, {"clase": "inventada"}, {"semaforo": "azul"}])
def test_wrong_filter_is_said_and_the_rest_is_listed(desk, filters):
    case = named("única")
    page = desk.get(QUEUE, filters)
    assert page.status_code == 422
    assert "Revise la información" in page.text
    assert [row.case for row in page.context["rows"]] == [case]


# --- Search --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    ["termómetro", "TERMOMETRO", "termo patrón", "Pedro", "peticionario pedro", "1.000.000.555", "1000000555",
     "pedro@prueba.example"],
)  # fmt: skip
def test_words_names_documents_and_mails_find_a_case(desk, typed):
    named("Termómetro patrón")
    named("Otra cosa", petitioner=None)
    assert listed(desk, q=typed) == ["Termómetro patrón"]


def test_number_finds_its_case_however_it_is_typed_even_closed(desk):
    case = closed(named("con número"))
    named("otra")
    year, _, sequence = case.radicado.number.split("-")
    for typed in (
        case.radicado.number,
        f"{year}e{int(sequence)}",
        f" {year} E {sequence} ",
        str(int(sequence)),
    ):
        assert listed(desk, q=typed) == ["con número"], typed


def test_number_of_a_letter_finds_the_case_that_it_is_about(desk):
    case = answer(named("con respuesta"))
    named("otra")
    letter = case.steps.letters().get().radicado
    assert letter.number != case.radicado.number
    assert listed(desk, q=letter.number) == ["con respuesta"]


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("D'Angelo", ["dangelo", "d’angelo", "D'ANGELO", "angelo", "d angelo"]),
        ("Łukasz Søren", ["lukasz", "soren", "ŁUKASZ"]),
        ("王小明", ["王小明", "王"]),
        ("Юрий", ["юрий", "Юри"]),
        ("Termómetro en °C", ["termometro ºC", "termómetro ˚c"]),
        ("ana.perez+inm@correo.co", ["perez", "ana.perez+inm@correo.co", "correo"]),
    ],
)
def test_a_name_is_found_as_it_is_written_and_as_it_is_typed(desk, name, others):
    named(name)
    named("otra")
    assert {typed: listed(desk, q=typed) for typed in (name, *others)} == dict.fromkeys((name, *others), [name])


@pytest.mark.parametrize("typed", ["%", "💡", "'"])
def test_a_search_that_has_nothing_left_to_search_finds_nothing_and_says_so(desk, typed):
    named("Termómetro")
    page = desk.get(QUEUE, {"q": typed})
    assert "no hay letras ni números: escriba una palabra" in page.text
    assert "Buscar también en los cerrados" not in page.text
    assert listed(desk, q=typed) == []


@pytest.mark.parametrize("typed", ["&|!:*()'", "a" * 200, "' OR 1=1 --", "%_", "<b>", "no hay nada así"])
def test_hostile_search_finds_nothing_and_breaks_nothing(desk, typed):
    named("Termómetro")
    assert desk.get(QUEUE, {"q": typed}).status_code == 200


def test_nothing_found_among_the_open_ones_offers_the_closed_ones(desk):
    closed(named("Termómetro"))
    page = desk.get(QUEUE, {"q": "termómetro"})
    assert "Buscar también en los cerrados" in page.text
    assert listed(desk, q="termómetro", estado="todas") == ["Termómetro"]


# --- Denuncias -----------------------------------------------------------------------------------------
def test_denuncias_are_in_no_queue_search_count_or_file_of_the_others(desk, control):
    denuncia = due_in(named("Soborno", Kind.REPORT), -1)
    ordinary = due_in(named("Ordinaria"), -1)
    for filters in ({}, {"q": "soborno"}, {"q": denuncia.radicado.number}, {"estado": "todas"}):
        assert denuncia.subject not in listed(desk, **filters)
        assert ordinary.subject not in listed(control, **filters)
    assert listed(control) == listed(control, q="soborno") == ["Soborno"]
    assert listed(control, q=denuncia.radicado.number) == ["Soborno"]
    assert tallies(desk)["vencida"] == tallies(control)["vencida"] == "1"
    assert "Soborno" not in exported(desk, estado="todas")
    assert "Soborno" in exported(control, estado="todas")
    assert 'value="denuncia"' not in desk.get(QUEUE).text  # nor is the kind offered
    assert 'value="denuncia"' in control.get(QUEUE).text


def exported(client, **filters) -> str:
    return b"".join(client.get(f"{QUEUE}exportar.csv", filters).streaming_content).decode()


# --- What is recorded and what it costs ----------------------------------------------------------------
def test_listing_is_recorded_with_its_words_save_those_of_who_sees_denuncias(desk, control):
    named("Soborno", Kind.REPORT)
    desk.get(QUEUE, {"q": "pedro", "clase": "queja"})
    assert "q=pedro" in Entry.objects.filter(action=Action.SEARCHED).first().detail["query"]
    control.get(QUEUE, {"q": "soborno", "estado": "todas"})
    assert Entry.objects.filter(action=Action.SEARCHED).first().detail == {
        "query": "estado=todas",
        "results": 1,
    }


def test_export_has_the_filtered_rows_and_is_recorded(desk):
    named("=HYPERLINK(1)")
    named("Otra", Kind.COMPLAINT)
    rows = list(csv.DictReader(io.StringIO(exported(desk, clase="interes_particular")[1:]), delimiter=";"))
    assert [row["Asunto"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["Peticionario"] == "Pedro Peticionario"
    assert rows[0]["Semáforo"] == "En término"
    assert Entry.objects.filter(action=Action.EXPORTED).first().detail == {
        "query": "clase=interes_particular",
        "rows": 1,
    }


def test_the_workbook_has_the_same_rows_and_no_formulas(desk):
    named("=HYPERLINK(1)")
    book = load_workbook(io.BytesIO(desk.get(f"{QUEUE}exportar.xlsx").content)).active
    titles, row = (list(cells) for cells in book)
    told = dict(zip((cell.value for cell in titles), row, strict=True))
    assert (told["Asunto"].value, told["Asunto"].data_type) == ("=HYPERLINK(1)", "s")
    received = Pqrsd.objects.get().received_at
    assert abs(told["Recibida"].value - timezone.make_naive(received)) < timedelta(seconds=1)  # Bogotá's hour
    assert Entry.objects.filter(action=Action.EXPORTED).first().detail["rows"] == 1


def test_queries_do_not_grow_with_the_rows(desk):
    named("primera")
    desk.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        desk.get(QUEUE)
    for n in range(4):
        due_in(named(f"más {n}", petitioner=PETITIONER | {"document_number": f"10{n}"}), n)
    with CaptureQueriesContext(connection) as many:
        desk.get(QUEUE)
    assert len(many) == len(few)


def test_pages_keep_the_filters(desk, monkeypatch):
    monkeypatch.setattr("expedientes.views.desk.PAGE_SIZE", 1)
    named("una", Kind.COMPLAINT)
    named("dos", Kind.COMPLAINT)
    assert "?clase=queja&amp;pagina=2" in desk.get(QUEUE, {"clase": "queja"}).text
    assert listed(desk, clase="queja", pagina=2) == ["dos"]


def test_what_cannot_be_counted_soon_is_said_to_be_more(desk, monkeypatch):
    monkeypatch.setattr("expedientes.views.desk.COUNTED", 1)
    due_in(named("una"), -1)
    due_in(named("dos"), -1)
    assert tallies(desk)["vencida"] == "1.000+"
    assert "Más de 1.000 casos" in desk.get(QUEUE).text


# --- Who enters ----------------------------------------------------------------------------------------
def test_menu_leads_to_the_desk_whoever_enters_it_only(desk, client):
    assert QUEUE in desk.get("/").text
    client.force_login(staff_user(key="22" * 20))
    assert QUEUE not in client.get("/").text
