"""What who follows a case types: the number and code that open it, and what they write about it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms import HiddenInput, Textarea
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.models.case import TEXT_LENGTH
from ground.languages import Words
from ground.webforms.fields import ParagraphsField, PortalForm
from radicados.forms import NumberField, VerificationCodeField


class CaseLookupForm(PortalForm):
    """What is printed in the acknowledgement, as people type it."""

    number = NumberField()
    code = VerificationCodeField(
        help_text=_(
            "Los 18 caracteres que recibió al radicar; también están junto al código QR de la carta. "
            "No importan espacios, guiones ni mayúsculas."
        ),
    )


COMMENT_LENGTH = 2_000


class SubmissionForm(PortalForm):
    """A page that is sent once: its number goes with it. `label` names its text."""

    submission = forms.UUIDField(widget=HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, label: Words = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label


class WritingForm(SubmissionForm):
    """Text, files, or both; the files are kept by their draft."""

    draft = forms.UUIDField(widget=HiddenInput, initial=uuid4)
    text = ParagraphsField(
        label=_("Su escrito"),
        help_text=_("Puede escribir, adjuntar archivos o las dos cosas."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=Textarea(attrs={"rows": 8}),
        error_messages={
            "max_length": format_lazy(_("Puede escribir hasta {most} caracteres; adjunte lo demás."), most=TEXT_LENGTH)
        },
    )

    def __init__(self, *args: Any, has_files: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.has_files = has_files

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text and not self.has_files:
            raise forms.ValidationError(_("Escriba lo que quiere decirnos o adjunte un archivo."))
        return text


class ReasonForm(SubmissionForm):
    """A request whose reasons may be told, or not."""

    text = ParagraphsField(
        label=_("Razones"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=Textarea(attrs={"rows": 4}),
    )
