"""A spreadsheet into a draft: first what it would change, then the change."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from ground.audit.models import Action
from ground.audit.trail import record
from ground.spreadsheets.reading import ReadSheet
from tariffs.admin.forms import SheetForm
from tariffs.admin.frozen import IS_PUBLISHED, told
from tariffs.admin.pages import EditionPages
from tariffs.admin.publication import news_first, with_facts
from tariffs.draft import base_of
from tariffs.linter import Remark, findings
from tariffs.models import Edition
from tariffs.spreadsheets import ImportResult, import_sheet

READ_WITHIN = 60 * 60
EXPIRED = "Pasó demasiado tiempo, o el archivo no es el que se mostró. Elíjalo de nuevo."
SHOWN_ERRORS = 50


class ImportPage(EditionPages):
    """The sheet that was shown travels signed in the page, and nothing is kept."""

    @told
    def import_rates(self, request, pk):
        edition = self.edition_for(request, pk)
        if edition.published_at:
            messages.warning(request, IS_PUBLISHED)
            return redirect("admin:tariffs_edition_change", pk)
        if not self.has_change_permission(request, edition):
            raise PermissionDenied
        if "sheet" in request.POST:
            return self._confirm(request, edition)
        form = SheetForm(request.POST or None, request.FILES or None)
        context = self._looked_at(edition, form) if form.is_valid() else {}
        status = 422 if form.is_bound and not context.get("sheet") else 200
        title = f"Importar tasas: {edition}"
        return self.page(
            request, "tariffs/admin/import.html", edition, title, status, form=form, **_blank() | context
        )

    def _looked_at(self, edition: Edition, form: SheetForm) -> dict:
        removes = form.cleaned_data["removes_missing"]
        outcome = import_sheet(edition, form.sheet, removes_missing=removes, dry_run=True)
        if outcome.errors:
            return {
                "errors": outcome.errors[:SHOWN_ERRORS],
                "errors_left": len(outcome.errors) - SHOWN_ERRORS,
            }
        base, shown = base_of(edition), [form.sheet.header, form.sheet.rows, removes]
        return {
            "outcome": outcome,
            "sheet": signing.dumps(shown, salt=_salt(edition), compress=True),
            "base": base,
            "changes": with_facts(outcome.differences, beside=base),
            "findings": news_first(outcome.findings, _known(edition)),
        }

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
        self._tell(request, edition, outcome)
        return redirect("admin:tariffs_edition_compare", edition.pk)

    def _tell(self, request, edition: Edition, outcome: ImportResult) -> None:
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
        messages.success(
            request,
            f"Se importaron las tasas: {added} nuevas, {changed} cambiadas, {removed} quitadas.",
        )


def _blank() -> dict:
    return {"errors": (), "errors_left": 0, "outcome": None, "sheet": ""}


def _known(edition: Edition) -> list[Remark]:
    return findings(edition.rates.all(), smmlv_pesos=edition.smmlv_pesos)


def _salt(edition: Edition) -> str:
    return f"tariffs.import.{edition.pk}"
