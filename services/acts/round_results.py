"""52: what a participant of a round reports, and corrects until the hour at which the round closes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from expedientes.acts.letters import done_already
from expedientes.acts.steps import locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.languages import Words
from legal_calendar.spoken import hour, long_date
from services.acts.reception import set_state
from services.acts.refusals import only_in
from services.acts.writings import acknowledge
from services.facts import settle
from services.kinds import ItemState, RoundStage, State, Step
from services.models import ReportedValue, Round, ServiceRequest
from services.rounds import held_rounds, participation_of, until_in_words

REPORTABLE = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})


@dataclass(frozen=True)
class Reported:
    """A value, its expanded uncertainty and its factor, as they were typed."""

    value: str
    uncertainty: str
    coverage: str


def late_refusal(chosen: Round) -> str:
    """Why nobody reports results in a round now; "" when one does."""
    if chosen.current_stage is not RoundStage.CIRCULATING:
        return _("La ronda comienza el {day}.").format(day=long_date(chosen.begins_on))
    if timezone.now() >= chosen.results_until:
        told = {"day": long_date(chosen.results_until), "hour": hour(chosen.results_until)}
        return _("La ronda cerró el {day} a las {hour}").format(**told)
    return ""


def reporting_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(REPORTABLE)(case, today):
        return refused
    mine = participation_of(case)
    return late_refusal(mine.round) if mine else _("Esta solicitud no es de una ronda.")


@transaction.atomic(durable=True)
def report_results(
    *,
    pk: int,
    submission: UUID,
    values: Mapping[int, Reported],
    method: str,
    text: str,
    draft_id: UUID | None,
    request,
) -> Paso:
    """Of every measurand, by its key; those that were sent before stay, and count no more. Its radicado is reserved:
    the values would tell whose a code is. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(reporting_refusal, ServiceRequest, pk)
    mine = participation_of(case)
    if mine is None:
        raise ValueError(f"{case} is in no round")
    held_rounds(mine.round)
    measurands = list(mine.round.measurands.all())
    told = [(str(each), _in_words(values[each.pk], each.unit)) for each in measurands]
    step = acknowledge(
        case,
        Step.RESULTS_SENT,
        submission=submission,
        request=request,
        document_kind="Resultados de una ronda",
        effect=f"Puede corregirlos hasta {until_in_words(mine.round)}: valen los últimos que envíe.",
        text=text,
        facts=(*told, ("Método", method)),
        documents=handed_over(draft_id)[ATTACHMENTS],
        is_reserved=True,
    )
    for each in measurands:
        ReportedValue.objects.create(step=step, participation=mine, measurand=each, **vars(values[each.pk]))
    if mine.item.state in {ItemState.EXPECTED, ItemState.RECEIVED}:
        set_state(mine.item, ItemState.IN_SERVICE)
    settle(case)
    return step


def _in_words(found: Reported, unit: str) -> str:
    return f"{found.value} {unit}; U = {found.uncertainty} {unit}; k = {found.coverage}"
