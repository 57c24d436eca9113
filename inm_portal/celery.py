"""The Celery application and its clock, by the names of its tasks: only workers load what they do."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inm_portal.settings")

app = Celery("inm_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()  # not now: when a worker starts

# A sweep is worth nothing once the next one is due: it expires instead of piling up behind a dead worker.
SWEEPS = (
    "radicados.tasks.issue_pending_documents",
    "ground.mails.tasks.send_pending_mails",
    "ground.documents.tasks.scan_pending_documents",
    "tariffs.tasks.make_pending_booklets",
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
    "ground.mails.tasks.forget_old_mails": {
        "task": "ground.mails.tasks.forget_old_mails",
        "schedule": crontab(minute=45),
    },
    "accounts.tasks.forget_what_is_over": {
        "task": "accounts.tasks.forget_what_is_over",
        "schedule": crontab(minute=40),
    },
    "ground.documents.tasks.tidy_documents": {
        "task": "ground.documents.tasks.tidy_documents",
        "schedule": crontab(minute=20),
    },
    "ground.documents.tasks.purge_file_drafts": {
        "task": "ground.documents.tasks.purge_file_drafts",
        "schedule": crontab(minute=50),
    },
    "legal_calendar.tasks.seed_years_to_come": {
        "task": "legal_calendar.tasks.seed_years_to_come",
        "schedule": crontab(day_of_month=1, hour=1, minute=0),
    },
    "pqrsd.tasks.recompute_deadlines": {
        "task": "pqrsd.tasks.recompute_deadlines",
        "schedule": crontab(minute=10),
    },
    "expedientes.tasks.purge_case_sessions": {
        "task": "expedientes.tasks.purge_case_sessions",
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
