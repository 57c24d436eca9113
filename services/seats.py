"""The seats of the editions, as their rows tell: who has them, who waits, and what becomes of those of a request.

Whoever changes the seats of an edition holds its row, after the request's own.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Prefetch
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from expedientes.models import Paso
from ground.languages import Words
from legal_calendar import spoken
from legal_calendar.spoken import lazy_date
from services.kinds import EditionStage, IfFull, SeatState, State
from services.models import CourseEdition, Item, Line, Participant, Quote, Seat, ServiceRequest
from services.models.courses import HELD
from services.waiting import Waiting, fitting, left_to_all

# A request that stands there holds no seat and waits for none.
WITHOUT_SEATS = frozenset(
    {State.DECLINED, State.EXPIRED, State.CLOSED, State.WITHDRAWN, State.REJECTED, State.ANNULLED}
)  # fmt: skip
_PLACES = ("edition_id", "item_id", "state", "item__details__if_full")


class NoSeatsError(Exception):
    """Nobody can be enrolled as asked; the message says why. `may_wait`: the list is open to them."""

    def __init__(self, sentence: Words, *, may_wait: bool = False):
        super().__init__(sentence)
        self.may_wait = may_wait


@dataclass(frozen=True)
class Enrolment:
    """What is asked of an edition; with `may_wait`, whoever finds no seat enters the list."""

    edition: CourseEdition
    is_whole: bool = False
    may_wait: bool = False


@dataclass(frozen=True)
class Room:
    """How many seats of an edition anybody may take, and who waits for one, in order."""

    left: int
    line: tuple[Waiting, ...] = ()


def document_of(person: Participant | dict[str, str]) -> str:
    """As one person is told from another."""
    told = person if isinstance(person, dict) else vars(person)
    return f"{told['document_type']} {told['document_number']}"


def seats_in_words(count: int) -> str:
    """«quedan 3 cupos»."""
    if not count:
        return str(_("sin cupos; hay lista de espera"))
    return ngettext("queda {seats}", "quedan {seats}", count).format(seats=seats_counted(count))


def seats_counted(count: int) -> str:
    """«3 cupos»."""
    return ngettext("{count} cupo", "{count} cupos", count).format(count=count)


_lazy_seats = lazy(seats_in_words, str)


# --- How many there are ------------------------------------------------------------------------------------
def room_in(editions: Iterable[CourseEdition]) -> dict[int, Room]:
    """Of each, by its key, in one query."""
    seats = {edition.pk: edition.seats for edition in editions}
    held, waiting = dict.fromkeys(seats, 0), {pk: dict[int, Waiting]() for pk in seats}
    rows = Seat.objects.live().filter(edition__in=seats).in_line()
    for edition, item, state, if_full in rows.values_list(*_PLACES):
        if state in HELD:
            held[edition] += 1
            continue
        before = waiting[edition].get(item)
        waiting[edition][item] = Waiting(item, before.count + 1 if before else 1, if_full == IfFull.ALL)
    lines = {pk: tuple(each.values()) for pk, each in waiting.items()}
    return {pk: Room(left_to_all(seats[pk] - held[pk], lines[pk]), lines[pk]) for pk in seats}


def free_seats(edition: CourseEdition) -> int:
    """Those that nobody has nor is offered."""
    return edition.seats - Seat.objects.held().filter(edition=edition).count()


def items_shown(request: ServiceRequest) -> list[Any]:
    """Its items with the `asked` lines and the `people` of each, who have a `place` in an edition or None, and the
    `turn` in the list of one that waits."""
    asked = Prefetch("lines", Line.objects.live(), to_attr="asked")
    people = Prefetch("participants", Participant.objects.live(), to_attr="people")
    items: list[Any] = list(request.items.select_related("municipality").prefetch_related(asked, people))
    for item in items:
        for person in item.people:
            person.place = getattr(person, "seat", None)
        waiting = [person.place for person in item.people if person.place and person.place.state == SeatState.WAITING]
        item.turn = turn_of(item, waiting[0].edition) if waiting else 0
    return items


def line_of(edition: CourseEdition) -> tuple[Waiting, ...]:
    """Who waits for it, by the key of the item, in order."""
    return room_in([edition])[edition.pk].line


def turn_of(item: Item, edition: CourseEdition) -> int:
    """The place of an item that waits, from 1."""
    keys = [each.key for each in line_of(edition)]
    return keys.index(item.pk) + 1


# --- Taking them -------------------------------------------------------------------------------------------
def enrolment_refusal(edition: CourseEdition) -> Words:
    """Why nobody enrols in it today, N20; "" when one does."""
    match edition.current_stage:
        case EditionStage.OPEN:
            return ""
        case EditionStage.CANCELLED:
            return _("Esa edición se canceló.")
        case EditionStage.CLOSED | EditionStage.HELD:
            return format_lazy(_("La inscripción cerró el {day}."), day=lazy_date(edition.closes_on))
    return _("La inscripción todavía no abre.")


def judge(enrolment: Enrolment, people: Sequence[dict[str, str]]) -> int:
    """How many of those people have a seat at once; the others wait. Raises NoSeatsError.

    It holds as long as nobody else enrols: whoever enrols them has locked the edition.
    """
    edition = enrolment.edition
    if reason := enrolment_refusal(edition):
        raise NoSeatsError(reason)
    if len(people) > edition.seats:
        raise NoSeatsError(format_lazy(_("Pida de 1 a {most} cupos."), most=edition.seats))
    documents = [document_of(person) for person in people]
    if taken := Seat.objects.live().filter(edition=edition, document__in=documents).first():
        sentence = _("{document} ya tiene cupo, o lo espera, en esta edición.")
        raise NoSeatsError(format_lazy(sentence, document=taken.document))
    room = room_in([edition])[edition.pk]
    count = fitting(room.left, len(people), is_whole=enrolment.is_whole)
    if not count and not enrolment.may_wait:
        sentence = _("No quedan cupos: puede entrar en la lista de espera (turno {turn}).")
        if room.left:
            sentence = _("Pidió {asked} cupos y {left}: puede entrar en la lista de espera (turno {turn}).")
        told = {"asked": len(people), "left": _lazy_seats(room.left), "turn": len(room.line) + 1}
        raise NoSeatsError(format_lazy(sentence, **told), may_wait=True)
    return count


def held(*editions: CourseEdition) -> dict[int, CourseEdition]:
    """Their rows by key, locked until the transaction ends; always in the same order."""
    rows = CourseEdition.objects.select_for_update(no_key=True).order_by("pk")
    return {each.pk: each for each in rows.filter(pk__in=[edition.pk for edition in editions])}


def seat(item: Item, edition: CourseEdition, people: Sequence[Participant], *, taken: int) -> None:
    """Give the first so many of an item's people a seat, and the others a place in the list; the edition is locked."""
    for place, person in enumerate(people):
        state = SeatState.TAKEN if place < taken else SeatState.WAITING
        Seat.objects.create(
            edition=edition, item=item, participant=person, document=document_of(person), state=state
        )  # fmt: skip


