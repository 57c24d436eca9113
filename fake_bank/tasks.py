"""The bank tells the portal, from its own process, until it is told that it was heard."""

import logging
from urllib.error import URLError
from urllib.request import Request, urlopen
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.urls import reverse

from fake_bank.gateway import FakeBank, message
from fake_bank.models import BankTransaction
from fake_bank.scripts import SCRIPTS

logger = logging.getLogger(__name__)


@shared_task(bind=True, max_retries=5, default_retry_delay=20)
def tell(self, key: str, place: int) -> None:
    """The event in that place of its script."""
    found = BankTransaction.objects.get(key=UUID(key))
    headers, body = message(found, SCRIPTS[found.script].events[place])
    url = settings.PORTAL_BASE_URL + reverse("services:payment_event", args=[FakeBank.name])
    request = Request(url, data=body, headers=headers | {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=10) as answer:
            logger.info("event of %s: %s", found.number, answer.status)
    except URLError as error:  # what was refused, too
        raise self.retry(exc=error) from error
