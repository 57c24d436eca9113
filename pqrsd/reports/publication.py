"""Making a report and freezing it: what is published is what was made, until it is made again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ground.audit.models import Action, record
from ground.charts.tables import FigureTable
from ground.charts.tallies import mean, median, percentage
from legal_calendar.days import Calendar
from legal_calendar.spans import business_days
from legal_calendar.stored import current_calendar
from pqrsd.models import QuarterlyReport
from pqrsd.reports import answered, people, received
from pqrsd.reports.quarters import Quarter
from pqrsd.reports.report import Report


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


def report_of(quarter: Quarter, *, today: date, calendar: Calendar) -> Report:
    """What is known today, in about fifteen queries, however many petitions there are. Of a quarter that has
    not ended, a preliminary report: without the groups of people, since two reports of few days apart would
    tell who came between them.
    """
    is_preliminary = today <= quarter.ends_on
    (total, arrived), answers = received.tables(quarter), answered.read(quarter)
    replied = answered.total(answers)
    took = business_days(answers, calendar)
    rated, score = answered.satisfaction(quarter)
    summary = FigureTable(
        "resumen",
        "Resumen",
        ("Dato", "Valor"),
        (
            ("Peticiones recibidas, sin denuncias", total),
            ("Denuncias recibidas", received.reserved_total(quarter)),
            ("Peticiones respondidas", replied),
            ("Respondidas en término (%)", percentage(answered.in_term(answers), replied)),
            ("Días hábiles para responder, promedio", mean(took)),
            ("Días hábiles para responder, mediana", median(took)),
            ("Calificación de las respuestas, de 1 a 5", score),
        ),
        note="De las denuncias se publica únicamente cuántas se recibieron: los demás cuadros no las "
        "incluyen. Tampoco se cuentan los radicados anulados.",
    )
    tables = [
        summary,
        received.movement(quarter, total),
        *arrived,
        answered.punctuality(answers),
        answered.pending(quarter, min(today, quarter.ends_on)),
        answered.durations(answers, calendar),
        answered.information_times(answers, calendar),
        answered.endings(quarter),
        answered.acts(quarter),
        rated,
        *([] if is_preliminary else people.tables(quarter, total)),
    ]
    return Report(quarter, today.isoformat(), is_preliminary, tuple(tables))
