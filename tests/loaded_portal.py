"""Loads all that a Celery process of the portal needs, for those that are forked: see `CeleryProcess`."""

from inm_portal.celery import app

app.loader.import_default_modules()
