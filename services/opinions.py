"""What the laboratories said of the lines of a request: it is in the steps, since it was filed or completed last."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from services.kinds import Step
from services.models import Laboratory, Line, ServiceRequest


class Verdict(models.TextChoices):
    CAN = "puede", "Se puede prestar"
    WITH_RESERVATIONS = "con_reservas", "Se puede, con las reservas que se dicen"
    CANNOT = "no_puede", "No se puede prestar"


def opinions(request: ServiceRequest) -> Iterator[dict[str, Any]]:
    """The data of each, the oldest first; what the customer completed asks for new ones."""
    given: list[dict[str, Any]] = []
    steps = request.steps.filter(kind__in=(Step.OPINION_GIVEN, Step.COMPLETED))
    for kind, data in steps.order_by("pk").values_list("kind", "data"):
        given = [] if kind == Step.COMPLETED else [*given, data]
    return iter(given)


def owing(request: ServiceRequest) -> list[Laboratory]:
    """The laboratories of live lines that have said nothing."""
    told = {laboratory for data in opinions(request) for laboratory in data["laboratories"]}
    return list(Laboratory.objects.filter(lines__in=request.lines.live()).exclude(pk__in=told).distinct())


def refused_by(request: ServiceRequest) -> Line | None:
    """The first live line of which its laboratory said last that it cannot be served."""
    last = {line["line"]: line["verdict"] for data in opinions(request) for line in data["lines"]}
    cannot = [key for key, verdict in last.items() if verdict == Verdict.CANNOT]
    return request.lines.live().select_related("laboratory").filter(pk__in=cannot).first()


def lead_days(request: ServiceRequest) -> int | None:
    """Business days that the slowest laboratory reckons, None when none said any."""
    return max((data["lead_days"] for data in opinions(request)), default=None)
