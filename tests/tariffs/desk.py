"""Steps on the tariffs' desk of the administration."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from ground.spreadsheets.workbooks import workbook
from tariffs.adjustment import Adjustment
from tariffs.draft import start_draft
from tariffs.models import Edition
from tariffs.spreadsheets import RateResource

REASON = "Corrige una cifra mal transcrita."


def correction_of(edition: Edition) -> Edition:
    """A draft that says the same as a published edition."""
    return start_draft(edition, adjustment=Adjustment(), reason=REASON)


def desk(name: str, edition: Edition | None = None) -> str:
    return reverse(f"admin:tariffs_edition_{name}", args=[edition.pk] if edition else [])


def rows_url(edition: Edition, model: str = "rate") -> str:
    return f"{reverse(f'admin:tariffs_{model}_changelist')}?edicion={edition.pk}"


def answers(form, prefix: str = "", **changed) -> dict:
    """What a browser posts of a page's form, with some answers of its own."""
    posted = {field.html_name: field.value() for field in form}
    posted = {name: value for name, value in posted.items() if value is not None and value is not False}
    return posted | {f"{prefix}{name}": value for name, value in changed.items()}


def xlsx(header, *rows, name: str = "tarifas.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, workbook("Tasas", header, rows))


def text_file(text: str | bytes, name: str = "tarifas.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def exported(edition: Edition) -> tuple[list[str], list[list]]:
    dataset = RateResource(edition).export()
    return dataset.headers, [list(row) for row in dataset]


def cells(content: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
