"""The clock: what it rings for is taken by any worker, whatever hour that one has, and does not pile up."""

import pytest
import redis
from django.conf import settings

from inm_portal.beat import LONGEST_QUEUE, Clock
from inm_portal.celery import OTHERS, SWEEPS, app

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
