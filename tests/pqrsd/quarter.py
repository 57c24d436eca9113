"""A quarter of petitions small enough to be counted by hand, and how its report is read."""

from datetime import date

from accounts.models import Municipality
from expedientes.models import Paso
from pqrsd.kinds import Applicant, FilingChannel, Kind, Outcome, Step
from pqrsd.reports.quarters import Quarter
from pqrsd.reports.report import Report
from tests.pqrsd.past import office, past_petition

QUARTER = Quarter(2026, 3)
TODAY = date(2026, 11, 20)


def receive_petitions() -> None:
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
        steps={Step.EXTENDED: "2026-07-10", Paso.Kind.MOVED: "2026-07-03"},
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


def rows_of(report: Report, key: str) -> dict:
    [table] = [table for table in report.tables if table.key == key]
    return {name: values[0] if len(values) == 1 else tuple(values) for name, *values in table.rows}
