"""What every template knows without asking."""

from django.conf import settings
from django.utils import timezone

from communications.models import ServiceNotice


def entity(request) -> dict:
    """The entity's own data (`settings.ENTITY`), the portal's address, and whether this is a demonstration."""
    return {
        "entity": settings.ENTITY,
        "base_url": settings.PORTAL_BASE_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }


def service_notices(request) -> dict:
    """What is out of order now; asked of the database by the template that says it, and by no other."""
    return {"service_notices": lambda: ServiceNotice.objects.in_force(timezone.now())}
