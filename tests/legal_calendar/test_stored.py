"""The calendar of the tables: seeded once for each year, read at once when it changes."""

from datetime import date

import pytest
from django.db import IntegrityError

from legal_calendar.days import UncoveredYearError
from legal_calendar.models import CalendarYear, Festivo, Suspension
from legal_calendar.seeding import seed, years_to_come
from legal_calendar.stored import calendar_version, current_calendar
from legal_calendar.tasks import seed_years_to_come

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(db):
    Festivo.objects.all().delete()
    CalendarYear.objects.all().delete()


def suspend(starts_on: date, ends_on: date) -> Suspension:
    return Suspension.objects.create(
        starts_on=starts_on, ends_on=ends_on, reason="Mudanza", norm="Resolución 1 de 2026"
    )


@pytest.mark.parametrize(
    ("on", "name", "norm"),
    [
        (date(2020, 6, 15), "Corpus Christi", "Ley 51 de 1983"),
        (date(2020, 5, 25), "Ascensión del Señor", "Ley 51 de 1983"),
        (date(2025, 6, 30), "Sagrado Corazón y San Pedro y San Pablo", "Ley 51 de 1983"),
        (date(2026, 7, 13), "Día de Nuestra Señora del Rosario de Chiquinquirá", "Ley 2578 de 2026"),
    ],
)
def test_seeded_holidays_have_plain_names_and_their_norm(empty, on, name, norm):
    seed([2020, 2025, 2026])
    assert Festivo.objects.values_list("name", "norm").get(date=on) == (name, norm)


@pytest.mark.parametrize(("year", "count"), [(2019, 17), (2020, 18), (2025, 17), (2026, 19)])
def test_each_year_has_its_holidays(empty, year, count):
    seed([year])
    assert Festivo.objects.filter(date__year=year).count() == count


def test_what_was_deleted_stays_deleted_and_what_was_typed_stays_typed(empty):
    Festivo.objects.create(date=date(2026, 1, 1), name="Año que empieza", norm="Otra")
    assert seed([2026]) == 1
    Festivo.objects.filter(date=date(2026, 12, 8)).delete()
    assert seed([2026]) == 0
    assert not Festivo.objects.filter(date=date(2026, 12, 8)).exists()
    assert Festivo.objects.get(date=date(2026, 1, 1)).name == "Año que empieza"


def test_reference_data_covers_the_law_s_first_year_and_the_years_to_come(reference_data):
    calendar = current_calendar()
    assert calendar.first_year == 2015
    assert calendar.last_year == years_to_come()[-1]
    assert CalendarYear.objects.count() == calendar.last_year - 2014


def test_new_year_is_announced_once(empty, heard, django_capture_on_commit_callbacks):
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            seed_years_to_come()
    assert len(heard) == 1


def test_without_years_no_term_is_guessed(empty):
    with pytest.raises(UncoveredYearError):
        current_calendar().after(date(2026, 11, 20), 1)


def test_calendar_is_read_once_and_again_as_soon_as_it_changes(reference_data, django_assert_num_queries):
    current_calendar()
    with django_assert_num_queries(1):
        calendar = current_calendar()
    assert calendar.is_business_day(date(2026, 11, 20))
    suspend(date(2026, 11, 19), date(2026, 11, 20))
    assert current_calendar().why_skipped(date(2026, 11, 20)) == "términos suspendidos: Resolución 1 de 2026"


def test_version_tells_calendars_apart_and_nothing_else(reference_data):
    before = calendar_version()
    holiday = Festivo.objects.create(date=date(2026, 11, 20), name="Día cívico", norm="Decreto 1")
    changed_version = calendar_version()
    Festivo.objects.filter(pk=holiday.pk).update(date=date(2026, 11, 24))
    moved = calendar_version()
    holiday.delete()
    assert len({before, changed_version, moved}) == 3
    assert calendar_version() == before


def test_suspension_never_ends_before_it_starts(db):
    with pytest.raises(IntegrityError):
        suspend(date(2026, 11, 20), date(2026, 11, 19))
