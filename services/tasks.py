"""What the workers do about requests for services. Every task is safe to repeat."""

from celery import shared_task

from services import expiry


@shared_task
def end_quotes() -> None:
    expiry.end_quotes()


@shared_task
def warn_of_ends() -> None:
    expiry.warn_of_ends()
