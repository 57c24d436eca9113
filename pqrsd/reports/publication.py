"""Making a report and freezing it: what is published is what was made, until it is made again."""

from django.db import transaction
from django.utils import timezone

from ground.audit.models import Action
from ground.audit.trail import record
from legal_calendar.stored import current_calendar
from pqrsd.models import QuarterlyReport
from pqrsd.reports.figures import report_of
from pqrsd.reports.quarters import Quarter


class NotEndedError(Exception):
    """The quarter has not ended; the message, in Spanish, says so."""


@transaction.atomic
def publish(quarter: Quarter, *, is_partial: bool = False) -> QuarterlyReport:
    """Make the report of a quarter and put it in the place of the former one.

    Raises NotEndedError before its end, unless a preliminary one is wanted, and always before its beginning.
    """
    today = timezone.localdate()
    if today < quarter.starts_on or (today <= quarter.ends_on and not is_partial):
        raise NotEndedError(f"El trimestre de {quarter.name} no ha terminado.")
    report = report_of(quarter, today=today, calendar=current_calendar())
    row, _ = QuarterlyReport.objects.update_or_create(
        year=quarter.year, quarter=quarter.number, defaults={"figures": report.to_json()}
    )
    record(
        Action.CHANGED,
        subject=row,
        what="pqrsd_report_published",
        quarter=str(quarter),
        preliminary=report.is_preliminary,
    )
    return row
