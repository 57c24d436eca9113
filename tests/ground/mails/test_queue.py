"""What is owed, once on each occasion; what waits, what is cancelled, and what the workers find."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ground.mails.models import Mail
from ground.mails.queue import owe, release
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ANA, LUZ = "ana@prueba.example", "luz@prueba.example"


def test_each_recipient_is_told_once_on_each_occasion(declare):
    event, other = declare(), declare("prueba.otra")
    first, second = UserFactory(), UserFactory()
    for _ in range(2):
        owe(event, recipient=ANA, about=first, occasion=1)
        owe(event, recipient=LUZ, about=first, occasion=1)
        owe(event, recipient=ANA, about=first, occasion=2)
        owe(event, recipient=ANA, about=second, occasion=1)
        owe(other, recipient=ANA, about=first, occasion=1)
        owe(event, recipient=ANA, occasion=1)
    assert Mail.objects.count() == 6


def test_database_refuses_the_same_mail_twice(declare):
    owed = owe(declare(), recipient=ANA, occasion="x")
    owed.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        owed.save(force_insert=True)


def test_without_an_occasion_it_is_told_as_often_as_it_happens(declare):
    event = declare()
    assert owe(event, recipient=ANA).pk != owe(event, recipient=ANA).pk


def test_nobody_to_tell_is_owed_nothing(declare):
    assert owe(declare(), recipient="") is None
    assert not Mail.objects.exists()


def test_what_was_cancelled_may_be_owed_again(declare):
    event = declare()
    first = owe(event, recipient=ANA, occasion=1)
    assert Mail.objects.of(event).cancel("Ya no.") == 1
    assert owe(event, recipient=ANA, occasion=1).pk != first.pk


def test_what_went_out_is_not_cancelled(declare):
    event = declare()
    owe(event, recipient=ANA)
    Mail.objects.update(done_at=timezone.now())
    assert Mail.objects.of(event).cancel("Ya no.") == 0


def test_mail_is_rung_for_after_the_commit_and_one_that_waits_when_it_is_released(
    declare, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr("ground.work.leases.ring", lambda task, pk: rung.append((task, pk)))
    with django_capture_on_commit_callbacks(execute=True):
        free = owe(declare(), recipient=ANA)
        waiting = owe(declare("prueba.otra"), recipient=ANA, awaits="letter:1")
        assert rung == []
    assert rung == [(Mail.task, free.pk)]
    assert waiting not in Mail.objects.due()
    with django_capture_on_commit_callbacks(execute=True):
        release("letter:2")
        release("letter:1")
        release("letter:1")
    assert rung == [(Mail.task, free.pk), (Mail.task, waiting.pk)]
    assert waiting in Mail.objects.due()


def test_what_was_cancelled_is_not_released(declare):
    waiting = owe(declare(), recipient=ANA, awaits="letter:1")
    Mail.objects.filter(awaits="letter:1").cancel("Se anuló.")
    release("letter:1")
    waiting.refresh_from_db()
    assert (waiting.released_at, waiting.status) == (None, Mail.Status.CANCELLED)


@pytest.mark.parametrize("facts", list(product([False, True], repeat=4)))
def test_status_of_a_row_is_the_one_that_the_database_finds_it_by(declare, facts):
    is_sent, is_cancelled, is_parked, is_released = facts
    owed = owe(declare(), recipient=ANA, awaits="letter:1")
    now = timezone.now()
    Mail.objects.update(
        done_at=now if is_sent else None,
        cancelled_at=now if is_cancelled else None,
        cancellation_reason="Ya no." if is_cancelled else "",
        parked_at=now if is_parked else None,
        released_at=now if is_released else None,
    )
    owed.refresh_from_db()
    assert [status for status in Mail.Status if Mail.objects.in_status(status).exists()] == [owed.status]
    is_unsettled = owed.status in {Mail.Status.PENDING, Mail.Status.PARKED}
    assert Mail.objects.due().exists() == (is_unsettled and owed.released_at is not None)


def test_mail_is_reserved_when_what_it_is_about_is(declare):
    about = UserFactory()
    assert not owe(declare(), recipient=ANA, about=about).is_reserved
    about.is_reserved = True
    assert owe(declare("prueba.dos"), recipient=ANA, about=about).is_reserved
    assert owe(declare("prueba.tres"), recipient=ANA, is_reserved=True).is_reserved


def test_mails_are_found_by_what_they_are_about(declare):
    first, second, third = UserFactory(), UserFactory(), UserFactory()
    event = declare()
    for each in (first, second, third):
        owe(event, recipient=ANA, about=each)
    assert {owed.subject_id for owed in Mail.objects.about(first, third)} == {str(first.pk), str(third.pk)}
    assert not Mail.objects.about().exists()
