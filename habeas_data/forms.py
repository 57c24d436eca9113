"""Asking for a correction or an erasure, and answering it."""

from django import forms

from ground.webforms.fields import ParagraphsField, PortalForm
from habeas_data.models import DataClaim

TEXT_LENGTH = 4000


class ClaimForm(PortalForm):
    kind = forms.ChoiceField(
        label="Qué solicita",
        choices=DataClaim.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elija qué solicita: corrección o supresión.",
            "invalid_choice": "Elija qué solicita: corrección o supresión.",
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


class ResolutionForm(forms.Form):
    """The officer's decision; an erasure that is granted has to be confirmed."""

    outcome = forms.ChoiceField(label="Decisión", choices=DataClaim.Outcome.choices, widget=forms.RadioSelect)
    answer = ParagraphsField(
        label="Respuesta",
        min_length=15,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10, "class": "vLargeTextField"}),
        help_text="La leerá la persona. Explique las razones (mínimo 15 caracteres).",
    )
    is_confirmed = forms.BooleanField(
        label="Confirmo la supresión: no se puede deshacer.",
        required=False,
        help_text="Solo hace falta para atender por completo una supresión.",
    )

    def __init__(self, *args, claim: DataClaim, **kwargs):
        super().__init__(*args, **kwargs)
        self.claim = claim
        if not claim.is_erasure:
            del self.fields["is_confirmed"]

    def clean(self):
        answers = super().clean()
        erases = self.claim.is_erasure and answers.get("outcome") == DataClaim.Outcome.GRANTED
        if erases and not answers.get("is_confirmed"):
            self.add_error("is_confirmed", "Marque la casilla para confirmar la supresión.")
        return answers
