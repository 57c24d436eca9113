"""50 and 53: another code for a participant of a round, and the report of the round, by the laboratory that coordinates
it. Whoever writes to several requests holds them in the order of their keys, and the round after them."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, locked, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from services.acts.delivery import delivery_refusal
from services.acts.reception import set_state
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import ItemState, PlaceState, State, Step
from services.letters.rounds import compose_cancellation, compose_report
from services.models import ParticipantCode, Participation, Round, ServiceRequest
from services.notices.mail_events import MESSAGE
from services.round_results import judge
from services.rounds import (
    Entry,
    assign_code,
    entry_refusal,
    held_rounds,
    participation_of,
    taking_part,
    until_in_words,
)
from services.scores import NoScoreError
from services.seats import WITHOUT_SEATS

# Until the item goes about, a place may be in another round.
MOVABLE = frozenset(State) - WITHOUT_SEATS - {State.RECEIVED, State.IN_SERVICE, State.DONE, State.DELIVERED}


def over_refusal(chosen: Round, today: date) -> str:
    if chosen.cancelled_at:
        return "Esa ronda se canceló."
    return "Esa ronda ya se informó." if chosen.reported_at else ""


# --- 50: a code that somebody came to know -----------------------------------------------------------------
@transaction.atomic(durable=True)
def replace_code(*, participation: Participation, text: str, by: User, request=None) -> None:
    """By another one; neither is written anywhere but in its own row. Raises ActRefusedError."""
    case = locked(ServiceRequest, participation.item.request_id)
    (chosen,) = held_rounds(participation.round).values()
    if refused := over_refusal(chosen, date.min):
        raise ActRefusedError(refused)
    older = ParticipantCode.objects.filter(participation=participation, replaced_at=None)
    if not older.update(replaced_at=Now(), reason=text):
        raise ActRefusedError("Todavía no tiene código: se asigna cuando paga.")
    assign_code(participation)
    add_step(case, Step.CODE_REPLACED, by=by, text=text)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{Step.CODE_REPLACED}")


# --- 53: what the results are compared with, who reported nothing, and the report -------------------------
def to_report(chosen: Round) -> list[Participation]:
    """Who takes part and neither reported nor has an attestation that they did not."""
    return list(taking_part(chosen).filter(reported=None, no_report=""))


@transaction.atomic(durable=True)
def assign_values(*, chosen: Round, values: Mapping[int, Mapping[str, str]], by: User, request=None) -> None:
    """Of each measurand by its key, as they were typed; nobody else reads them until the report, nor does the trail.
    Raises ActRefusedError."""
    (chosen,) = held_rounds(chosen).values()
    if refused := over_refusal(chosen, date.min):
        raise ActRefusedError(refused)
    for each in chosen.measurands.all():
        for name, figure in values[each.pk].items():
            setattr(each, name, figure)
        each.save(update_fields=["assigned", "uncertainty", "deviation"])
    record(Action.CHANGED, request=request, actor=by, subject=chosen, what="services_round_values")


def no_report_refusal(chosen: Round, today: date) -> str:
    if refused := over_refusal(chosen, today):
        return refused
    if timezone.now() < chosen.results_until:
        return f"Los resultados se reciben hasta {until_in_words(chosen)}"
    return "" if to_report(chosen) else "Todos reportaron, o tienen su constancia."


@transaction.atomic(durable=True)
def attest_no_report(*, participation: Participation, text: str, by: User, request=None) -> None:
    """Raises ActRefusedError."""
    case = locked(ServiceRequest, participation.item.request_id)
    (chosen,) = held_rounds(participation.round).values()
    if refused := no_report_refusal(chosen, date.min):
        raise ActRefusedError(refused)
    if participation not in to_report(chosen):
        raise ActRefusedError("Ya reportó, o tiene su constancia.")
    participation.no_report = text
    participation.save(update_fields=["no_report"])
    step = add_step(case, Step.NOTHING_REPORTED, by=by, text=text)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)


def report_refusal(chosen: Round, today: date) -> str:
    if refused := over_refusal(chosen, today):
        return refused
    if timezone.now() < chosen.results_until:
        return f"Los resultados se reciben hasta {until_in_words(chosen)}"
    if not taking_part(chosen).exists():
        return "Nadie toma parte en esta ronda."
    if missing := len(to_report(chosen)):
        if missing == 1:
            return "Falta 1 resultado o su constancia de no reporte."
        return f"Faltan {missing} resultados o su constancia de no reporte."
    try:
        judge(chosen)
    except NoScoreError as why:
        return str(why)
    return ""


@transaction.atomic(durable=True)
def report_round(*, chosen: Round, by: User, request=None) -> int:
    """A letter to each participant, with its own code and all results by code; how many. What nothing withholds is
    delivered with it. Raises ActRefusedError and NoSignatoryError."""
    cases = [locked(ServiceRequest, pk) for pk in sorted(taking_part(chosen).values_list("item__request", flat=True))]
    (chosen,) = held_rounds(chosen).values()
    if refused := report_refusal(chosen, timezone.localdate()):
        raise ActRefusedError(refused)
    judged = judge(chosen)
    for case in cases:
        place = participation_of(case)
        if place is None:
            raise ValueError(f"{case} left the round")
        step = write_letter(
            case,
            Step.ROUND_REPORTED,
            compose_report(case, place, judged),
            document_kind="Informe de una ronda",
            by=by,
            text="",
            is_reserved=True,
        )
        set_state(place.item, ItemState.CERTIFIED)
        settle(case)
        if not delivery_refusal(case, timezone.localdate()):
            set_state(place.item, ItemState.DELIVERED)
            settle(case)
        send_letter(case, step, request=request)
    chosen.reported_at = Now()
    chosen.save(update_fields=["reported_at"])
    record(Action.CHANGED, request=request, actor=by, subject=chosen, what="services_round_reported")
    return len(cases)


# --- A round that is not done --------------------------------------------------------------------------------
def cancel_refusal(chosen: Round, today: date) -> str:
    if refused := over_refusal(chosen, today):
        return refused
    return "La ronda ya comenzó." if chosen.begins_on <= today else ""


@transaction.atomic(durable=True)
def cancel_round(*, chosen: Round, reason: str, by: User, request=None) -> int:
    """Everybody enrolled is told by a letter, and their requests wait for what they decide; how many. Raises
    ActRefusedError and NoSignatoryError."""
    places = Participation.objects.taken().filter(round=chosen, item__request__closed_at=None)
    cases = [locked(ServiceRequest, pk) for pk in sorted(places.values_list("item__request", flat=True))]
    (chosen,) = held_rounds(chosen).values()
    if refused := cancel_refusal(chosen, timezone.localdate()):
        raise ActRefusedError(refused)
    chosen.cancelled_at, chosen.reason = Now(), reason
    chosen.save(update_fields=["cancelled_at", "reason"])
    for case in cases:
        places.filter(item__request=case).update(state=PlaceState.FREED)
        step = write_letter(
            case,
            Step.ROUND_CANCELLED,
            compose_cancellation(case, chosen, reason=reason),
            document_kind="Cancelación de una ronda",
            by=by,
            text=reason,
        )
        settle(case)
        send_letter(case, step, request=request)
    record(Action.CHANGED, request=request, actor=by, subject=chosen, what="services_round_cancelled")
    return len(cases)


# --- Another round in its place ------------------------------------------------------------------------------
def stranded(case: ServiceRequest) -> QuerySet[Participation]:
    """The place that a cancelled round left without one."""
    freed = Participation.objects.filter(item__request=case, state=PlaceState.FREED, round__cancelled_at__isnull=False)
    return freed.select_related("round", "item")


def move_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(MOVABLE)(case, today):
        return refused
    return "" if stranded(case).exists() else "Esta solicitud no tiene una ronda cancelada."


@transaction.atomic(durable=True)
def move_to(*, pk: int, version: int, chosen: Round, by: User, request=None) -> Paso:
    """To another round of the same rate; one that was paid has a code in it. Raises ActRefusedError and StaleError."""
    case = locked_for(move_refusal, ServiceRequest, pk, version=version)
    (chosen,) = held_rounds(chosen).values()
    place = stranded(case).filter(round__code=chosen.code).first()
    if place is None:
        raise ActRefusedError("Escoja otra ronda de la misma tasa.")
    if refused := entry_refusal(Entry(chosen, place.laboratory, place.owner)):
        raise ActRefusedError(refused)
    ParticipantCode.objects.filter(participation=place, replaced_at=None).update(
        replaced_at=Now(), reason="Pasó a otra ronda."
    )
    place.round, place.state = chosen, PlaceState.TAKEN
    place.save(update_fields=["round", "state"])
    step = add_step(case, Step.ROUND_MOVED, by=by, text=f"Participa en «{chosen}».")
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