def first_day(request: ServiceRequest) -> date | None:
    """That of the first course in which it has a seat."""
    taken = Seat.objects.filter(item__request=request, state=SeatState.TAKEN)
    return taken.aggregate(first=Min("edition__sessions__day"))["first"]


def seats_unquoted(item: Item, *, but: Quote | None = None) -> dict[str, int]:
    """How many seats it took that no quote of its request has, or no other one, by the code of their course."""
    standing = Quote.objects.standing().filter(chain__request=item.request_id).exclude(pk=but.pk if but else 0)
    quoted: Counter[str] = Counter()
    for line in (line for quote in standing for line in quote.lines):
        quoted[line["code"]] += line["quantity"] if line["item_key"] == item.pk else 0
    taken = item.seats.filter(state=SeatState.TAKEN).values("edition__code").annotate(count=Count("pk"))
    left = {row["edition__code"]: row["count"] - quoted[row["edition__code"]] for row in taken}
    return {code: count for code, count in left.items() if count > 0}


def is_underquoted(request: ServiceRequest) -> bool:
    """Whether it was quoted, and took seats that no quote of it has."""
    items = request.items.filter(seats__isnull=False).distinct()
    return Quote.objects.standing().filter(chain__request=request).exists() and any(map(seats_unquoted, items))


