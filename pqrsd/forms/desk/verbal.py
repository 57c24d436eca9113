"""How a petition reached the desk that somebody of the staff types there (Decreto 1166 de 2016)."""

from django import forms

from ground.webforms.fields import EMPTY_CHOICE, ParagraphsField, PortalForm, TextLineField
from pqrsd.kinds import FilingChannel

ANSWER_LENGTH = 20_000
CHANNELS = [(channel.value, channel.label) for channel in FilingChannel if channel != FilingChannel.WEB]


class ReceptionForm(PortalForm):
    """Channel and language; what somebody says in a language of their own is written down in Spanish, too."""

    prefix = "reception"

    channel = forms.ChoiceField(
        label="¿Cómo llegó?",
        choices=[EMPTY_CHOICE, *CHANNELS],
        error_messages={"required": "Seleccione cómo llegó la petición."},
    )
    language = TextLineField(
        label="Lengua o dialecto en que se presentó",
        required=False,
        max_length=60,
        help_text="Solo si no fue el castellano: escriba la petición traducida y, si la grabó, guarde la "
        "grabación.",
    )


class SpotAnswerForm(PortalForm):
    """What was answered on the spot: it is part of the record (Decreto 1166 de 2016)."""

    prefix = "spot"

    answer = ParagraphsField(
        label="Lo que se le respondió",
        required=False,
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Si ya le respondió del todo, escríbalo: la respuesta se firma y el caso se cierra. Si no, "
        "deje esto vacío.",
    )
