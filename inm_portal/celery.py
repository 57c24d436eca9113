"""The Celery application and its clock."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.conf import settings

from radicados import signing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inm_portal.settings")

app = Celery("inm_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# A sweep is worth nothing once the next one is due: it expires instead of piling up behind a dead worker.
SWEEPS = (
    "radicados.tasks.issue_pending_documents",
    "radicados.tasks.send_pending_notices",
    "accounts.tasks.send_pending_messages",
    "documents.tasks.scan_pending_documents",
)
app.conf.beat_schedule = {
    task: {
        "task": task,
        "schedule": settings.WORK_SWEEP_SECONDS,
        "options": {"expires": settings.WORK_SWEEP_SECONDS},
    }
    for task in SWEEPS
} | {
    "audit.tasks.note_head": {"task": "audit.tasks.note_head", "schedule": crontab(hour=0, minute=0)},
    "accounts.tasks.forget_what_is_over": {
        "task": "accounts.tasks.forget_what_is_over",
        "schedule": crontab(minute=40),
    },
    "documents.tasks.tidy_documents": {
        "task": "documents.tasks.tidy_documents",
        "schedule": crontab(minute=20),
    },
}


@worker_init.connect
def require_signing_key(**kwargs) -> None:
    """A worker that could not sign refuses to start, instead of failing letter after letter."""
    try:
        signing.current_signer()
    except signing.SigningError as error:
        raise SystemExit(f"El trabajador no puede arrancar: {error}") from error
