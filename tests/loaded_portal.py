"""Loads all that a Celery process of the portal needs, for those that are forked: see `CeleryProcess`."""

import importlib

from inm_portal.celery import app

app.loader.import_default_modules()
# What Celery itself loads once it is told whether to be a worker or a clock, and reportlab once it draws.
for name in (
    "celery.apps.beat",
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.solo",
    "celery.worker.consumer",
    "kombu.transport.redis",
    "reportlab.platypus",
):
    importlib.import_module(name)
