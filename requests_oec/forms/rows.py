"""The people and items of a draft, one by one or pasted as a list."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.forms.person import DocumentTypeField, PersonFields, names_typed
from accounts.identity import OFFERED_DOCUMENT_TYPES, DocumentType
from ground.webforms.fields import PortalForm, TextLineField
from requests_oec.models import EquipmentItem, OecRequest, StaffMember
from requests_oec.pasted import OF_ITEMS, OF_PEOPLE, Cells, Titles, item, person, rows_of

PASTED_LENGTH = 400_000

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
    """One of the *Responsables del servicio*: nobody of less than seven."""

    row_model = StaffMember

    document_type = DocumentTypeField(
        label="Tipo de documento", types=[choice for choice in OFFERED_DOCUMENT_TYPES if choice[0] != DocumentType.RC]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.update(names_typed(self.row))

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

    `values` turns the cells of a row, which are between `separators`, into the fields of `row_form`; more than
    `limit` rows are not even looked at.
    """

    is_list = True
    row_form: type[RowForm]
    row_model: type[Row]
    limit: int
    separators: str
    titles: Titles
    values: Callable[[Cells], dict[str, str]]

    def __init__(self, *args, draft: OecRequest | None, row=None, **kwargs):
        self.draft = draft
        super().__init__(*args, **kwargs)

    @property
    def added(self) -> int:
        return len(self.cleaned_data["pasted"])

    def clean_pasted(self) -> list[RowForm]:
        told = rows_of(self.cleaned_data["pasted"], self.separators, self.titles)
        if not told:
            raise ValidationError(self.fields["pasted"].error_messages["required"])
        if len(told) > self.limit:
            raise ValidationError(f"La lista tiene {len(told)} líneas y una solicitud admite hasta {self.limit}.")
        rows, wrong = [], []
        for number, cells in told:
            try:
                row = self.row_form(self.values(cells), draft=self.draft)
            except ValidationError as error:
                wrong.append(f"Línea {number}: {error.message}")
                continue
            rows.append((number, row))
            if row.errors:
                wrong.append(f"Línea {number}: {next(iter(row.errors.values()))[0]}")
        if wrong := wrong or list(self.repeated(rows)):
            raise ValidationError(wrong)
        return [row for _, row in rows]

    def repeated(self, rows):
        """A sentence for each line that says what an earlier one said; lists may repeat by default."""
        return ()

    def save(self) -> None:
        self.row_model.objects.bulk_create(row.filled() for row in self.cleaned_data["pasted"])


class PastedStaffForm(PastedRowsForm):
    """*Responsables del servicio* copied from a spreadsheet."""

    row_form = StaffMemberForm
    row_model = StaffMember
    limit = settings.OEC_MAX_STAFF
    separators = "\t;,"
    titles = OF_PEOPLE
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
    separators = "\t"
    titles = OF_ITEMS
    values = staticmethod(item)

    pasted = forms.CharField(
        label="Lista de elementos",
        max_length=PASTED_LENGTH,
        strip=False,  # the lines are counted from the first one
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Un elemento por línea: nombre, marca, modelo y serie, si los tiene.",
        error_messages={"required": "Pegue al menos una línea."},
    )
