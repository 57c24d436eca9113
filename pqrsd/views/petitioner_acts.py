"""What the petitioner may do with a case: each act with its address, words, form and verb."""

from collections.abc import Callable
from dataclasses import dataclass

from pqrsd.acts.completion import ask_more_time, complete, more_time_refusal
from pqrsd.acts.rating import rate, rating_refusal
from pqrsd.acts.reply import reply
from pqrsd.acts.withdrawal import withdraw
from pqrsd.forms.writings import RatingForm, ReasonForm, SubmissionForm, WritingForm
from pqrsd.kinds import Outcome
from pqrsd.models import CompletionRequest, Pqrsd


@dataclass(frozen=True)
class Act:
    """`name` is the name of its address; `label`, of its text field."""

    name: str
    title: str
    button: str
    label: str
    form: type[SubmissionForm]
    verb: Callable

    @property
    def view_name(self) -> str:
        return f"pqrsd:{self.name}"

    @property
    def has_files(self) -> bool:
        return issubclass(self.form, WritingForm)


COMPLETE = Act(
    name="complete",
    title="Completar la petición",
    button="Enviar y completar",
    label="Lo que le pedimos",
    form=WritingForm,
    verb=complete,
)
MORE_TIME = Act(
    name="more_time",
    title="Pedir más plazo para completarla",
    button="Pedir más plazo",
    label="¿Por qué lo necesita?",
    form=ReasonForm,
    verb=ask_more_time,
)
REPLY = Act(
    name="reply",
    title="Escribir sobre esta petición",
    button="Enviar",
    label="Su escrito",
    form=WritingForm,
    verb=reply,
)
WITHDRAW = Act(
    name="withdraw",
    title="Desistir de la petición",
    button="Desistir de la petición",
    label="¿Por qué desiste?",
    form=ReasonForm,
    verb=withdraw,
)
RATE = Act(
    name="rate",
    title="Calificar la respuesta",
    button="Enviar la calificación",
    label="Comentario",
    form=RatingForm,
    verb=rate,
)
ACTS = {act.name: act for act in (COMPLETE, MORE_TIME, REPLY, WITHDRAW, RATE)}


def asked_of(pqrsd: Pqrsd) -> CompletionRequest | None:
    """What the petitioner was asked to complete and has not; None when nothing is waited for."""
    if not pqrsd.is_waiting:
        return None
    return pqrsd.completion_requests.filter(completed_on=None).select_related("event__radicado").first()


def offered(pqrsd: Pqrsd, asked: CompletionRequest | None) -> list[Act]:
    """In the order in which they are offered. Each verb refuses by itself what is not so."""
    if pqrsd.is_open:
        return [*_while_asked(asked), REPLY, WITHDRAW]
    rating = [] if rating_refusal(pqrsd) else [RATE]
    return [*rating, REPLY] if pqrsd.outcome != Outcome.ANNULLED else rating


def _while_asked(asked: CompletionRequest | None) -> list[Act]:
    if asked is None:
        return []
    return [COMPLETE] if more_time_refusal(asked) else [COMPLETE, MORE_TIME]
