"""The people and items of a draft, one by one or pasted as a list."""

import unicodedata
from collections.abc import Callable, Iterator

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.forms.person import PersonFields
from accounts.identity import PERSON_DOCUMENT_TYPES
from ground.webforms.fields import PortalForm, TextLineField
from requests_oec.models import EquipmentItem, OecRequest, StaffMember

PASTED_LENGTH = 400_000
PERSON_CELLS = ("document_type", "document_number", "first_name", "last_name")

Row = StaffMember | EquipmentItem


class RowForm(PortalForm):
    """One row of a list: `row` is the one that is edited, or nothing for a new one."""

    is_list = False
    row_model: type[Row]

    def __init__(self, data=None, *, draft: OecRequest | None, row: Row | None = None):
        self.draft, self.row = draft, row or self.row_model(request=draft)
        initial = {name: getattr(self.row, name) for name in self.base_fields}
        super().__init__(data, initial=initial)

    @property
    def added(self) -> int:
        """How many rows saving would add to the list."""
        return 1 if self.row.pk is None else 0

    def filled(self):
        """The row with what was typed, not yet saved."""
        for name, value in self.cleaned_data.items():
            setattr(self.row, name, value)
        return self.row

    def save(self) -> None:
        self.filled().save()


class StaffMemberForm(PersonFields, RowForm):
    """One of the *Responsables del servicio*."""

    row_model = StaffMember

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        if self.draft and "document_number" in answers:
            same = self.draft.staff_members.filter(
                document_type=answers.get("document_type"), document_number=answers["document_number"]
            )
            if other := same.exclude(pk=self.row.pk).first():
                self.add_error("document_number", f"Ya está en la lista con ese documento: {other}.")


class EquipmentItemForm(RowForm):
    """One of the *Equipos, instrumentos, muestras y materiales de referencia*."""

    row_model = EquipmentItem

    description = TextLineField(
        label="Descripción",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nombre, marca, modelo y serie, si los tiene.",
        error_messages={"required": "Escriba la descripción del elemento."},
    )


class PastedRowsForm(PortalForm):
    """Many rows at once, one a line: all of them are added, or none and each wrong line is told.

    `values` turns a line into the fields of `row_form`; more than `limit` lines are not even looked at.
    """

    is_list = True
    row_form: type[RowForm]
    row_model: type[Row]
    limit: int
    values: Callable[[str], dict[str, str]]

    def __init__(self, *args, draft: OecRequest | None, row=None, **kwargs):
        self.draft = draft
        super().__init__(*args, **kwargs)

    @property
    def added(self) -> int:
        return len(self.cleaned_data["pasted"])

    def clean_pasted(self) -> list[RowForm]:
        lines = list(numbered_lines(self.cleaned_data["pasted"]))
        if not lines:
            raise ValidationError(self.fields["pasted"].error_messages["required"])
        if len(lines) > self.limit:
            raise ValidationError(f"La lista tiene {len(lines)} líneas y una solicitud admite hasta {self.limit}.")
        rows = [(number, self.row_form(self.values(line), draft=self.draft)) for number, line in lines]
        wrong = [f"Línea {number}: {next(iter(row.errors.values()))[0]}" for number, row in rows if row.errors]
        if wrong := wrong or list(self.repeated(rows)):
            raise ValidationError(wrong)
        return [row for _, row in rows]

    def repeated(self, rows):
        """A sentence for each line that says what an earlier one said; lists may repeat by default."""
        return ()

    def save(self) -> None:
        self.row_model.objects.bulk_create(row.filled() for row in self.cleaned_data["pasted"])


# --- Cells between tabs or semicolons ---
def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its number as an editor counts it, from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line


def person(line: str) -> dict[str, str]:
    """`CC;1032456789;Ana María;Peña` as the fields of a person's form; a cell that is missing is ""."""
    cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
    values = dict(zip(PERSON_CELLS, cells + [""] * len(PERSON_CELLS), strict=False))
    return values | {"document_type": document_type(values["document_type"])}


def document_type(typed: str) -> str:
    """The code of a document type written as code or by name (`cc`, `Cedula de ciudadania` → `CC`).

    What is neither comes back as it was, for the form to refuse.
    """
    codes = {_plain(str(name)): code for code, label in PERSON_DOCUMENT_TYPES for name in (code, label)}
    return codes.get(_plain(typed), typed)


def _plain(text: str) -> str:
    """Letters and digits alone, without case or accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


class PastedStaffForm(PastedRowsForm):
    """*Responsables del servicio* copied from a spreadsheet."""

    row_form = StaffMemberForm
    row_model = StaffMember
    limit = settings.OEC_MAX_STAFF
    values = staticmethod(person)

    pasted = forms.CharField(
        label="Lista de personas",
        max_length=PASTED_LENGTH,
        strip=False,  # the lines are counted from the first one
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="Una persona por línea: tipo de documento, número, nombres y apellidos, separados por punto"
        " y coma o copiados de cuatro columnas de una hoja de cálculo. Ejemplo: CC; 1032456789; Ana; Peña",
        error_messages={"required": "Pegue al menos una línea."},
    )

    def repeated(self, rows):
        seen: dict[tuple[str, str], int] = {}
        for number, row in rows:
            document = (row.cleaned_data["document_type"], row.cleaned_data["document_number"])
            if document in seen:
                yield f"Línea {number}: repite el documento de la línea {seen[document]}."
            seen.setdefault(document, number)


class PastedItemsForm(PastedRowsForm):
    """*Equipos, instrumentos, muestras y materiales de referencia* copied from a list."""

    row_form = EquipmentItemForm
    row_model = EquipmentItem
    limit = settings.OEC_MAX_ITEMS
    values = staticmethod(lambda line: {"description": line})

    pasted = forms.CharField(
        label="Lista de elementos",
        max_length=PASTED_LENGTH,
        strip=False,  # the lines are counted from the first one
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Un elemento por línea: nombre, marca, modelo y serie, si los tiene.",
        error_messages={"required": "Pegue al menos una línea."},
    )
