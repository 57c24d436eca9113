"""The queue of the *Mesa PQRSD*, as a page and as a file."""

from collections.abc import Iterator

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from expedientes.lights import Lights
from expedientes.views.queue import listed, queue_page, record_listing
from ground.audit.models import Action
from ground.spreadsheets.csv_files import csv_response
from pqrsd.forms.desk import PetitionsForm
from pqrsd.views.desk.door import desk

SHOWN = ("petitioner",)
HEAVY = ("request", "grounds", "missing", "priority_reason")
MOST_ROWS = 10_000
HEADER = (
    "Número", "Clase", "Asunto", "Peticionario", "Documento", "Tipo de solicitante", "Canal", "Recibida",
    "Fecha efectiva", "Vence", "Semáforo", "Días hábiles que faltan", "Prioritaria", "Dependencia",
    "Responsable", "Resultado", "Cerrada",
)  # fmt: skip


@desk
@require_safe
def queue(request):
    form = PetitionsForm(request.GET, user=request.user)
    return queue_page(request, form, "pqrsd/desk/queue.html", shown=SHOWN, heavy=HEAVY)


@desk
@require_safe
def export(request) -> HttpResponseBase:
    """The rows of the queue's filters as CSV, at most MOST_ROWS of them; it is recorded before it begins."""
    lights = Lights.now()
    form = PetitionsForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect("pqrsd:desk")
    cases = listed(form, lights, shown=SHOWN, heavy=HEAVY)[:MOST_ROWS]
    record_listing(request, form, Action.EXPORTED, rows=cases.count())
    return csv_response(f"pqrsd-{lights.today:%Y-%m-%d}.csv", HEADER, _rows(cases, lights))


def _rows(cases, lights: Lights) -> Iterator[tuple]:
    for case in cases.iterator():
        petitioner, days = case.named_petitioner, lights.days_left(case)
        yield (
            case.radicado.number,
            case.get_kind_display(),
            case.subject,
            str(petitioner) if petitioner else "Anónimo",
            petitioner.document if petitioner else "",
            case.get_applicant_display(),
            case.get_channel_display(),
            timezone.localtime(case.received_at),
            case.effective_on,
            case.due_on or "",
            lights.of(case).label,
            "" if days is None else days,
            "Sí" if case.is_priority else "No",
            case.office.name,
            str(case.assignee or ""),
            case.get_outcome_display(),
            timezone.localtime(case.closed_at) if case.closed_at else "",
        )
