"""What the workers do about requests for services. Every task is safe to repeat."""

from celery import shared_task

from services import expiry, park
from services.acts import materials, seats
from services.payment import asking


@shared_task
def end_quotes() -> None:
    expiry.end_quotes()


@shared_task
def warn_of_ends() -> None:
    expiry.warn_of_ends()
    expiry.warn_of_payments()


@shared_task
def ask_bank() -> None:
    asking.ask_pending()


@shared_task
def read_listing() -> None:
    asking.read_listing()


@shared_task
def move_waiting_lists() -> None:
    seats.move_lists()


@shared_task
def recall_instruments() -> None:
    park.recall_instruments()


@shared_task
def presume_receipts() -> None:
    materials.presume_receipts()
