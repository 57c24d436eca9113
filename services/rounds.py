"""The places of the rounds of proficiency tests and the codes of who takes part, as their rows tell them.

Whoever changes the places of a round holds its row, after the request's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expedientes.acts.steps import add_step
from expedientes.models import Paso
from ground.doors.explicit_permissions import Anybody, has_explicitly
from ground.words import normalise
from legal_calendar import legal_time
from legal_calendar.spoken import long_date
from services.desk import MEASURE
from services.kinds import PlaceState, RoundStage, State, Step
from services.models import Item, Line, ParticipantCode, Participation, Round, ServiceRequest
from services.models.rounds import ParticipationQuerySet
from services.seats import WITHOUT_SEATS, NoSeatsError

# Whoever has paid, or may pay later, takes part (Resolución 015 de 2020, art. 2).
TAKING_PART = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})


@dataclass(frozen=True)
class Entry:
    """What is asked of a round: a place for a laboratory, whose `owner` is the document of whoever asks."""

    round: Round
    laboratory: str
    owner: str = ""

    @property
    def key(self) -> str:
        return laboratory_key(self.laboratory)


def laboratory_key(name: str) -> str:
    """A laboratory as it is compared: case, accents and signs say nothing."""
    return "".join(filter(str.isalnum, normalise(name)))[:200]


# --- Places ------------------------------------------------------------------------------------------------
def taken_in(rounds: Iterable[Round]) -> dict[int, int]:
    """How many places of each were taken, by its key, in one query."""
    keys = [each.pk for each in rounds]
    counted = Participation.objects.taken().filter(round__in=keys).order_by().values_list("round")
    return dict.fromkeys(keys, 0) | dict(counted.annotate(Count("pk")))


def left_in_words(left: int) -> str:
    """«quedan 3 cupos»."""
    if not left:
        return _("sin cupos")
    return ngettext("queda %(left)s cupo", "quedan %(left)s cupos", left) % {"left": left}


def entry_refusal(entry: Entry) -> str:
    """N21: why that laboratory has no place in that round today; "" when it has."""
    chosen = entry.round
    match chosen.current_stage:
        case RoundStage.CANCELLED:
            return _("Esa ronda se canceló.")
        case RoundStage.DRAFT:
            return _("La inscripción todavía no abre.")
        case RoundStage.OPEN:
            pass
        case _:
            return _("La inscripción cerró el {day}.").format(day=long_date(chosen.closes_on))
    mine = Participation.objects.taken().filter(round=chosen, owner=entry.owner, laboratory_key=entry.key)
    if mine.exists():
        return _("Su laboratorio ya está inscrito en esta ronda.")
    return "" if taken_in([chosen])[chosen.pk] < chosen.places else _("No quedan cupos en esa ronda.")


def held_rounds(*rounds: Round) -> dict[int, Round]:
    """Their rows by key, locked until the transaction ends; always in the same order."""
    rows = Round.objects.select_for_update(no_key=True).order_by("pk")
    return {each.pk: each for each in rows.filter(pk__in=[each.pk for each in rounds])}


def admit(entry: Entry) -> None:
    """Raises NoSeatsError. It holds as long as nobody else enrols: whoever enrols has locked the round."""
    if reason := entry_refusal(entry):
        raise NoSeatsError(reason)


def enrol(item: Item, entry: Entry) -> Participation:
    return Participation.objects.create(
        round=entry.round, item=item, laboratory=entry.laboratory, laboratory_key=entry.key, owner=entry.owner
    )


def in_gathered_round(item: Item | None) -> bool:
    """Whether it takes part in a round in which as many laboratories as it needs enrolled: a rate of at least five
    participants asks for those, each with a request of its own (Resolución 015 de 2020, art. 1)."""
    mine = Participation.objects.taken().filter(item=item).select_related("round").first() if item else None
    return mine is not None and taken_in([mine.round])[mine.round_id] >= mine.round.minimum


def first_day(request: ServiceRequest) -> date | None:
    """That on which the item of its round begins to go about."""
    mine = Participation.objects.taken().filter(item__request=request)
    return mine.order_by("round__begins_on").values_list("round__begins_on", flat=True).first()


def until_in_words(chosen: Round) -> str:
    """«el 3 de marzo de 2027 a las 5:00 p. m.», which ends a sentence by itself."""
    until = chosen.results_until
    return f"el {legal_time.long_date(until)} a las {legal_time.hour(until)}"


# --- With the request --------------------------------------------------------------------------------------
def follow(request: ServiceRequest) -> None:
    """A place lives as long as its request, and whoever takes part has a code. The request is locked."""
    mine = Participation.objects.taken().filter(item__request=request).select_related("round").order_by("pk")
    if request.state in WITHOUT_SEATS - {State.CLOSED}:
        mine.filter(round__reported_at=None).update(state=PlaceState.FREED)
    elif request.state in TAKING_PART:
        live = ParticipantCode.objects.filter(participation=OuterRef("pk"), replaced_at=None)
        for each in mine.exclude(Exists(live)):
            held_rounds(each.round)
            assign_code(each)
            add_step(request, Step.CODE_ASSIGNED, text="Se lee en la página de la solicitud, y en ninguna otra parte.")


def ask_again(request: ServiceRequest, step: Paso) -> None:
    """Of a request that is to be quoted again: the places that it freed, while there are; of a round that closed, none,
    and nothing is quoted for it. The request is locked."""
    freed = Participation.objects.filter(item__request=request, state=PlaceState.FREED).select_related("round", "item")
    for each in freed.order_by("pk"):
        held_rounds(each.round)
        if entry_refusal(Entry(each.round, each.laboratory, each.owner)):
            Line.objects.live().filter(item=each.item).update(dropped_by=step)
        else:
            each.state = PlaceState.TAKEN
            each.save(update_fields=["state"])


# --- Codes -------------------------------------------------------------------------------------------------
def assign_code(participation: Participation) -> ParticipantCode:
    """By chance, and never one that another had in that round, which is locked."""
    used = set(ParticipantCode.objects.filter(round=participation.round).values_list("code", flat=True))
    code = ParticipantCode.drawn()
    while code in used:
        code = ParticipantCode.drawn()
    return ParticipantCode.objects.create(round=participation.round, participation=participation, code=code)


def taking_part(chosen: Round) -> ParticipationQuerySet:
    """Who has a code and goes on, in the order of their codes."""
    rows = Participation.objects.taken().filter(
        round=chosen, item__request__state__in=TAKING_PART | {State.DONE, State.DELIVERED, State.CLOSED}
    )
    live = rows.filter(codes__replaced_at=None, codes__isnull=False).order_by("codes__code")
    return live.select_related("item__request__radicado").prefetch_related("codes")


def participation_of(request: ServiceRequest) -> Participation | None:
    """Its place in a round, with its code, while it has one."""
    mine = Participation.objects.taken().filter(item__request=request).select_related("round__laboratory")
    return mine.prefetch_related("codes").first()


def coordinates(user: Anybody, chosen: Round) -> bool:
    """Whether they are of the laboratory that coordinates it: nobody else knows whose a code is."""
    return has_explicitly(user, MEASURE) and chosen.laboratory.members.filter(pk=user.pk).exists()


def may_read_codes(user: Anybody, request: ServiceRequest) -> bool:
    """Whether what tells whose a code is, in a request, is for them."""
    mine = Participation.objects.filter(item__request=request).select_related("round__laboratory")
    return all(coordinates(user, each.round) for each in mine)


def in_rounds(keys: Iterable[int]) -> set[int]:
    """The requests of those keys that have a place in a round."""
    mine = Participation.objects.taken().filter(item__request__in=list(keys))
    return set(mine.values_list("item__request", flat=True))
