"""51: the item of a round goes from the laboratory that coordinates it to a participant and back, and how it looked is
written at each end (ISO/IEC 17025, 7.4). Nobody sends it to another participant: the address would tell who that is."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from expedientes.acts.assignment import staff_of
from expedientes.acts.letters import done_already, record_citizen
from expedientes.acts.steps import ActRefusedError, add_step, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.languages import Words, in_spanish
from ground.mails.queue import owe
from services.acts.reception import set_state
from services.acts.refusals import only_in
from services.acts.rounds import over_refusal
from services.circulation import at_home, coming_back, coming_to, items_with, sending_refusal
from services.facts import settle
from services.kinds import ItemState, RoundStage, State, Step
from services.models import Participation, Passage, Round, RoundItem, ServiceRequest
from services.notices.mail_events import CUSTOMER_WROTE, MESSAGE
from services.rounds import held_rounds, participation_of

WITH_AN_ITEM = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})


# --- The laboratory ----------------------------------------------------------------------------------------
def send_refusal(chosen: Round, today: date) -> str:
    if refused := over_refusal(chosen, today):
        return refused
    if chosen.current_stage is not RoundStage.CIRCULATING:
        return "Los ítems se envían desde que la ronda comienza."
    return "" if at_home(chosen) else "Ningún ítem está en el laboratorio."


@transaction.atomic(durable=True)
def send_item(
    *, item: RoundItem, participation: Participation, courier: str, condition: str, notes: str, by: User, request=None
) -> None:
    """To a participant, who is told by mail. Raises ActRefusedError."""
    case = locked(ServiceRequest, participation.item.request_id)
    (chosen,) = held_rounds(participation.round).values()
    if refused := send_refusal(chosen, date.min) or sending_refusal(item):
        raise ActRefusedError(refused)
    if State(case.state) not in WITH_AN_ITEM:
        raise ActRefusedError("Ese participante ya no está en la ronda.")
    Passage.objects.create(
        item=item, participation=participation, is_back=False, courier=courier, sent_condition=condition,
        sent_notes=notes,
    )  # fmt: skip
    told = f"{item}: va en camino por {courier}."
    step = add_step(case, Step.ITEM_SENT, by=by, text=f"{told}\n{notes}".strip())
    _told(case, step, by, request)


def taking_back_refusal(chosen: Round, today: date) -> str:
    if refused := over_refusal(chosen, today):
        return refused
    return "" if coming_back(chosen) else "Ningún ítem viene de vuelta."


@transaction.atomic(durable=True)
def take_back(*, passage: Passage, condition: str, notes: str, by: User, request=None) -> None:
    """An item that came back from a participant. Raises ActRefusedError."""
    case = locked(ServiceRequest, passage.participation.item.request_id)
    held_rounds(passage.participation.round)
    _received(passage, condition, notes)
    step = add_step(case, Step.ITEM_CAME_BACK, by=by, text=f"{passage.item}. {notes}".strip())
    _told(case, step, by, request)


def _received(passage: Passage, condition: str, notes: str) -> None:
    waiting = Passage.objects.filter(pk=passage.pk, received_at=None)
    if not waiting.update(received_at=Now(), received_condition=condition, received_notes=notes):
        raise ActRefusedError("Ese ítem ya se recibió.")


def _told(case: ServiceRequest, step: Paso, by: User, request) -> None:
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)


# --- Who takes part ----------------------------------------------------------------------------------------
def arrival_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(WITH_AN_ITEM)(case, today):
        return refused
    mine = participation_of(case)
    return "" if mine and coming_to(mine) else _("Ningún ítem va en camino a su laboratorio.")


@transaction.atomic(durable=True)
def arrived(*, pk: int, submission: UUID, condition: str, text: str, draft_id: UUID | None, request) -> Paso:
    """The item is with the participant. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(arrival_refusal, ServiceRequest, pk)
    mine = _place(case)
    passage = coming_to(mine)
    if passage is None:
        raise ValueError(f"nothing comes to {mine}")
    _received(passage, condition, text)
    if mine.item.state == ItemState.EXPECTED:
        set_state(mine.item, ItemState.RECEIVED)
    return _by_customer(case, Step.ITEM_ARRIVED, submission, passage, condition, text, draft_id, request)


def giving_back_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(WITH_AN_ITEM)(case, today):
        return refused
    mine = participation_of(case)
    return "" if mine and items_with(mine) else _("Su laboratorio no tiene ningún ítem de la ronda.")


@transaction.atomic(durable=True)
def give_back(
    *, pk: int, submission: UUID, courier: str, condition: str, text: str, draft_id: UUID | None, request
) -> Paso:
    """To the laboratory that coordinates the round. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(giving_back_refusal, ServiceRequest, pk)
    mine = _place(case)
    passage = Passage.objects.create(
        item=items_with(mine)[0], participation=mine, is_back=True, courier=courier, sent_condition=condition,
        sent_notes=text,
    )  # fmt: skip
    if mine.item.state == ItemState.RECEIVED:
        set_state(mine.item, ItemState.IN_SERVICE)
    return _by_customer(case, Step.ITEM_GIVEN_BACK, submission, passage, condition, text, draft_id, request)


def _place(case: ServiceRequest) -> Participation:
    """Its own, the round locked."""
    mine = participation_of(case)
    if mine is None:
        raise ValueError(f"{case} is in no round")
    held_rounds(mine.round)
    return mine


def _by_customer(
    case: ServiceRequest,
    kind: Step,
    submission: UUID,
    passage: Passage,
    condition: str,
    text: str,
    draft_id: UUID | None,
    request,
) -> Paso:
    with in_spanish():  # as what is kept is
        looked = str(Passage.Condition(condition).label)
    documents = handed_over(draft_id)[ATTACHMENTS]
    step = add_step(
        case,
        kind,
        text=f"{passage.item}: {looked.lower()}.\n{text}".strip(),
        data={"submission": str(submission)},
        documents=documents,
    )
    settle(case)
    record_citizen(case, request, what=kind)
    for user in staff_of(case):
        owe(CUSTOMER_WROTE, recipient=user.email, about=case, occasion=step.pk)
    return step
