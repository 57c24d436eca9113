"""The rates of an edition as a spreadsheet; one into a draft: first what it would change, then the change."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ground.audit.models import Action, record
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.reading import ReadSheet
from ground.spreadsheets.workbooks import CONTENT_TYPE, workbook
from tariffs.admin.desk import IS_PUBLISHED, EditionPages, told
from tariffs.admin.forms import SheetForm
from tariffs.admin.publication import news_first, with_facts
from tariffs.draft import base_of
from tariffs.linter import findings
from tariffs.models import Edition
from tariffs.spreadsheets import RateResource, import_sheet

READ_WITHIN = 60 * 60
EXPIRED = "Pasó demasiado tiempo, o el archivo no es el que se mostró. Elíjalo de nuevo."
SHOWN_ERRORS = 50


class SpreadsheetPages(EditionPages):
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
        response = HttpResponse(book, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response

    @told
    def import_rates(self, request, pk):
        """The sheet that was shown travels signed in the page, and nothing is kept."""
        edition = self.edition_for(request, pk)
        if edition.published_at:
            messages.warning(request, IS_PUBLISHED)
            return redirect("admin:tariffs_edition_change", pk)
        if not self.has_change_permission(request, edition):
            raise PermissionDenied
        if "sheet" in request.POST:
            return self._confirm(request, edition)
        form = SheetForm(request.POST or None, request.FILES or None)
        context = {"form": form, "errors": (), "errors_left": 0, "outcome": None, "sheet": ""}
        if form.is_valid():
            removes = form.cleaned_data["removes_missing"]
            outcome = import_sheet(edition, form.sheet, removes_missing=removes, dry_run=True)
            context["errors"] = outcome.errors[:SHOWN_ERRORS]
            context["errors_left"] = len(outcome.errors) - SHOWN_ERRORS
            if not outcome.errors:
                base, shown = base_of(edition), [form.sheet.header, form.sheet.rows, removes]
                known = findings(edition.rates.all(), smmlv_pesos=edition.smmlv_pesos)
                context |= {
                    "outcome": outcome,
                    "sheet": signing.dumps(shown, salt=_salt(edition), compress=True),
                    "base": base,
                    "changes": with_facts(outcome.differences, beside=base),
                    "findings": news_first(outcome.findings, known),
                }
        status = 422 if form.is_bound and not context["sheet"] else 200
        title = f"Importar tasas: {edition}"
        return self.page(request, "tariffs/admin/import.html", edition, title, status, **context)

    def _confirm(self, request, edition: Edition):
        try:
            header, rows, removes = signing.loads(
                request.POST["sheet"], salt=_salt(edition), max_age=READ_WITHIN
            )
        except signing.BadSignature:
            messages.error(request, EXPIRED)
            return redirect("admin:tariffs_edition_import", edition.pk)
        sheet = ReadSheet(tuple(header), tuple((number, tuple(cells)) for number, cells in rows))
        outcome = import_sheet(edition, sheet, removes_missing=removes, dry_run=False)
        if outcome.errors:
            messages.error(request, f"No se importó nada. {outcome.errors[0]}")
            return redirect("admin:tariffs_edition_import", edition.pk)
        told = outcome.differences
        added, changed, removed = len(told.added), len(told.changed), len(told.removed)
        record(
            Action.CHANGED,
            request=request,
            subject=edition,
            what="imported",
            added=added,
            changed=changed,
            removed=removed,
        )
        sentence = f"Se importaron las tasas: {added} nuevas, {changed} cambiadas, {removed} quitadas."
        messages.success(request, sentence)
        return redirect("admin:tariffs_edition_compare", edition.pk)


def _salt(edition: Edition) -> str:
    return f"tariffs.import.{edition.pk}"
