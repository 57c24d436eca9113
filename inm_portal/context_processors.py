"""What every template knows without asking."""

from django.conf import settings


def entity(request) -> dict:
    """The entity's own data (`settings.ENTITY`), the portal's address, and whether this is a demonstration."""
    return {
        "entity": settings.ENTITY,
        "base_url": settings.PORTAL_BASE_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }
