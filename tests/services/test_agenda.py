"""The calendar of a laboratory: what is free on each day, what takes it, and who reads it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from inm_portal import staff_groups
from legal_calendar.days import months_after
from legal_calendar.stored import current_calendar
from services.acts.writings import withdraw
from services.agenda import Day, month_of
from services.models import Appointment, Laboratory
from tests.services.requests import at_desk, filed, measurer, officer, sent
from tests.services.works import scheduled
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

PAGE = "/servicios/gestion/calendario/"


def day_of(laboratory: Laboratory, day: date) -> Day:
    month = month_of(laboratory, day.replace(day=1), current_calendar())
    return next(each for each in month if each.date == day)


def booked(by, days: int = 2) -> tuple[Laboratory, Appointment]:
    """An appointment whose days are all of one month."""
    Laboratory.objects.filter(name="Masa").update(stations=2)
    first = current_calendar().on_or_after(months_after(timezone.localdate().replace(day=1), 1))
    case = scheduled(filed(), by, on=first, days=days)
    return Laboratory.objects.get(name="Masa"), case.appointments.live().get()


def test_a_day_has_what_is_booked_and_what_is_free(ready):
    mass, appointment = booked(officer())
    first, second = appointment.begins_on, current_calendar().after(appointment.begins_on, 1)
    third = current_calendar().after(second, 1)
    shown = [day_of(mass, day) for day in (first, second, third)]
    assert [day.free for day in shown] == [1, 1, 2]
    assert [[(place.appointment, place.number) for place in day.places] for day in shown] == [
        [(appointment, 1)], [(appointment, 2)], [],
    ]  # fmt: skip
    assert not day_of(mass, first).shut


def test_a_closure_is_told_and_what_was_booked_passes_to_the_next_day(ready):
    mass, appointment = booked(officer(), days=1)
    first = appointment.begins_on
    mass.closures.create(begins_on=first, ends_on=first, reason="Mantenimiento")
    mass = Laboratory.objects.get(pk=mass.pk)
    assert (day_of(mass, first).shut, day_of(mass, first).free) == ("Mantenimiento", 0)
    assert len(day_of(mass, current_calendar().after(first, 1)).places) == 1


def test_more_than_there_are_stations_is_said(ready):
    mass, appointment = booked(officer(), days=1)
    mass.stations = 0
    assert day_of(mass, appointment.begins_on).over == 1


def test_what_was_given_up_takes_no_place(ready):
    mass, appointment = booked(officer(), days=1)
    withdraw(**sent(appointment.request), text="Ya no.")
    assert day_of(mass, appointment.begins_on).places == ()


def test_the_month_has_its_working_week_and_holidays(ready):
    days = month_of(Laboratory.objects.get(name="Masa"), date(2026, 12, 1), current_calendar())
    assert {day.date.weekday() for day in days} == set(range(5))
    assert next(day for day in days if day.date == date(2026, 12, 8)).shut.startswith("festivo")


def test_each_reads_the_calendars_of_theirs(ready):
    mass, appointment = booked(officer(key="66" * 20))
    month, number = f"{appointment.begins_on:%Y-%m}", appointment.request.radicado.number
    people = {
        "officer": at_desk(officer()),
        "auditor": at_desk(staff_user(staff_groups.AUDITOR, key="33" * 20)),
        "mass": at_desk(measurer("Masa", key="44" * 20)),
        "volume": at_desk(measurer("Volumen", key="55" * 20)),
        "treasury": at_desk(staff_user(staff_groups.TREASURY, key="77" * 20)),
    }
    asked = {"laboratorio": mass.pk, "mes": month}
    found = {name: client.get(PAGE, asked).status_code for name, client in people.items()}
    assert found == {"officer": 200, "auditor": 200, "mass": 200, "volume": 404, "treasury": 403}
    assert number in people["mass"].get(PAGE, asked).content.decode()
    assert number not in people["volume"].get(PAGE).content.decode()


@pytest.mark.parametrize("month", ["", "x", "2026-13", "1900-01", "9999-12"])
def test_any_month_that_is_typed_opens(ready, month):
    assert at_desk(officer()).get(PAGE, {"mes": month}).status_code == 200


def test_as_many_questions_of_one_booking_as_of_six(ready, django_assert_max_num_queries):
    by = officer()
    desk, month = at_desk(by), f"{booked(by)[1].begins_on:%Y-%m}"
    desk.get(PAGE, {"mes": month})
    with django_assert_max_num_queries(25) as few:
        desk.get(PAGE, {"mes": month})
    day = Appointment.objects.get().begins_on
    for shift in range(1, 4):
        scheduled(filed(), by, on=current_calendar().on_or_after(day + timedelta(days=3 * shift)))
    with django_assert_max_num_queries(len(few)):
        desk.get(PAGE, {"mes": month})
