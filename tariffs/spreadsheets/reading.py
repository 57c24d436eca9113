"""A whole spreadsheet into a draft: all of it, or nothing and the sentences that say why."""

from dataclasses import dataclass

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from ground.spreadsheets.reading import ReadSheet
from tariffs.differences import Differences, differences
from tariffs.draft import rows_of
from tariffs.linter import Remark, findings
from tariffs.models import Edition
from tariffs.search import normalise
from tariffs.spreadsheets.resource import RateResource

# Of the public download, which can be edited and read as well: they are told by other columns.
IGNORED = {"resolucion", "version", "seccion", "laboratorio o nucleo", "sublaboratorio", "notas", "direccion"}


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
