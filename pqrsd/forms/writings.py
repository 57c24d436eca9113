"""What the petitioner says of the answer."""

from django import forms

from expedientes.forms.following import COMMENT_LENGTH, SubmissionForm
from ground.webforms.fields import ParagraphsField
from pqrsd.kinds import Score


class RatingForm(SubmissionForm):
    score = forms.TypedChoiceField(
        label="¿Qué tan satisfecho quedó con la respuesta?",
        choices=[(score.value, f"{score.value} · {score.label}") for score in reversed(Score)],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Elija una calificación de 1 a 5."},
    )
    text = ParagraphsField(
        label="Comentario",
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="No escriba datos personales.",
    )
