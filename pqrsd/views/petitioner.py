"""What the petitioner sees of their petition, and what they may send about it."""

from typing import Any

from django import forms
from django.conf import settings

from expedientes.acts.steps import Act
from expedientes.forms.following import COMMENT_LENGTH, ReasonForm, SubmissionForm, WritingForm
from expedientes.views.follower import FollowerAct, Following
from ground.doors.throttling import Throttle
from ground.webforms.fields import ParagraphsField
from pqrsd.following import standing_of
from pqrsd.kinds import Score, Step
from pqrsd.models import CompletionRequest, Pqrsd
from pqrsd.workflow import COMPLETE, MORE_TIME, RATE, REPLY, WITHDRAW


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


def _asked(pqrsd: Pqrsd) -> CompletionRequest | None:
    open_ones = pqrsd.completion_requests.filter(completed_on=None).select_related("step__radicado")
    return open_ones.first() if pqrsd.is_waiting else None


def _shown_with(pqrsd: Pqrsd, acts: list[Act]) -> dict[str, Any]:
    """The answer is rated on the very page of the case."""
    return {
        "address": pqrsd.mail_address,
        "acts": [act for act in acts if act is not RATE],
        "rating_form": RatingForm() if RATE in acts else None,
    }


FOLLOWING = Following(
    Pqrsd,
    templates="pqrsd/case",
    acts=(
        FollowerAct(COMPLETE, WritingForm, "Lo que le pedimos", "Enviar y completar"),
        FollowerAct(MORE_TIME, ReasonForm, "¿Por qué lo necesita?", "Pedir más plazo"),
        FollowerAct(RATE, RatingForm, "Comentario", "Enviar la calificación"),
        FollowerAct(REPLY, WritingForm, "Su escrito", "Enviar"),
        FollowerAct(WITHDRAW, ReasonForm, "¿Por qué desiste?", "Desistir de la petición", look="danger"),
    ),
    standing=standing_of,
    asked=_asked,
    shown_with=_shown_with,
    decisions={
        Step.ANSWERED: "La respuesta",
        Step.TRANSFERRED: "",
        Step.REJECTED: "",
        Step.ARCHIVED: "",
        Step.LAPSED: "",
    },
    # By the case and not by the address: an anonymous petitioner has none.
    writings=Throttle("pqrsd-writings", settings.PQRSD_FILINGS_PER_HOUR),
    elsewhere=[Step.TRANSFERRED],
    related=("petitioner",),
)
