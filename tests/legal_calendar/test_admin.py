"""The calendar in the hands of an administrator: recorded, announced, and said."""

from datetime import date

import pytest
from django.urls import reverse

from ground.audit.models import Entry
from legal_calendar.models import Festivo, Suspension

pytestmark = pytest.mark.django_db
HOLIDAYS = reverse("admin:legal_calendar_festivo_changelist")
ADD_HOLIDAY = reverse("admin:legal_calendar_festivo_add")
ADD_SUSPENSION = reverse("admin:legal_calendar_suspension_add")
TOLD = "Los términos en curso se están recalculando."
HOLIDAY = {"date": "2026-11-24", "name": "Día cívico", "norm": "Decreto 1 de 2026"}
SUSPENSION = {
    "starts_on": "2026-12-21",
    "ends_on": "2026-12-31",
    "reason": "Receso de fin de año",
    "norm": "Resolución 500 de 2026",
}


@pytest.fixture
def holiday() -> Festivo:
    return Festivo.objects.create(**HOLIDAY | {"date": date(2026, 11, 24)})


@pytest.mark.parametrize(("url", "posted"), [(ADD_HOLIDAY, HOLIDAY), (ADD_SUSPENSION, SUSPENSION)])
def test_addition_is_announced_recorded_and_said(admin_client, heard, django_capture_on_commit_callbacks, url, posted):
    with django_capture_on_commit_callbacks(execute=True):
        page = admin_client.post(url, posted, follow=True)
    assert TOLD in page.text
    assert len(heard) == 1
    assert Entry.objects.filter(subject_type__startswith="legal_calendar", detail__what="added").exists()


def test_change_is_announced_and_a_save_without_changes_is_not(
    admin_client, holiday, heard, django_capture_on_commit_callbacks
):
    url = reverse("admin:legal_calendar_festivo_change", args=[holiday.pk])
    for posted, times in ((HOLIDAY, 0), (HOLIDAY | {"date": "2026-11-25"}, 1)):
        with django_capture_on_commit_callbacks(execute=True):
            assert admin_client.post(url, posted).status_code == 302
        assert len(heard) == times


@pytest.mark.parametrize("is_action", [True, False])
def test_deletion_is_announced_and_recorded(
    admin_client, holiday, heard, django_capture_on_commit_callbacks, is_action
):
    action = {"action": "delete_selected", "_selected_action": [holiday.pk]}
    url = HOLIDAYS if is_action else reverse("admin:legal_calendar_festivo_delete", args=[holiday.pk])
    with django_capture_on_commit_callbacks(execute=True):
        page = admin_client.post(url, {"post": "yes", **(action if is_action else {})}, follow=True)
    assert TOLD in page.text
    assert len(heard) == 1
    assert not Festivo.objects.filter(pk=holiday.pk).exists()
    assert Entry.objects.filter(subject_id=str(holiday.pk), detail__what="deleted").exists()


def test_suspension_out_of_order_is_refused_in_words(admin_client):
    page = admin_client.post(ADD_SUSPENSION, SUSPENSION | {"ends_on": "2026-12-01"})
    assert "La suspensión no puede terminar antes de empezar." in page.text
    assert not Suspension.objects.exists()


def test_same_day_is_not_a_holiday_twice(admin_client, holiday):
    assert "Ya existe" in admin_client.post(ADD_HOLIDAY, HOLIDAY).text
