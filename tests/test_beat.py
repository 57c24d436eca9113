"""The clock: what it rings for is taken by any worker, whatever hour that one has, and does not pile up."""

from datetime import UTC, datetime, timedelta

import pytest
import redis
from django.conf import settings

from inm_portal.beat import LONGEST_QUEUE, Clock
from inm_portal.celery import EVERY, OTHERS, SWEEPS, app
from inm_portal.watch.models import Pulse

QUEUE = app.conf.task_default_queue


@pytest.fixture
def clock(db, tmp_path):
    clock = Clock(app, lazy=True, schedule_filename=str(tmp_path / "schedule"))
    clock.setup_schedule()
    yield clock
    clock.close()


@pytest.fixture
def broker():
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        yield broker


def rung(clock, broker, task: str) -> int:
    """How many messages ringing for it once adds."""
    before = broker.llen(QUEUE)
    clock.apply_async(clock.schedule[task])
    return broker.llen(QUEUE) - before


def test_nothing_is_thrown_away_by_a_worker_whose_clock_is_ahead():
    assert not [entry for entry in app.conf.beat_schedule.values() if "expires" in entry.get("options", {})]


def test_sweeps_do_not_pile_up_where_nobody_takes_them(clock, broker):
    for task in SWEEPS * (LONGEST_QUEUE // len(SWEEPS) + 10):
        clock.apply_async(clock.schedule[task])
    assert broker.llen(QUEUE) == LONGEST_QUEUE
    assert rung(clock, broker, SWEEPS[0]) == 0
    assert rung(clock, broker, next(iter(OTHERS))) == 1  # each of these is wanted
    broker.delete(QUEUE)
    assert rung(clock, broker, SWEEPS[0]) == 1


@pytest.mark.parametrize("hours", [1, 2, 24])
def test_a_clock_that_was_put_back_keeps_nothing_waiting(hours, clock, broker, monkeypatch):
    def rung_at(now: datetime) -> int:
        """How many messages are added by then."""
        monkeypatch.setattr(app, "now", lambda: now)
        broker.delete(QUEUE)
        while clock.tick() == 0:
            pass
        return broker.llen(QUEUE)

    later = datetime(2026, 11, 20, 15, 2, 30, tzinfo=UTC)
    earlier = later - timedelta(hours=hours)
    rung_at(later)
    assert rung_at(earlier) == 0  # each rang a moment ago
    assert rung_at(earlier + timedelta(seconds=EVERY)) == len(SWEEPS)
    assert rung_at(earlier + timedelta(minutes=1)) > len(SWEEPS)  # what is rung for each minute, too


@pytest.mark.django_db(transaction=True)
def test_its_clock_is_told_once_in_a_while(clock):
    clock.tick()
    assert abs(Pulse.objects.get(name="clock_skew_seconds_of_scheduler").value) < 5
    Pulse.objects.all().delete()
    clock.tick()
    assert not Pulse.objects.exists()
