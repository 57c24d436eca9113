"""Claiming about one's own data, and carrying out an erasure."""

from uuid import UUID, uuid4

from django import forms

from expedientes.forms.acts import CaseForm
from ground.webforms.fields import ParagraphsField, PortalForm
from pqrsd.kinds import ClaimAsks
from pqrsd.models import Pqrsd

TEXT_LENGTH = 4000


class ClaimForm(PortalForm):
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)
    asks = forms.ChoiceField(
        label="Qué solicita",
        choices=ClaimAsks.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elija qué solicita: por ejemplo, corrección o supresión.",
            "invalid_choice": "Elija qué solicita: por ejemplo, corrección o supresión.",
        },
    )
    text = ParagraphsField(
        label="Explique qué datos y por qué",
        min_length=15,
        max_length=TEXT_LENGTH,
        help_text="Por ejemplo: «Mi segundo apellido está mal escrito: es Güiza, como en mi cédula». No "
        "escriba aquí contraseñas ni datos de otras personas.",
        error_messages={
            "required": "Explique qué datos quiere corregir o suprimir y por qué.",
            "min_length": "Explíquelo con un poco más de detalle (mínimo 15 caracteres).",
            "max_length": f"El texto admite hasta {TEXT_LENGTH} caracteres.",
        },
    )

    def clean_submission(self) -> UUID:
        """A page that lost its key has another."""
        return self.cleaned_data["submission"] or uuid4()


class ErasureForm(CaseForm[Pqrsd]):
    is_confirmed = forms.BooleanField(
        label="Confirmo la supresión: no se puede deshacer.",
        error_messages={"required": "Marque la casilla para confirmar la supresión."},
    )

    def clean(self):
        """The act takes no answers."""
        super().clean()
        return {}
