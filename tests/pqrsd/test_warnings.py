"""Who is warned of what, day by day; and the daily summary."""

from datetime import date

import pytest

from expedientes.lights import Lights
from ground.mails.events import Event, event_named
from ground.mails.models import Mail
from inm_portal import staff_groups
from inm_portal.celery import app
from legal_calendar.days import Calendar
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import (
    DIGEST,
    DUE_SOON,
    DUE_TODAY,
    FILED,
    OVERDUE,
    WAITING_ENDS,
    WAITING_OVER,
)
from pqrsd.notices.warnings import owe_digests, warn, warning_of
from radicados.models import LetterIssuance
from tests.legal_calendar.calendars import colombia
from tests.outbox import deliver
from tests.pqrsd.owed_mails import ask_to_complete, due_on
from tests.pqrsd.petitions import PETITIONER, changed, petition
from tests.staff import staff_user

# Wednesday; the Monday after next is a holiday, and so is the Wednesday 8th (Inmaculada) of December.
TODAY = date(2026, 12, 2)


def lights_on(day: date, calendar: Calendar | None = None, *, soon: int = 3) -> Lights:
    calendar = calendar or colombia()
    return Lights(day, calendar.after(day, soon), calendar)


# --- The day of each warning, pure ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "due", "expected"),
    [
        ("2026-12-02", "2026-12-09", None),  # four business days: the 8th is a holiday
        ("2026-12-02", "2026-12-07", (DUE_SOON, "2026-12-07")),  # three, over a weekend
        ("2026-12-02", "2026-12-04", (DUE_SOON, "2026-12-04")),
        ("2026-12-02", "2026-12-03", (DUE_SOON, "2026-12-03")),
        ("2026-12-02", "2026-12-02", (DUE_TODAY, "2026-12-02")),
        ("2026-12-02", "2026-12-01", (OVERDUE, "2026-12-01 0")),  # the first day late
        ("2026-12-07", "2026-12-04", (OVERDUE, "2026-12-04 0")),  # a Monday, of what was due on Friday
        ("2026-12-10", "2026-12-01", (OVERDUE, "2026-12-01 1")),  # six business days late
        ("2026-12-09", "2026-12-01", (OVERDUE, "2026-12-01 0")),  # five
        ("2026-12-17", "2026-12-01", (OVERDUE, "2026-12-01 2")),  # eleven
        ("2026-12-02", "1999-12-01", (OVERDUE, "1999-12-01 1409")),  # before the calendar begins
    ],
)
def test_warning_of_a_running_petition_by_day(today, due, expected):
    lights = lights_on(date.fromisoformat(today))
    assert warning_of(Pqrsd(due_on=date.fromisoformat(due)), lights) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-12-09", None),
        ("2026-12-07", (WAITING_ENDS, "2026-12-07")),
        ("2026-12-02", (WAITING_ENDS, "2026-12-02")),
        ("2026-12-01", (WAITING_OVER, "2026-12-01")),
    ],
)
def test_warning_while_the_petitioner_is_waited_for(until, expected):
    assert warning_of(Pqrsd(waiting_until=date.fromisoformat(until)), lights_on(TODAY)) == expected


# --- Writing them down ----------------------------------------------------------------------------------
@pytest.fixture
def officer(ready):
    return staff_user(staff_groups.PETITIONS_OFFICER)


@pytest.fixture
def head(ready):
    return staff_user(staff_groups.PETITIONS_HEAD)


@pytest.fixture
def control(ready):
    return staff_user(staff_groups.INTERNAL_CONTROL)


def warned() -> list[tuple[Event, str]]:
    rows = Mail.objects.exclude(event=FILED.name).order_by("pk")
    return [(event_named(row.event), row.recipient) for row in rows]


@pytest.mark.django_db
def test_petition_is_warned_of_once_a_day_kind_until_it_is_closed(officer):
    case = due_on(petition(), date(2026, 12, 4))
    for day in range(1, 19):
        for _ in range(2):
            warn(lights=lights_on(date(2026, 12, day), current_calendar()))
    told = Mail.objects.exclude(event=FILED.name).order_by("pk")
    assert list(told.values_list("event", "occasion", "recipient")) == [
        (DUE_SOON.name, "2026-12-04", officer.email),
        (DUE_TODAY.name, "2026-12-04", officer.email),
        (OVERDUE.name, "2026-12-04 0", officer.email),
        (OVERDUE.name, "2026-12-04 1", officer.email),
    ]
    assert case.is_open


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 12, 5), date(2026, 12, 6), date(2026, 12, 8)])
def test_nobody_is_warned_on_a_day_that_is_no_business_day(officer, day):
    due_on(petition(), date(2026, 12, 4))
    warn(lights=lights_on(day, current_calendar()))
    assert warned() == []


@pytest.mark.django_db
def test_petition_whose_last_day_moves_is_warned_of_anew(officer):
    case = due_on(petition(), TODAY)
    warn(lights=lights_on(TODAY, current_calendar()))
    due_on(case, date(2026, 12, 3))
    warn(lights=lights_on(date(2026, 12, 3), current_calendar()))
    assert [event for event, _ in warned()] == [DUE_TODAY, DUE_TODAY]


@pytest.mark.django_db
def test_closed_petition_and_one_with_time_left_are_not_warned_of(officer):
    due_on(petition(), date(2026, 12, 30))
    closed = due_on(petition(), TODAY)
    changed(closed, closed_at=closed.received_at, outcome="respondida")
    warn(lights=lights_on(TODAY, current_calendar()))
    assert warned() == []


@pytest.mark.django_db
def test_warning_is_not_sent_once_the_case_is_closed(officer):
    case = due_on(petition(), TODAY)
    warn(lights=lights_on(TODAY, current_calendar()))
    changed(case, closed_at=case.received_at, outcome="respondida")
    assert deliver() == []
    assert Mail.objects.of(DUE_TODAY).get().status == Mail.Status.CANCELLED


@pytest.mark.django_db
def test_whoever_has_the_case_is_warned_and_nobody_else(officer, head):
    case = due_on(petition(), TODAY)
    changed(case, assignee=officer)
    warn(lights=lights_on(TODAY, current_calendar()))
    assert warned() == [(DUE_TODAY, officer.email)]


@pytest.mark.django_db
def test_petition_of_nobody_is_warned_of_to_everybody_who_may_take_it(officer, head, control):
    due_on(petition(), TODAY)
    warn(lights=lights_on(TODAY, current_calendar()))
    assert set(warned()) == {(DUE_TODAY, officer.email), (DUE_TODAY, head.email)}


@pytest.mark.django_db
def test_denuncia_is_warned_of_to_internal_control_alone(officer, head, control, admin_user):
    case = due_on(petition(Kind.REPORT), TODAY)
    changed(case, assignee=officer)
    warn(lights=lights_on(TODAY, current_calendar()))
    assert warned() == [(DUE_TODAY, control.email)]


@pytest.mark.django_db
def test_petitioner_is_reminded_before_their_term_ends_and_the_staff_told_after(officer):
    asked = ask_to_complete(petition())
    calendar = current_calendar()
    for day in (calendar.after(asked.requested_on, 5), asked.due_on, calendar.after(asked.due_on, 1)):
        for _ in range(2):
            warn(lights=lights_on(day, calendar))
    assert warned() == [(WAITING_ENDS, PETITIONER["email"]), (WAITING_OVER, officer.email)]


@pytest.mark.django_db
def test_many_are_taken_by_batches_each_from_where_the_last_one_ended(officer, monkeypatch):
    monkeypatch.setattr("pqrsd.notices.warnings.BATCH", 2)
    cases = [due_on(petition(), TODAY) for _ in range(5)]
    lights = lights_on(TODAY, current_calendar())
    ends, after = [], 0
    while after is not None:
        ends.append(after := warn(after=after, lights=lights))
    assert ends == [cases[1].pk, cases[3].pk, None]
    assert len(warned()) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 6])
