"""The statistics of the services: a page of tables with their charts, and the same as files."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.doors import UserRequest
from ground.audit.admin import QUERY_LENGTH
from ground.audit.models import Action, record
from ground.charts.drawing import drawn
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.figures import COLUMNS, figure_book, figure_rows
from ground.spreadsheets.workbooks import CONTENT_TYPE
from services.forms.statistics import StatisticsForm
from services.kinds import Service
from services.models import ServiceRequest
from services.statistics.figures import figures
from services.statistics.scope import Scope
from services.views.desk.cases import desk


@desk
@require_safe
def statistics(request: UserRequest) -> HttpResponse:
    form = StatisticsForm(request.GET, user=request.user)
    scope = form.scope
    summary, *tables = figures(scope)
    context = {
        "desk": ServiceRequest.desk,
        "form": form,
        "forms": [form],
        "period": scope.period,
        "summary": summary,
        # Drawn by our own module, which escapes every text.
        "tables": [(table, mark_safe(drawn(table))) for table in tables],
    }
    return render(request, "services/desk/statistics.html", context, status=422 if form.errors else 200)


@desk
@require_safe
def export(request: UserRequest, kind: str) -> HttpResponseBase:
    """The same as a `kind` of file; it is recorded before it begins."""
    form = StatisticsForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect("services:desk_statistics")
    scope = form.scope
    tables = figures(scope)
    query = request.GET.urlencode()[:QUERY_LENGTH]
    record(Action.EXPORTED, request=request, subject=ServiceRequest, what="statistics", query=query)
    name = f"estadisticas-servicios-{scope.period.first:%Y-%m-%d}-{scope.period.last:%Y-%m-%d}.{kind}"
    if kind == "csv":
        about = str(scope.period), chosen(scope)
        return csv_response(name, ("Período", "De", *COLUMNS), ((*about, *row) for row in figure_rows(tables)))
    book = figure_book("Estadísticas de los servicios", tables, f"Solicitudes {scope.period}; {chosen(scope)}")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(book, content_type=CONTENT_TYPE, headers=headers)


def chosen(scope: Scope) -> str:
    """Of what, in words."""
    words = Service(scope.service).label if scope.service else "Todos"
    return f"servicio: {words}; laboratorio: {scope.laboratory or 'Todos'}".lower()
