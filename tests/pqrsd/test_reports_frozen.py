"""The quarterly report as it is kept: what stays, which quarter it is of, and who publishes it."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from ground.audit.models import Entry
from legal_calendar.stored import current_calendar
from pqrsd.models import QuarterlyReport
from pqrsd.reports.publication import publish, report_of
from pqrsd.reports.quarters import Quarter, last_ended, year_until
from pqrsd.reports.report import Report, from_json
from pqrsd.tasks import publish_last_quarter
from tests.pqrsd.past import past_petition
from tests.pqrsd.quarter import QUARTER, TODAY, receive_petitions


@pytest.fixture
def petitions(reference_data):
    receive_petitions()


@pytest.fixture
def report(petitions) -> Report:
    return report_of(QUARTER, today=TODAY, calendar=current_calendar())


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
