"""The figures of the quarterly report, against a small dataset counted by hand."""

import pytest

from legal_calendar.stored import current_calendar
from pqrsd.kinds import Applicant, FilingChannel, Kind, Step
from pqrsd.reports.people import FEW
from pqrsd.reports.publication import report_of
from pqrsd.reports.quarters import Quarter
from pqrsd.reports.report import Report
from tests.pqrsd.past import office, past_petition
from tests.pqrsd.quarter import QUARTER, TODAY, receive_petitions, rows_of


@pytest.fixture
def petitions(reference_data):
    receive_petitions()


@pytest.fixture
def report(petitions) -> Report:
    return report_of(QUARTER, today=TODAY, calendar=current_calendar())


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
