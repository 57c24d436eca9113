"""Open claims when the calendar changes: dated again, recorded, and told (Ley 1581 de 2012, art. 15)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from ground.audit.models import Entry
from ground.mails.models import Mail
from habeas_data import calendar_changes
from habeas_data.mail_events import CLAIM_DUE_CHANGED
from habeas_data.models import DataClaim
from habeas_data.tasks import reckon_open_claims
from legal_calendar.legal_time import long_date
from legal_calendar.models import Festivo
from legal_calendar.signals import announce
from legal_calendar.stored import calendar_version, current_calendar
from tests.habeas_data.test_claims import POSTED, answered, filed
from tests.outbox import composed

TOLD = Mail.objects.of(CLAIM_DUE_CHANGED)


@pytest.fixture
def claim(person_client) -> DataClaim:
    return filed(person_client, POSTED)


@pytest.fixture
def new_holiday(claim) -> Festivo:
    """On the very day on which the claim is due."""
    return Festivo.objects.create(date=claim.due_on, name="Día cívico", norm="Decreto 1")


def test_new_holiday_moves_the_claim_records_it_and_tells_the_person(claim, person, new_holiday):
    before = claim.due_on
    reckon_open_claims(calendar_version())
    claim.refresh_from_db()
    assert claim.due_on == current_calendar().after(before, 1)
    assert Entry.objects.get(detail__what="due_on").detail["after"] == str(claim.due_on)
    mail = composed(TOLD.get())
    assert mail.to == [person.email]
    assert claim.radicado.number in mail.subject
    for words in (
        long_date(before),
        long_date(claim.due_on),
        "15 días hábiles",
        reverse("habeas_data:claims"),
    ):
        assert words in mail.body


def test_what_did_not_move_is_not_told(claim, person):
    Festivo.objects.create(date=claim.due_on + timedelta(days=40), name="Lejano", norm="Decreto 1")
    reckon_open_claims()
    assert not TOLD.exists()
    assert not Entry.objects.filter(detail__what="due_on").exists()


def test_it_is_told_once(claim, person, new_holiday):
    for _ in range(2):
        reckon_open_claims()
    assert TOLD.count() == 1


def test_holiday_that_is_taken_back_moves_it_back(claim, new_holiday):
    before = claim.due_on
    reckon_open_claims()
    new_holiday.delete()
    reckon_open_claims()
    claim.refresh_from_db()
    assert claim.due_on == before
    assert TOLD.count() == 2


def test_claim_that_was_answered_keeps_its_date(claim, officer, new_holiday):
    before = claim.due_on
    answered(claim, officer)
    reckon_open_claims()
    claim.refresh_from_db()
    assert claim.due_on == before


def test_unverified_address_is_told_nothing(claim, new_holiday):
    User.objects.update(email_verified_at=None)
    reckon_open_claims()
    assert DataClaim.objects.get().due_on > claim.due_on
    assert not TOLD.exists()


def test_change_of_the_calendar_rings_for_the_open_claims(
    reference_data, monkeypatch, django_capture_on_commit_callbacks
):
    rings = []
    monkeypatch.setattr(calendar_changes, "ring", lambda *args: rings.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        announce()
        assert not rings
    assert rings == [(reckon_open_claims.name, calendar_version())]


def calendar_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum("md5(" in query["sql"] for query in queries.captured_queries)


def test_lists_of_claims_read_the_calendar_once(claim, person_client):
    urls = [reverse("habeas_data:claims"), reverse("habeas_data:overview")]
    current_calendar()
    filed(person_client, POSTED | {"text": "Otra cosa que está mal en mis datos."})
    assert [calendar_queries(person_client, url) for url in urls] == [1, 1]


def test_desk_reads_the_calendar_once(claim, person_client, admin_client):
    current_calendar()
    filed(person_client, POSTED | {"text": "Otra cosa que está mal en mis datos."})
    assert calendar_queries(admin_client, reverse("admin:habeas_data_dataclaim_changelist")) == 1