def waits_for_seats(request: ServiceRequest) -> bool:
    """Whether it asks for seats and has none."""
    states = set(Seat.objects.live().filter(item__request=request).values_list("state", flat=True))
    return bool(states) and SeatState.TAKEN not in states


def next_of_seats(keys: Iterable[int]) -> dict[int, tuple[bool, str]]:
    """Of the requests with those keys whose seats wait for something: whose turn it is, and what comes next."""
    rows = Seat.objects.filter(item__request__in=list(keys)).live().order_by("offered_until")
    states: dict[int, dict[str, date | None]] = {}
    for key, state, until in rows.values_list("item__request", "state", "offered_until"):
        states.setdefault(key, {}).setdefault(state, until)
    found = {}
    for key, told in states.items():
        if until := told.get(SeatState.OFFERED):
            sentence = _("Hay cupo: tómelo a más tardar el {day}, inclusive.")
            found[key] = (True, sentence.format(day=spoken.long_date(until)))
        elif SeatState.TAKEN not in told:
            found[key] = (False, str(_("Espera en la lista: cuando haya cupo, se lo ofrecemos por correo.")))
    return found


# --- With the request --------------------------------------------------------------------------------------
def follow(request: ServiceRequest) -> None:
    """Seats live as long as their request: one that ends before the course is over frees them. The request is
    locked."""
    if request.state in WITHOUT_SEATS:
        Seat.objects.live().filter(item__request=request, result="").update(state=SeatState.FREED, offered_until=None)


def ask_again(request: ServiceRequest, step: Paso) -> None:
    """Of a request that is to be quoted again: those that it freed, as many as there are; it waits for the others, at
    the turn of its radicado. Of an edition that closed, none. The request is locked."""
    freed = Seat.objects.filter(item__request=request, state=SeatState.FREED).select_related("edition", "item")
    by_item: dict[Item, list[Seat]] = {}
    for each in freed.order_by("pk"):
        by_item.setdefault(each.item, []).append(each)
    for item, seats in by_item.items():
        (edition,) = held(seats[0].edition).values()
        others = Seat.objects.live().filter(edition=edition).values("document")
        mine = list(freed.filter(item=item).exclude(document__in=others).order_by("pk"))
        if not enrolment_refusal(edition):
            is_whole = item.details.get("if_full") == IfFull.ALL
            taken = fitting(room_in([edition])[edition.pk].left, len(mine), is_whole=is_whole)
            move(mine[:taken], SeatState.TAKEN)
            move(mine[taken:], SeatState.WAITING)
        match_lines(item, step)


def move(seats: Iterable[Seat], state: SeatState, *, until: date | None = None) -> None:
    """One by one: the database counts each."""
    for each in seats:
        each.state, each.offered_until = state, until
        each.save(update_fields=["state", "offered_until"])


def match_lines(item: Item, step: Paso) -> None:
    """What is asked of the tariff is what was taken of the edition: another line takes the place of one that is not."""
    taken, edition = item.seats.filter(state=SeatState.TAKEN).count(), item.seats.all()[0].edition
    line = item.lines.live().filter(code=edition.code).first()
    if line and line.quantity == taken:
        return
    if line:
        line.dropped_by = step
        line.save(update_fields=["dropped_by"])
    if taken:
        Line.objects.create(
            request=item.request, item=item, position=1, code=edition.code, quantity=taken,
            laboratory=edition.laboratory,
        )  # fmt: skip
