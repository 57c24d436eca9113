"""The published reports: their pages, and the files that say the same."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from ground.charts.tables import written
from legal_calendar.stored import current_calendar
from pqrsd.models import QuarterlyReport
from pqrsd.reports.publication import publish, report_of
from pqrsd.reports.quarters import Quarter
from pqrsd.reports.report import from_json
from tests.pqrsd.past import office, past_petition
from tests.pqrsd.quarter import QUARTER, TODAY, receive_petitions


@pytest.fixture
def petitions(reference_data):
    receive_petitions()


def test_without_reports_the_list_says_so(client, db):
    assert "Todavía no hay informes publicados" in client.get(reverse("pqrsd:reports")).text


def test_page_csv_and_workbook_say_the_same_figures(client, petitions):
    publish(QUARTER)
    page = client.get(reverse("pqrsd:report", args=[2026, 3])).text
    text = client.get(reverse("pqrsd:report_csv", args=[2026, 3])).getvalue().decode("utf-8-sig")
    of_csv = {
        (row["Cuadro"], row["Fila"], row["Dato"]): row["Valor"] for row in csv.DictReader(StringIO(text), delimiter=";")
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
    with django_assert_num_queries(2):
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
