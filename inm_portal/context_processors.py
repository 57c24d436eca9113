"""What every template knows without asking."""

from django.conf import settings


def entity(request) -> dict:
    """The entity's own data (`settings.ENTITY`) and whether this is a demonstration."""
    return {"entity": settings.ENTITY, "is_demo": not settings.IS_PRODUCTION}
