"""Open petitions when the calendar or the law changes: dated again, told, recorded; closed ones never."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from expedientes.acts.steps import add_step, close
from expedientes.models import Paso
from ground.audit.models import Entry
from ground.mails.models import Mail
from inm_portal import staff_groups
from legal_calendar.legal_time import long_date
from legal_calendar.models import CalendarYear, Festivo, Suspension
from legal_calendar.signals import announce
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import receivers
from pqrsd.acts.due_change import due_change_in_words
from pqrsd.deadlines import Term
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.models import CalendarCopy, Pqrsd, Termino
from pqrsd.notices import mail_events
from pqrsd.revision import forget_calendar, recompute
from pqrsd.tasks import recompute_deadlines
from tests.outbox import deliver
from tests.pqrsd.owed_mails import ask_to_complete, receive_on
from tests.pqrsd.petitions import PETITIONER, changed, petition
from tests.pqrsd.terms import CPACA
from tests.running import eventually
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


FRIDAY = date(2026, 6, 19)  # fifteen business days after it was the 13th of July, until Ley 2578 de 2026
CHIQUINQUIRA = date(2026, 7, 13)


@pytest.fixture
def officer():
    return staff_user(staff_groups.PETITIONS_OFFICER)


def holiday(day: date, name: str = "Día cívico") -> Festivo:
    return Festivo.objects.create(date=day, name=name, norm="Decreto 1 de 2026")


def changes(case: Pqrsd) -> list[str]:
    return list(case.steps.filter(kind=Step.DUE_CHANGED).values_list("text", flat=True))


def told() -> set[str]:
    rows = Mail.objects.of(mail_events.DUE_CHANGED)
    return set(rows.values_list("recipient", flat=True))


# --- The words, pure ------------------------------------------------------------------------------------
def test_words_name_each_day_that_changed_and_both_dates():
    days = {
        date(2026, 7, 13): ("", "festivo: Nuestra Señora de Chiquinquirá"),
        date(2026, 7, 16): ("", "términos suspendidos: Resolución 5"),
        date(2026, 7, 17): ("", "términos suspendidos: Resolución 5"),
        date(2026, 7, 20): ("festivo: Independencia", ""),
        date(2026, 7, 21): ("", "términos suspendidos: Resolución 5"),
    }
    said = due_change_in_words(days, before=date(2026, 7, 13), now=date(2026, 7, 17), is_waiting=False)
    assert said == (
        "El 13 de julio de 2026 no cuenta (festivo: Nuestra Señora de Chiquinquirá). "
        "Del 16 de julio de 2026 al 17 de julio de 2026 no cuentan (términos suspendidos: Resolución 5). "
        "El 20 de julio de 2026 sí cuenta (antes no: festivo: Independencia). "
        "El 21 de julio de 2026 no cuenta (términos suspendidos: Resolución 5). "
        "La nueva fecha límite de respuesta es el 17 de julio de 2026; antes era el 13 de julio de 2026."
    )


def test_days_of_one_name_far_apart_are_not_told_as_a_span():
    days = dict.fromkeys([date(2026, 7, 14), date(2026, 7, 22)], ("", "festivo: Cívico"))
    said = due_change_in_words(days, before=date(2026, 7, 1), now=date(2026, 7, 2), is_waiting=True)
    assert "El 14 de julio de 2026 no cuenta" in said
    assert "El 22 de julio de 2026 no cuenta" in said
    assert "El nuevo plazo para completar la petición es el 2 de julio" in said


def test_without_days_that_changed_it_is_the_law_or_the_calendar():
    term = Term("consulta", 35, 35, "Decreto 491", date(2020, 3, 28), **CPACA)
    dates = {"before": date(2020, 5, 1), "now": date(2020, 5, 8), "is_waiting": False}
    assert due_change_in_words({}, **dates).startswith("Cambió el calendario de los días hábiles.")
    assert due_change_in_words({}, new_term=term, **dates).startswith(
        "Ahora rige un término de 35 días hábiles (Decreto 491)."
    )


# --- A new holiday --------------------------------------------------------------------------------------
def test_new_holiday_moves_the_due_date_says_why_records_it_and_tells_whom_it_concerns(officer):
    recompute()
    case = petition()
    before = case.due_on
    holiday(before)
    recompute()
    case.refresh_from_db()
    assert case.due_on == current_calendar().after(before, 1)
    assert case.calendar_version == calendar_version()
    said = (
        f"El {long_date(before)} no cuenta (festivo: Día cívico). La nueva fecha límite de respuesta es el "
        f"{long_date(case.due_on)}; antes era el {long_date(before)}."
    )
    assert changes(case) == [said]
    assert list(case.steps.public().values_list("kind", flat=True)) == [Paso.Kind.FILED, Step.DUE_CHANGED]
    assert Entry.objects.get(detail__what="due_on").detail["now"] == str(case.due_on)
    assert told() == {PETITIONER["email"], officer.email}
    messages = {message.to[0]: message.body for message in deliver()}
    assert all(said in body for body in messages.values())
    assert "/pqrsd/gestion/" in messages[officer.email]
    assert "Usted no tiene que hacer nada." in messages[PETITIONER["email"]]


def test_it_is_done_once_however_many_times_it_is_rung(officer):
    case = petition()
    holiday(case.due_on)
    for _ in range(3):
        recompute_deadlines()
    assert len(changes(case)) == 1
    assert Mail.objects.of(mail_events.DUE_CHANGED).count() == 2


def test_holiday_that_is_deleted_moves_it_back_and_that_is_told_too(officer):
    recompute()
    case = petition()
    before = case.due_on
    extra = holiday(before)
    recompute()
    extra.delete()
    recompute()
    case.refresh_from_db()
    assert case.due_on == before
    assert changes(case)[1].startswith(f"El {long_date(before)} sí cuenta (antes no: festivo: Día cívico).")


def test_holiday_past_the_due_date_changes_nothing_but_the_version(officer):
    case = petition()
    holiday(case.due_on + timedelta(days=10))
    recompute()
    case.refresh_from_db()
    assert case.calendar_version == calendar_version()
    assert (changes(case), told(), case.version) == ([], set(), 1)


def test_holiday_of_2026_in_july_is_what_moves_a_petition_of_june(officer):
    Festivo.objects.filter(date=CHIQUINQUIRA).delete()
    recompute()
    case = receive_on(petition(), FRIDAY)
    assert case.due_on == CHIQUINQUIRA
    holiday(CHIQUINQUIRA, "Nuestra Señora del Rosario de Chiquinquirá")
    recompute()
    case.refresh_from_db()
    assert case.due_on == date(2026, 7, 14)
    assert "El 13 de julio de 2026 no cuenta (festivo: Nuestra Señora" in changes(case)[0]


def test_suspension_moves_it_by_its_business_days(officer):
    recompute()
    case = petition()
    calendar = current_calendar()
    first = calendar.after(case.effective_on, 5)
    Suspension.objects.create(
        starts_on=first, ends_on=calendar.after(first, 2), reason="Cierre", norm="Resolución 500 de 2026"
    )
    before = case.due_on
    recompute()
    case.refresh_from_db()
    assert case.due_on == calendar.after(before, 3)
    assert "(términos suspendidos: Resolución 500 de 2026)" in changes(case)[0]


def test_term_of_the_petitioner_moves_with_its_request(officer):
    recompute()
    case = petition()
    asked = ask_to_complete(case)
    before = asked.due_on
    holiday(before)
    recompute()
    case.refresh_from_db()
    asked.refresh_from_db()
    assert case.waiting_until == asked.due_on == current_calendar().on_or_after(before)
    assert case.due_on is None
    assert "El nuevo plazo para completar la petición es el" in changes(case)[0]


def test_extension_is_kept(officer):
    case = petition()
    changed(case, extension_days=5, extended_at=case.received_at, calendar_version="")
    recompute()
    case.refresh_from_db()
    assert case.due_on == current_calendar().after(case.effective_on, 20)


def test_closed_petition_keeps_its_dates(officer):
    case = petition()
    close(case, Outcome.ANSWERED)
    add_step(case, Step.ANSWERED)
    before = case.due_on
    holiday(before)
    recompute()
    case.refresh_from_db()
    assert case.due_on == before
    assert told() == set()


def test_change_in_a_denuncia_is_told_to_internal_control_alone(officer):
    control = staff_user(staff_groups.INTERNAL_CONTROL)
    case = petition(Kind.REPORT, petitioner=None)
    holiday(case.due_on)
    recompute()
    assert told() == {control.email}


def test_petition_that_cannot_be_dated_does_not_stop_the_others(officer, caplog):
    stuck, moved = petition(Kind.CONGRESS), petition()
    changed(stuck, kind="clase_sin_termino")
    holiday(moved.due_on)
    recompute()
    assert len(changes(moved)) == 1
    assert "cannot be dated" in caplog.text


def test_many_are_taken_by_batches(officer, monkeypatch):
    monkeypatch.setattr("pqrsd.revision.BATCH", 2)
    cases = [petition() for _ in range(3)]
    holiday(cases[0].due_on)
    assert recompute() == cases[1].pk
    assert recompute(after=cases[1].pk) is None
    assert all(len(changes(case)) == 1 for case in cases)


def test_calendar_is_copied_once_for_each_version():
    for _ in range(2):
        recompute()
    copy = CalendarCopy.objects.get()
    assert copy.version == calendar_version()
    assert copy.skipped["2026-07-13"].startswith("festivo: ")
    assert "2026-07-12" not in copy.skipped
    CalendarYear.objects.filter(year__gt=2028).delete()
    recompute()
    assert CalendarCopy.objects.count() == 2


def test_change_of_the_calendar_rings_from_the_first_one(monkeypatch, django_capture_on_commit_callbacks):
    rings = []
    monkeypatch.setattr(receivers, "ring", lambda *args: rings.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        announce()
    assert rings == [(recompute_deadlines.name, 0)]


# --- A new law ------------------------------------------------------------------------------------------
NEW_TERM = {
    "kind": Kind.CONSULTATION,
    "valid_from": "2026-11-01",
    "days": 40,
    "extension_days": 0,
    "norm": "Ley 1 de 2026",
    "resumption": "continua",
} | CPACA


@pytest.mark.parametrize("covers_running", [True, False])
def test_new_term_takes_what_was_received_since_and_what_was_running_only_if_it_says_so(
    admin_client, officer, covers_running
):
    running = receive_on(petition(Kind.CONSULTATION), date(2026, 10, 26))
    since = receive_on(petition(Kind.CONSULTATION), date(2026, 11, 3))
    data = NEW_TERM | ({"covers_running": "on"} if covers_running else {})
    page = admin_client.post(reverse("admin:pqrsd_termino_add"), data, follow=True)
    kept = "lo recibido antes conserva el suyo." in page.text
    assert kept is not covers_running
    recompute()
    days = {case.pk: case.termino.days for case in Pqrsd.objects.select_related("termino")}
    assert days == {running.pk: 40 if covers_running else 30, since.pk: 40}
    assert changes(since)[0].startswith("Ahora rige un término de 40 días hábiles (Ley 1 de 2026).")
    assert bool(changes(running)) is covers_running


def test_law_has_only_those_dated_again_that_it_may_govern(officer):
    before = receive_on(petition(Kind.CONSULTATION), date(2026, 10, 26))
    since = receive_on(petition(Kind.CONSULTATION), date(2026, 11, 3))
    other = petition(Kind.COMPLAINT)
    law = Termino(**NEW_TERM | {"valid_from": date(2026, 11, 1)})

    def forgotten(*laws: Termino) -> set[int]:
        Pqrsd.objects.update(calendar_version=calendar_version())
        forget_calendar(*laws)
        return {case.pk for case in Pqrsd.objects.filter(calendar_version="")}

    assert forgotten(law) == {since.pk}
    law.valid_from, was = date(2027, 1, 1), Termino(**NEW_TERM | {"valid_from": date(2026, 11, 1)})
    assert (forgotten(law), forgotten(law, was)) == (set(), {since.pk})
    law.covers_running = True
    assert forgotten(law) == {before.pk, since.pk}
    assert other.pk not in forgotten(law)


def test_term_that_petitions_were_dated_by_is_not_changed_nor_deleted(admin_client):
    case = petition()
    used = case.termino
    url = reverse("admin:pqrsd_termino_change", args=[used.pk])
    posted = NEW_TERM | {"kind": used.kind, "valid_from": "2022-05-18", "days": 1}
    assert admin_client.post(url, posted).status_code == 403
    assert admin_client.post(reverse("admin:pqrsd_termino_delete", args=[used.pk]), {}).status_code == 403
    used.refresh_from_db()
    assert used.days == 15
    assert "Una ley nueva es un término nuevo" in admin_client.get(url).text


def test_term_of_no_petition_may_be_mended_and_that_is_recorded(admin_client):
    row = Termino.objects.create(**NEW_TERM | {"valid_from": date(2027, 1, 1)})
    url = reverse("admin:pqrsd_termino_change", args=[row.pk])
    assert admin_client.post(url, NEW_TERM | {"valid_from": "2027-02-01"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_from == date(2027, 2, 1)
    assert Entry.objects.filter(subject_type="pqrsd.termino", detail__what="changed").exists()


# --- By hand, with a real worker ------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_holiday_typed_in_the_administration_moves_petitions_and_mails_it(client, officer, pki, celery_worker):
    admin = staff_user(is_superuser=True)
    recompute()
    case = petition()
    day = case.due_on
    posted = {"date": day.isoformat(), "name": "Día cívico", "norm": "Decreto 1 de 2026"}
    page = verified(client, admin).post(reverse("admin:legal_calendar_festivo_add"), posted, follow=True)
    assert "Los términos en curso se están recalculando." in page.text
    sent = Mail.objects.of(mail_events.DUE_CHANGED).filter(done_at__isnull=False)
    assert eventually(lambda: sent.count() == 2)
    case.refresh_from_db()
    assert case.due_on > day
    assert changes(case)[0].startswith(f"El {long_date(day)} no cuenta (festivo: Día cívico).")
