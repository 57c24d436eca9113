"""What the workers watch, each minute; and when jobs ran. Every task is safe to repeat."""

import time
from typing import Any

from celery import Task, shared_task
from celery.signals import beat_init, task_success
from django.db import connection
from django.utils import timezone

from inm_portal.celery import app
from inm_portal.watch.alarms import tell
from inm_portal.watch.measures import CERTIFICATE, SCHEDULER, measured
from inm_portal.watch.models import Pulse
from radicados import signing

DAY_SECONDS = 24 * 60 * 60
# A sweep runs every few seconds; when it last did is told each half minute.
GRAIN_SECONDS = 30
_noted: dict[str, float] = {}


@shared_task
def look() -> None:
    """Note what only a worker can tell, and tell of what turned red, or green again."""
    health = measured("worker")
    health.certificate_days = _certificate_days()
    Pulse.note(CERTIFICATE, health.certificate_days)
    tell(health.alarms())


def _certificate_days() -> float:
    """Raises SigningError when there is no key."""
    return (signing.current_signer().expires_at - timezone.now()).total_seconds() / DAY_SECONDS


@task_success.connect
def note_run(sender: Task, **kwargs: Any) -> None:
    """Of what the scheduler asks for: when it last ended well."""
    last, now = _noted.get(sender.name), time.monotonic()
    if sender.name in app.conf.beat_schedule and (last is None or now - last > GRAIN_SECONDS):
        _noted[sender.name] = now
        Pulse.note(sender.name)


@beat_init.connect
def note_scheduler(**kwargs: Any) -> None:
    """What it missed while it was away is not late yet."""
    Pulse.note(SCHEDULER)
    connection.close()
