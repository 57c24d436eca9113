"""What the petitioner's acts ask on their pages, by the name of their address."""

from dataclasses import dataclass

from expedientes.acts.table import Act
from pqrsd.forms.writings import RatingForm, ReasonForm, SubmissionForm, WritingForm
from pqrsd.models import CompletionRequest, Pqrsd
from pqrsd.workflow import COMPLETE, MORE_TIME, RATE, REPLY, WITHDRAW


@dataclass(frozen=True)
class PetitionerAct:
    """An act of the workflow with what its page asks: `label` is that of its text field."""

    row: Act
    form: type[SubmissionForm]
    label: str
    button: str

    @property
    def has_files(self) -> bool:
        return issubclass(self.form, WritingForm)


ACTS = {
    act.row.name: act
    for act in (
        PetitionerAct(COMPLETE, WritingForm, "Lo que le pedimos", "Enviar y completar"),
        PetitionerAct(MORE_TIME, ReasonForm, "¿Por qué lo necesita?", "Pedir más plazo"),
        PetitionerAct(REPLY, WritingForm, "Su escrito", "Enviar"),
        PetitionerAct(WITHDRAW, ReasonForm, "¿Por qué desiste?", "Desistir de la petición"),
        PetitionerAct(RATE, RatingForm, "Comentario", "Enviar la calificación"),
    )
}


def asked_of(pqrsd: Pqrsd) -> CompletionRequest | None:
    """What the petitioner was asked to complete and has not; None when nothing is waited for."""
    if not pqrsd.is_waiting:
        return None
    return pqrsd.completion_requests.filter(completed_on=None).select_related("step__radicado").first()
