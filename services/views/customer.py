"""What the customer sees of a request, and what they may send about it."""

from django.conf import settings

from expedientes.views.follower import Following
from ground.doors.throttling import Throttle
from services.following import standing_of
from services.kinds import Step
from services.models import ServiceRequest

FOLLOWING = Following(
    ServiceRequest,
    templates="services/case",
    acts=(),
    standing=standing_of,
    asked=lambda case: case.asked_until,
    shown_with=lambda case, acts: {"address": case.mail_address, "acts": acts},
    decisions={Step.QUOTED: "La cotización", Step.REJECTED: "", Step.LAPSED: ""},
    writings=Throttle("services-writings", settings.PQRSD_FILINGS_PER_HOUR),
)
