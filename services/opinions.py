"""What the laboratories said of the lines of a request: it is in the steps, since it was filed or completed last."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from expedientes.models import ExpedienteQuerySet, Paso
from ground.doors.explicit_permissions import Anybody
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


def owing_to(user: Anybody, requests: ExpedienteQuerySet) -> ExpedienteQuerySet:
    """Those of the requests with live lines of the laboratories of somebody, of which none of them has said anything
    since they were filed or completed."""
    lines = Line.objects.live().filter(request=OuterRef("pk"), laboratory__members=user.pk)
    completed = Paso.objects.filter(expediente=OuterRef("expediente"), kind=Step.COMPLETED, pk__gt=OuterRef("pk"))
    said = Paso.objects.filter(expediente=OuterRef("pk"), kind=Step.OPINION_GIVEN, by__laboratories__members=user.pk)
    return requests.filter(Exists(lines), ~Exists(said.filter(~Exists(completed))))