def test_what_was_warned_of_costs_two_queries_however_much_it_is(officer, django_assert_num_queries, count):
    for _ in range(count):
        due_on(petition(), TODAY)
    lights = lights_on(TODAY, current_calendar())
    warn(lights=lights)
    with django_assert_num_queries(2):
        warn(lights=lights)


# --- The daily summary ----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_head_is_told_of_the_ordinary_ones_and_internal_control_of_the_reserved_ones(head, control, officer):
    late = due_on(petition(subject="Balanza demorada"), date(2026, 12, 1))
    secret = due_on(petition(Kind.REPORT), TODAY)
    Mail.objects.all().delete()
    for _ in range(2):
        owe_digests(lights_on(TODAY, current_calendar()))
    told = {message.to[0]: message for message in deliver()}
    assert set(told) == {head.email, control.email}
    assert late.radicado.number in told[head.email].body
    assert secret.radicado.number not in told[head.email].body
    assert secret.radicado.number in told[control.email].body
    assert late.radicado.number not in told[control.email].body
    assert "/pqrsd/gestion/" in told[head.email].body


@pytest.mark.django_db
def test_summary_says_counts_lists_and_what_is_stuck(head, officer):
    overdue = due_on(petition(), date(2020, 1, 2))
    changed(overdue, assignee=officer)
    petition()
    LetterIssuance.objects.filter(radicado=overdue.radicado).update(parked_at=overdue.received_at)
    Mail.objects.about(overdue).update(parked_at=overdue.received_at)
    owe_digests(lights_on(TODAY, current_calendar()))
    (message,) = deliver()
    for words in (
        "Vencida: 1",
        "En término: 1",
        "Sin responsable: 1",
        "Correos detenidos: 1",
        "Cartas detenidas, sin firmar: 1",
        f"- {overdue.radicado.number}, 2 de enero de 2020: Petición de interés particular, {officer}",
    ):
        assert words in message.body


@pytest.mark.django_db
@pytest.mark.parametrize(("listed", "is_said"), [(1, True), (2, False)])
def test_summary_says_that_its_lists_go_on_only_when_they_may(head, monkeypatch, listed, is_said):
    monkeypatch.setattr("pqrsd.notices.mail_events.LISTED", listed)
    due_on(petition(), date(2020, 1, 2))
    owe_digests(lights_on(TODAY, current_calendar()))
    (message,) = deliver()
    assert ("Cada lista muestra los primeros" in message.body) == is_said


@pytest.mark.django_db
def test_there_is_no_summary_of_nothing_nor_on_a_holiday(head, officer):
    owe_digests(lights_on(TODAY, current_calendar()))
    calm = due_on(petition(), date(2026, 12, 30))
    changed(calm, assignee=officer)
    owe_digests(lights_on(TODAY, current_calendar()))
    due_on(calm, TODAY)
    owe_digests(lights_on(date(2026, 12, 8), current_calendar()))
    assert not Mail.objects.of(DIGEST).exists()


@pytest.mark.django_db
def test_each_day_has_its_summary(head):
    due_on(petition(), TODAY)
    for day in (TODAY, date(2026, 12, 3)):
        owe_digests(lights_on(day, current_calendar()))
    assert Mail.objects.of(DIGEST).count() == 2


# --- The clock that rings for all this ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("task", "hours"),
    [
        ("recompute_deadlines", set(range(24))),
        ("warn_of_deadlines", set(range(6, 20))),
        ("send_digests", set(range(7, 12))),
    ],
)
def test_each_task_is_rung_for_at_its_hours(task, hours):
    app.loader.import_default_modules()
    entry = app.conf.beat_schedule[f"pqrsd.tasks.{task}"]
    assert entry["task"] in app.tasks
    assert getattr(entry["schedule"], "hour", None) == hours


def test_sessions_of_cases_are_purged_every_hour():
    app.loader.import_default_modules()
    entry = app.conf.beat_schedule["expedientes.tasks.purge_case_sessions"]
    assert entry["task"] in app.tasks
    assert entry["schedule"].hour == set(range(24))
