"""The Celery application and its clock, by the names of its tasks: only workers load what they do."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.conf import settings

from ground import patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inm_portal.settings")

app = Celery("inm_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()  # not now: when a worker starts

# Of these, none is added while no worker takes any (beat.py).
SWEEPS = (
    "radicados.tasks.issue_pending_documents",
    "ground.mails.tasks.send_pending_mails",
    "ground.documents.tasks.scan_pending_documents",
    "tariffs.tasks.make_pending_booklets",
)
OTHERS = {
    "ground.audit.tasks.note_head": crontab(hour=0, minute=0),
    "ground.mails.tasks.forget_old_mails": crontab(minute=45),
    "accounts.tasks.forget_what_is_over": crontab(minute=40),
    "inm_portal.search.tasks.refresh_index": crontab(),
    "inm_portal.watch.tasks.look": crontab(),
    "ground.documents.tasks.tidy_documents": crontab(minute=20),
    "ground.documents.tasks.purge_file_drafts": crontab(minute=50),
    "legal_calendar.tasks.seed_years_to_come": crontab(day_of_month=1, hour=1, minute=0),
    "pqrsd.tasks.recompute_deadlines": crontab(minute=10),
    "expedientes.tasks.purge_case_sessions": crontab(minute=55),
    # Nobody is warned at night. Whatever the first run owes, the others do not owe again: they make good one
    # that was lost.
    "pqrsd.tasks.warn_of_deadlines": crontab(hour="6-19", minute=30),
    "pqrsd.tasks.send_digests": crontab(hour="7-11", minute=0, day_of_week="mon-fri"),
    # A quote holds until midnight of its last day.
    "services.tasks.end_quotes": crontab(minute=5),
    "services.tasks.move_waiting_lists": crontab(),
    "services.tasks.warn_of_ends": crontab(hour="7-18", minute=15),
    "services.tasks.ask_bank": crontab(minute="*/5"),
    "services.tasks.read_listing": crontab(hour="2,4,6", minute=35),
    "services.tasks.presume_receipts": crontab(hour="7-9", minute=40),
    "services.tasks.recall_instruments": crontab(hour="8-11", minute=0),
    "pqrsd.tasks.publish_last_quarter": crontab(month_of_year="1,4,7,10", day_of_month=5, hour=3, minute=0),
}
EVERY = settings.WORK_SWEEP_SECONDS
app.conf.beat_scheduler = "inm_portal.beat:Clock"
app.conf.beat_schedule = {
    **{task: {"task": task, "schedule": EVERY} for task in SWEEPS},
    **{task: {"task": task, "schedule": schedule} for task, schedule in OTHERS.items()},
}


@worker_init.connect
def be_patient(**_: object) -> None:
    patience.be_patient(statement_seconds=settings.DATABASE_WORKER_STATEMENT_SECONDS)
