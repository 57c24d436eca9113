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
    "ground.documents.tasks.scan_pending_documents",
    "pqrsd.tasks.send_pending_case_notices",
)
app.conf.beat_schedule = {
    task: {
        "task": task,
        "schedule": settings.WORK_SWEEP_SECONDS,
        "options": {"expires": settings.WORK_SWEEP_SECONDS},
    }
    for task in SWEEPS
} | {
    "ground.audit.tasks.note_head": {
        "task": "ground.audit.tasks.note_head",
        "schedule": crontab(hour=0, minute=0),
    },
    "accounts.tasks.forget_what_is_over": {
        "task": "accounts.tasks.forget_what_is_over",
        "schedule": crontab(minute=40),
    },
    "ground.documents.tasks.tidy_documents": {
        "task": "ground.documents.tasks.tidy_documents",
        "schedule": crontab(minute=20),
    },
    "legal_calendar.tasks.seed_years_to_come": {
        "task": "legal_calendar.tasks.seed_years_to_come",
        "schedule": crontab(day_of_month=1, hour=1, minute=0),
    },
    "habeas_data.tasks.reckon_open_claims": {
        "task": "habeas_data.tasks.reckon_open_claims",
        "schedule": crontab(hour=1, minute=15),
    },
    "pqrsd.tasks.recompute_deadlines": {
        "task": "pqrsd.tasks.recompute_deadlines",
        "schedule": crontab(minute=10),
    },
    "pqrsd.tasks.close_annulled_petitions": {
        "task": "pqrsd.tasks.close_annulled_petitions",
        "schedule": crontab(minute=15),
    },
    "pqrsd.tasks.purge_file_drafts": {
        "task": "pqrsd.tasks.purge_file_drafts",
        "schedule": crontab(minute=50),
    },
    "pqrsd.tasks.purge_case_sessions": {
        "task": "pqrsd.tasks.purge_case_sessions",
        "schedule": crontab(minute=55),
    },
    # Nobody is warned at night. Whatever the first run owes, the others do not owe again: they make good one
    # that was lost.
    "pqrsd.tasks.warn_of_deadlines": {
        "task": "pqrsd.tasks.warn_of_deadlines",
        "schedule": crontab(hour="6-19", minute=30),
    },
    "pqrsd.tasks.send_digests": {
        "task": "pqrsd.tasks.send_digests",
        "schedule": crontab(hour="7-11", minute=0, day_of_week="mon-fri"),
    },
    "pqrsd.tasks.publish_last_quarter": {
        "task": "pqrsd.tasks.publish_last_quarter",
        "schedule": crontab(month_of_year="1,4,7,10", day_of_month=5, hour=3, minute=0),
    },
}


@worker_init.connect
def require_signing_key(**kwargs) -> None:
    """A worker that could not sign refuses to start, instead of failing letter after letter."""
    try:
        signing.current_signer()
    except signing.SigningError as error:
        raise SystemExit(f"El trabajador no puede arrancar: {error}") from error
