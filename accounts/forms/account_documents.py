"""Handing over a document from *Mi cuenta*."""

from django import forms

from ground.webforms.fields import EMPTY_CHOICE, PortalForm, field_as


class UploadForm(PortalForm):
    upload = forms.FileField(
        label="Archivo",
        help_text="Preferiblemente PDF; también se aceptan imágenes JPEG y PNG.",
        allow_empty_file=True,  # refused where all files are inspected, with the same words
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": "Elija el archivo.", "invalid": "Elija el archivo de nuevo."},
    )


class NewDocumentForm(UploadForm):
    category = forms.ChoiceField(
        label="Clase de documento",
        error_messages={
            "required": "Elija la clase de documento.",
            "invalid_choice": "De esa clase ya tiene un documento: reemplácelo en lugar de añadir otro.",
        },
    )

    field_order = ["category", "upload"]

    def __init__(self, *args, categories: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        field_as(forms.ChoiceField, self, "category").choices = [EMPTY_CHOICE, *categories]
