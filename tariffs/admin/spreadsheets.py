"""The rates of an edition as a spreadsheet; one into a draft: first what it would change, then the change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tablib
from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ground.audit.models import Action, record
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.reading import MAX_BYTES, ReadSheet, SheetError, read_sheet
from ground.spreadsheets.workbooks import CONTENT_TYPE, workbook
from ground.words import normalise
from tariffs.admin.desk import IS_PUBLISHED, EditionPages, told
from tariffs.admin.publication import news_first, with_facts
from tariffs.differences import Differences, differences
from tariffs.draft import base_of, rows_of
from tariffs.linter import Remark, findings
from tariffs.models import Edition
from tariffs.spreadsheets import RateResource

READ_WITHIN = 60 * 60
SALT = "tariffs.import"
EXPIRED = "Pasó demasiado tiempo, o el archivo no es el que se mostró. Elíjalo de nuevo."
SHOWN_ERRORS = 50
# Of the public download, which can be edited and read as well: they are told by other columns.
IGNORED = {
    "resolucion", "version", "seccion", "laboratorio o nucleo", "sublaboratorio", "notas",
    "como esta impreso si se corrigio", "observacion", "direccion",
}  # fmt: skip


class SheetForm(forms.Form):
    """A spreadsheet: `sheet`, once it is valid."""

    file = forms.FileField(
        label="Archivo XLSX o CSV",
        help_text=f"Con los encabezados de la exportación; hasta {MAX_BYTES // 1024 // 1024} MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self):
        try:
            self.sheet: ReadSheet = read_sheet(self.cleaned_data["file"])
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        return self.cleaned_data["file"]


class RatesForm(SheetForm):
    removes_missing = forms.BooleanField(
        label="Quitar del borrador las filas que no están en el archivo", required=False
    )


def kind_asked(request: HttpRequest) -> str:
    """Of the file that the address asks for: `xlsx`, or `csv`."""
    if (kind := request.GET.get("formato", "xlsx")) not in {"xlsx", "csv"}:
        raise Http404
    return kind


def as_file(name: str, kind: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponseBase:
    """The rows as a spreadsheet to download."""
    if kind == "csv":
        return csv_response(f"{name}.csv", header, rows)
    response = HttpResponse(workbook("Tasas", header, rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


class SpreadsheetPages(EditionPages):
    @method_decorator(require_safe)
    def export_rates(self, request, pk):
        edition = self.edition_for(request, pk)
        kind, dataset = kind_asked(request), RateResource(edition).export()
        name = f"tarifas-{edition.resolution.number}-v{edition.version}"
        record(Action.EXPORTED, request=request, subject=edition, rows=len(dataset), format=kind)
        return as_file(name, kind, dataset.headers, dataset)

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
        form = RatesForm(request.POST or None, request.FILES or None)
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
                    "sheet": signing.dumps(shown, salt=f"{SALT}.{edition.pk}", compress=True),
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
                request.POST["sheet"], salt=f"{SALT}.{edition.pk}", max_age=READ_WITHIN
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


@dataclass(frozen=True)
class ImportResult:
    """What a file makes of a draft, or the sentences that say why it makes nothing."""

    errors: tuple[str, ...] = ()
    differences: Differences = Differences()
    findings: tuple[Remark, ...] = ()


@transaction.atomic
def import_sheet(edition: Edition, sheet: ReadSheet, *, removes_missing: bool, dry_run: bool) -> ImportResult:
    """All of the file or nothing of it; a dry run does the same and takes it back."""
    # Nobody publishes or edits the draft meanwhile.
    edition = Edition.objects.select_for_update(of=["self"]).select_related("resolution").get(pk=edition.pk)
    if edition.published_at:
        return ImportResult(("La edición ya está publicada.",))
    before = list(rows_of(edition))
    resource = RateResource(edition)
    columns = {normalise(field.column_name): field.column_name for field in resource.fields.values()}
    words = [normalise(name) for name in sheet.header]
    wrong = [] if "codigo" in words else ["Falta la columna «Código» en la primera fila."]
    for name, word in zip(sheet.header, words, strict=True):
        if word and word not in columns and word not in IGNORED:
            wrong.append(f"La columna «{name}» no se conoce.")
    wrong += (f"La columna «{columns[word]}» está dos veces." for word in columns if words.count(word) > 1)
    if wrong:
        return ImportResult(tuple(wrong))
    headers = [columns.get(word, name) for name, word in zip(sheet.header, words, strict=True)]
    result = resource.import_data(
        tablib.Dataset(*(cells for _, cells in sheet.rows), headers=headers),
        use_transactions=True,
        rollback_on_validation_errors=True,
        removes_missing=removes_missing,
    )
    if errors := tuple(_errors(resource, result, [number for number, _ in sheet.rows])):
        return ImportResult(errors)
    after = list(rows_of(edition))
    if dry_run:
        transaction.set_rollback(True)
    found = findings(after, smmlv_pesos=edition.smmlv_pesos)
    return ImportResult((), differences(before, after), tuple(found))


def _errors(resource: RateResource, result, numbers: list[int]):
    """The sentences against a file, row by row."""
    for error in result.base_errors:
        yield f"El archivo no se pudo leer: {error.error}"
    labels = {field.attribute: field.column_name for field in resource.fields.values()}
    wrong = [(row.number, row.error) for row in result.invalid_rows]
    wrong += [(row.number, fault.error) for row in result.error_rows for fault in row.errors]
    for number, error in sorted(wrong, key=lambda pair: pair[0]):
        place = f"Fila {numbers[number - 1]}:"
        if not hasattr(error, "error_dict"):
            messages = error.messages if isinstance(error, ValidationError) else [str(error)]
            yield from (f"{place} {message}" for message in messages)
            continue
        for name, messages in error.message_dict.items():
            about = "" if name == NON_FIELD_ERRORS else f"«{labels.get(name, name)}»: "
            yield from (f"{place} {about}{message}" for message in messages)
