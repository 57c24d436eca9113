"""What every template knows without asking."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from communications.models import ServiceNotice
from ground.documents.receiving import too_heavy
from ground.languages import counterpart, is_english
from pqrsd.models import Pqrsd
from services.models import ServiceRequest

logger = logging.getLogger(__name__)

DESKS = (Pqrsd.desk, ServiceRequest.desk)
# What of the entity has words, and so its English.
WORDED = ("name", "sector", "office_hours")


def entity(request) -> dict:
    """The entity's own data (`settings.ENTITY`) in the language of the page, the portal's address, and whether this
    is a demonstration."""
    english = {name: settings.ENTITY[f"{name}_en"] for name in WORDED} if is_english() else {}
    return {
        "entity": settings.ENTITY | english,
        "base_url": settings.PORTAL_BASE_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }


def service_notices(request) -> dict:
    """What is out of order now; asked of the database by the template that says it, and by no other."""
    return {"service_notices": _in_force}


def desks(request) -> dict:
    """The desks that admit who asks; asked by the template that shows the ways to them, and by no other."""
    return {"desks": lambda: [desk for desk in DESKS if desk.admits(request.user)]}


def language(request) -> dict:
    """Whether the page is English, the address of the same page in the other language, if it has one, and what its
    scripts say of a file that is `too_heavy`.

    Of what is no address of ours, as `//otro.example/tarifas/`, nothing is made.
    """
    return {
        "is_english": is_english(),
        "counterpart": lambda: request.resolver_match and counterpart(request.path),
        "too_heavy": too_heavy,
    }


def _in_force() -> list[ServiceNotice]:
    """None while the database is away: what asks nothing else of it, as the help, is shown all the same."""
    try:
        return list(ServiceNotice.objects.in_force(timezone.now()))
    except (OperationalError, InterfaceError):
        logger.warning("service notices are not to be had")
        return []
