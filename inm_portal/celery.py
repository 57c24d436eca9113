"""The Celery application and its clock."""

import os

from celery import Celery
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
)
app.conf.beat_schedule = {
    task: {
        "task": task,
        "schedule": settings.WORK_SWEEP_SECONDS,
        "options": {"expires": settings.WORK_SWEEP_SECONDS},
    }
    for task in SWEEPS
}


@worker_init.connect
def require_signing_key(**kwargs) -> None:
    """A worker that could not sign refuses to start, instead of failing letter after letter."""
    try:
        signing.current_signer()
    except signing.SigningError as error:
        raise SystemExit(f"El trabajador no puede arrancar: {error}") from error
