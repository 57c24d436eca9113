"""What the customer sees of a request, and what they may send about it."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from expedientes.acts.steps import Act
from expedientes.views.follower import Following
from ground.doors.throttling import Throttle
from services.following import standing_of
from services.kinds import Step
from services.models import Line, ServiceRequest


def _shown_with(case: ServiceRequest, acts: list[Act]) -> dict[str, Any]:
    items = case.items.select_related("municipality")
    asked = Prefetch("lines", Line.objects.live(), to_attr="asked")
    return {"acts": acts, "items": items.prefetch_related(asked)}


FOLLOWING = Following(
    ServiceRequest,
    templates="services/case",
    acts=(),
    standing=standing_of,
    asked=lambda case: case.asked_until,
    shown_with=_shown_with,
    decisions={Step.QUOTED: "La cotización", Step.REJECTED: "", Step.LAPSED: ""},
    writings=Throttle("services-writings", settings.PQRSD_FILINGS_PER_HOUR),
)
