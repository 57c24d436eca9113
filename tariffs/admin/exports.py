"""The rates of an edition as a spreadsheet, to edit elsewhere and read back."""

from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ground.audit.models import Action
from ground.audit.trail import record
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import workbook
from tariffs.admin.pages import EditionPages
from tariffs.downloads import FORMATS
from tariffs.spreadsheets import RateResource


class ExportPage(EditionPages):
    @method_decorator(require_safe)
    def export_rates(self, request, pk):
        edition = self.edition_for(request, pk)
        kind = request.GET.get("formato", "xlsx")
        if kind not in {"xlsx", "csv"}:
            raise Http404
        dataset = RateResource(edition).export()
        record(Action.EXPORTED, request=request, subject=edition, rows=len(dataset), format=kind)
        filename = f"tarifas-{edition.resolution.number}-v{edition.version}.{kind}"
        if kind == "csv":
            return csv_response(filename, dataset.headers, dataset)
        book = workbook("Tasas", dataset.headers, dataset)
        response = HttpResponse(book, content_type=FORMATS["xlsx"].content_type)
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response
