"""The figures of a quarter: about fifteen queries, however many petitions there are."""

from datetime import date

from ground.charts.tables import FigureTable
from legal_calendar.days import Calendar
from pqrsd.reports import answered, people, received
from pqrsd.reports.counting import percentage
from pqrsd.reports.quarters import Quarter
from pqrsd.reports.report import Report
from pqrsd.reports.times import business_days, mean, median


def report_of(quarter: Quarter, *, today: date, calendar: Calendar) -> Report:
    """What is known today. Of a quarter that has not ended, a preliminary report: without the groups of
    people, since two reports of few days apart would tell who came between them.
    """
    is_preliminary = today <= quarter.ends_on
    arrived, answers = received.read(quarter), answered.read(quarter)
    total = arrived.kinds.total()
    rated, score = answered.satisfaction(quarter)
    tables = [
        _summary(quarter, total, answers, score, calendar),
        received.movement(quarter, total),
        *received.tables(arrived, quarter),
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


def _summary(
    quarter: Quarter, total: int, answers: list, score: float | None, calendar: Calendar
) -> FigureTable:
    took = business_days([group.span for group in answers], calendar)
    replied = answered.total(answers)
    return FigureTable(
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
