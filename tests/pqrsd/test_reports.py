"""The quarterly report: its figures against a small dataset counted by hand, and what is published."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Municipality
from audit.models import Entry
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Applicant, FilingChannel, Kind, Outcome
from pqrsd.models import CaseEvent, QuarterlyReport
from pqrsd.reports.figures import report_of
from pqrsd.reports.publishing import publish
from pqrsd.reports.quarters import Quarter, last_ended, year_until
from pqrsd.reports.report import Report, from_json, written
from pqrsd.reports.suppression import FEW
from pqrsd.tasks import publish_last_quarter
from tests.pqrsd.past import office, past_petition

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 11, 20)
Step = CaseEvent.Kind


@pytest.fixture
def petitions(reference_data):
    """Six received in the quarter and one before it; a denuncia and an annulled one beside them."""
    antioquia = {"municipality": Municipality.objects.filter(department_name="Antioquia").first()}
    laboratory = office(name="Laboratorio de masa")
    past_petition(received="2026-06-30", due="2026-07-22", closed="2026-07-24", rated=(2, "2026-07-30"))
    past_petition(
        received="2026-07-01",
        due="2026-07-23",
        closed="2026-07-09",
        lives_in=antioquia,
        rated=(5, "2026-07-10"),
    )
    past_petition(
        Kind.INFORMATION,
        received="2026-07-02",
        due="2026-07-17",
        closed="2026-07-23",
        is_access_refused=True,
        lives_in={"country": "PE"},
        channel=FilingChannel.EMAIL,
        office=laboratory,
        steps={Step.EXTENDED: "2026-07-10", Step.MOVED: "2026-07-03"},
        rated=(4, "2026-07-25"),
    )
    past_petition(
        Kind.CONSULTATION,
        received="2026-08-03",
        closed="2026-08-05",
        outcome=Outcome.TRANSFERRED,
        applicant=Applicant.ANONYMOUS,
        steps={Step.TRANSFERRED: "2026-08-05"},
    )
    past_petition(
        Kind.CLAIM,
        received="2026-08-10",
        due="2026-09-01",
        closed="2026-10-02",
        office=laboratory,
        steps={Step.COMPLETION_REQUESTED: "2026-08-12"},
    )
    past_petition(received="2026-09-30", due="2026-10-22", tells={"age_range": "60+", "sex": "mujer"})
    past_petition(
        Kind.INFORMATION, received="2026-09-29", waiting_until=date(2026, 10, 30), applicant=Applicant.COMPANY
    )
    past_petition(Kind.REPORT, received="2026-08-01", closed="2026-08-20", rated=(1, "2026-08-21"))
    past_petition(received="2026-08-02", closed="2026-08-03", outcome=Outcome.ANNULLED)
    past_petition(received="2026-10-01", closed="2026-10-02")


@pytest.fixture
def report(petitions) -> Report:
    return report_of(QUARTER, today=TODAY, calendar=current_calendar())


def rows_of(report: Report, key: str) -> dict:
    [table] = [table for table in report.tables if table.key == key]
    return {name: values[0] if len(values) == 1 else tuple(values) for name, *values in table.rows}


# --- The figures, counted by hand ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "rows"),
    [
        (
            "resumen",
            {
                "Peticiones recibidas, sin denuncias": 6,
                "Denuncias recibidas": 1,
                "Peticiones respondidas": 3,
                "Respondidas en término (%)": 33.3,
                # from 1 to 9 July 6, from 2 to 23 July 13, from 30 June to 24 July 16
                "Días hábiles para responder, promedio": 11.7,
                "Días hábiles para responder, mediana": 13.0,
                "Calificación de las respuestas, de 1 a 5": 3.7,
            },
        ),
        (
            "movimiento",
            {"Pendientes al comenzar": 1, "Recibidas": 6, "Terminadas": 4, "Pendientes al cierre": 3},
        ),
        (
            "clase",
            {"Solicitud de información o de documentos": 2, "Queja": 2, "Consulta": 1, "Reclamo": 1},
        ),
        ("canal", {"Este portal": 5, "Correo electrónico": 1}),
        ("departamento", {"Antioquia": 1, "En el exterior": 1, "Sin informar": 4}),
        ("solicitante", {"Persona natural": 4, "Anónimo": 1, "Persona jurídica": 1}),
        ("respuesta", {"Solicitud de información o de documentos": (0, 1, 0.0), "Queja": (1, 1, 50.0)}),
        (
            "pendientes",
            {
                "Queja": (1, 0, 0),
                "Reclamo": (0, 1, 0),
                "Solicitud de información o de documentos": (0, 0, 1),
            },
        ),
        (
            "tiempos",
            {
                "Solicitud de información o de documentos": (13.0, 13.0, 21.0, 21.0, 1),
                "Queja": (11.0, 11.0, 16.0, 16.0, 2),
                "Todas": (11.7, 13.0, 17.7, 21.0, 3),
            },
        ),
        ("informacion", {"13": 1}),
        ("terminacion", {"Respondida": 3, "Trasladada a otra entidad": 1}),
        (
            "actuaciones",
            {
                "Traslados a otra entidad": 1,
                "Cambios de dependencia": 1,
                "Prórrogas del término": 1,
                "Peticiones que se pidió completar": 1,
                "Desistimientos expresos": 0,
                "Desistimientos tácitos": 0,
                "Rechazos": 0,
                "Solicitudes de información a las que se negó el acceso": 1,
            },
        ),
        (
            "satisfaccion",
            {
                "1, muy insatisfecho": 0,
                "2, insatisfecho": 1,
                "3, ni lo uno ni lo otro": 0,
                "4, satisfecho": 1,
                "5, muy satisfecho": 1,
            },
        ),
        ("sexo", {"Mujer": FEW, "Hombre": FEW, "Intersexual": FEW}),
    ],
)
def test_figures_are_those_counted_by_hand(report, key, rows):
    assert rows_of(report, key) == rows


def test_months_are_the_twelve_that_end_with_the_quarter(report):
    months = rows_of(report, "mes")
    assert len(months) == 12
    assert list(months)[0] == "octubre de 2025"
    assert months["junio de 2026"] == (1, 0)
    assert months["julio de 2026"] == (2, 3)
    assert months["agosto de 2026"] == (2, 1)
    assert months["septiembre de 2026"] == (2, 0)


def test_offices_and_their_complaints(report):
    assert rows_of(report, "dependencia")["Laboratorio de masa"] == 2
    assert rows_of(report, "quejas")["Laboratorio de masa"] == 1


def test_a_denuncia_is_one_total_and_nothing_else(report, petitions):
    before = report.to_json()
    past_petition(
        Kind.REPORT,
        received="2026-08-15",
        closed="2026-08-16",
        channel=FilingChannel.PHONE,
        is_access_refused=True,
        lives_in={"country": "EC"},
        tells={"age_range": "18-28", "ethnic_group": "rrom"},
        steps={Step.EXTENDED: "2026-08-15", Step.TRANSFERRED: "2026-08-15"},
        rated=(1, "2026-08-17"),
    )
    after = report_of(QUARTER, today=TODAY, calendar=current_calendar()).to_json()
    assert before["tables"][0]["rows"][1] == ("Denuncias recibidas", 1)
    assert after["tables"][0]["rows"][1] == ("Denuncias recibidas", 2)
    before["tables"][0]["rows"] = after["tables"][0]["rows"] = ()
    assert before == after
    assert "Denuncia" not in rows_of(report, "clase")
    assert "Control interno" not in str(report.tables[2:])


@pytest.mark.parametrize(("minors", "people"), [(4, 8), (5, 4)])
def test_a_few_minors_are_counted_among_the_others(petitions, minors, people):  # Ley 1581 de 2012, art. 7
    for _ in range(minors):
        past_petition(received="2026-08-15", applicant=Applicant.MINOR)
    rows = rows_of(report_of(QUARTER, today=TODAY, calendar=current_calendar()), "solicitante")
    assert rows["Persona natural"] == people
    assert sum(rows.values()) == 6 + minors


def test_the_movement_adds_up(report):
    before, received, ended, after = rows_of(report, "movimiento").values()
    assert before + received - ended == after


def test_figures_cost_the_same_queries_with_more_petitions(petitions, django_assert_max_num_queries):
    calendar = current_calendar()
    with django_assert_max_num_queries(18) as few:
        report_of(QUARTER, today=TODAY, calendar=calendar)
    for day in range(1, 29):
        past_petition(received=f"2026-08-{day:02}", closed="2026-09-10", office=office(name=f"Oficina {day}"))
    with django_assert_max_num_queries(len(few)):
        report_of(QUARTER, today=TODAY, calendar=calendar)


def test_an_empty_quarter_has_a_report(reference_data):
    report = report_of(Quarter(2016, 1), today=TODAY, calendar=current_calendar())
    assert rows_of(report, "resumen")["Peticiones recibidas, sin denuncias"] == 0
    assert rows_of(report, "resumen")["Respondidas en término (%)"] is None
    assert rows_of(report, "tiempos") == {}


def test_a_preliminary_report_says_nothing_of_groups(petitions):
    report = report_of(Quarter(2026, 4), today=TODAY, calendar=current_calendar())
    assert report.is_preliminary
    assert {"edad", "sexo", "etnia", "discapacidad"}.isdisjoint(table.key for table in report.tables)
    assert rows_of(report, "movimiento")["Recibidas"] == 1


# --- Frozen --------------------------------------------------------------------------------------------
def test_report_comes_back_from_json_as_it_was(report):
    row = QuarterlyReport.objects.create(year=2026, quarter=3, figures=report.to_json())
    row.refresh_from_db()
    assert from_json(row.figures) == report


def test_what_is_published_stays_until_it_is_made_again(petitions):
    first = publish(QUARTER).figures
    past_petition(received="2026-08-15")
    row = QuarterlyReport.objects.get()
    assert row.figures["tables"][0]["rows"][0][1] == first["tables"][0]["rows"][0][1] == 6
    publish(QUARTER)
    row.refresh_from_db()
    assert row.figures["tables"][0]["rows"][0][1] == 7
    assert Entry.objects.filter(subject_type="pqrsd.quarterlyreport").count() == 2


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 5), Quarter(2025, 4)),
        (date(2026, 3, 31), Quarter(2025, 4)),
        (date(2026, 4, 1), Quarter(2026, 1)),
        (date(2026, 12, 31), Quarter(2026, 3)),
    ],
)
def test_the_last_quarter_that_ended(day, quarter):
    assert last_ended(day) == quarter


def test_quarters_know_their_days():
    assert (Quarter(2026, 4).starts_on, Quarter(2026, 4).ends_on) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2026, 4).ends_at.isoformat() == "2027-01-01T00:00:00-05:00"
    assert Quarter(2026, 1).name == "enero a marzo de 2026"
    assert year_until(Quarter(2026, 1))[0] == date(2025, 4, 1)
    assert year_until(Quarter(2026, 4))[0] == date(2026, 1, 1)


def test_command_publishes_the_quarter_that_is_named(petitions, capsys):
    call_command("quarterly_report", "2026", "3")
    assert "/pqrsd/informes/2026-3/" in capsys.readouterr().out
    assert not from_json(QuarterlyReport.objects.get().figures).is_preliminary


def test_command_and_clock_publish_the_last_quarter(reference_data):
    call_command("quarterly_report")
    publish_last_quarter()
    assert QuarterlyReport.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2099", "1"], "no ha terminado"),
        (["2099", "1", "--partial"], "no ha terminado"),
        (["2026"], "Diga el año y el trimestre"),
        (["2026", "5"], "invalid choice"),
    ],
)
def test_command_refuses_what_is_not_over(reference_data, arguments, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("quarterly_report", *arguments)
    assert not QuarterlyReport.objects.exists()


# --- Published -----------------------------------------------------------------------------------------
def test_without_reports_the_list_says_so(client, db):
    assert "Todavía no hay informes publicados" in client.get(reverse("pqrsd:reports")).text


def test_page_csv_and_workbook_say_the_same_figures(client, petitions):
    publish(QUARTER)
    page = client.get(reverse("pqrsd:report", args=[2026, 3])).text
    text = client.get(reverse("pqrsd:report_csv", args=[2026, 3])).getvalue().decode("utf-8-sig")
    of_csv = {
        (row["Cuadro"], row["Fila"], row["Dato"]): row["Valor"]
        for row in csv.DictReader(StringIO(text), delimiter=";")
    }
    book = load_workbook(BytesIO(client.get(reverse("pqrsd:report_xlsx", args=[2026, 3])).content))
    report = from_json(QuarterlyReport.objects.get().figures)
    assert book.sheetnames == [table.key for table in report.tables]
    for table in report.tables:
        heading, *of_book = list(book[table.key].iter_rows(max_row=len(table.rows) + 1, values_only=True))
        assert tuple(heading) == table.columns
        for row, in_book in zip(table.rows, of_book, strict=True):
            assert tuple(in_book) == row
            for column, value in zip(table.columns[1:], row[1:], strict=True):
                assert of_csv.pop((table.title, row[0], column)) == written(value).replace("—", "")
                assert f">{written(value)}</td>" in page or table == report.summary
    assert of_csv == {}


def test_page_costs_the_same_queries_whatever_it_says(client, petitions, django_assert_num_queries):
    publish(QUARTER)
    with django_assert_num_queries(1):
        client.get(reverse("pqrsd:report", args=[2026, 3]))


def test_an_office_that_is_a_formula_runs_nowhere(client, petitions):
    past_petition(received="2026-08-15", office=office(name="=cmd|' /C calc'!A0"))
    past_petition(received="2026-08-16", office=office(name="<script>alert(1)</script>"))
    publish(QUARTER)
    text = client.get(reverse("pqrsd:report_csv", args=[2026, 3])).getvalue().decode()
    assert ";'=cmd|" in text
    book = load_workbook(BytesIO(client.get(reverse("pqrsd:report_xlsx", args=[2026, 3])).content))
    cells = [cell for cell, *_ in book["dependencia"].iter_rows() if str(cell.value).startswith("=cmd")]
    assert [cell.data_type for cell in cells] == ["s"]
    page = client.get(reverse("pqrsd:report", args=[2026, 3])).text
    assert "<script>alert" not in page
    assert " style=" not in page


@pytest.mark.parametrize("name", ["report", "report_csv", "report_xlsx"])
def test_a_quarter_without_report_is_not_found(client, db, name):
    for quarter in ([2026, 3], [2026, 9], [99999999999, 1]):
        assert client.get(reverse(f"pqrsd:{name}", args=quarter)).status_code == 404


def test_a_preliminary_report_says_so(client, petitions):
    row = QuarterlyReport.objects.create(
        year=2026,
        quarter=4,
        figures=report_of(Quarter(2026, 4), today=TODAY, calendar=current_calendar()).to_json(),
    )
    assert "Informe preliminar" in client.get(reverse("pqrsd:report", args=[row.year, row.quarter])).text
    assert "· preliminar" in client.get(reverse("pqrsd:reports")).text
