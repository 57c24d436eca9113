"""The waiting list of a course: it moves by itself, in the strict order of radicado, and says so by mail (I8)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from services.acts.seats import leave, leave_refusal, move_lists, take, take_refusal
from services.acts.writings import withdraw
from services.facts import facts_of
from services.following import standing_of
from services.kinds import SeatState, State, Step
from services.models import Seat
from services.notices.mail_events import MESSAGE
from services.seats import is_underquoted
from services.states import state_of
from services.waiting import list_ends_on, offered_until
from services.workflow import LEAVE_LIST, TAKE_SEATS
from tests.factories import laboratory_user
from tests.services.courses import edition, enrolled, states
from tests.services.requests import again, officer, quoted, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
TAKEN, OFFERED, WAITING, LEFT = SeatState.TAKEN, SeatState.OFFERED, SeatState.WAITING, SeatState.LEFT


def waiting(*asked: tuple[int, bool], seats: int = 3):
    """A full edition, and requests that wait, each for so many seats, for all of them or none; the first has them."""
    course = edition(seats=seats)
    holder = enrolled(course, *range(seats))
    number, line = 100, []
    for count, is_whole in asked:
        line.append(enrolled(course, *range(number, number + count), is_whole=is_whole))
        number += 100
    return course, holder, line


def frees(case) -> None:
    withdraw(**sent(case), text="")


def test_a_freed_seat_is_offered_to_the_first_who_takes_it():
    course, holder, (first, second) = waiting((1, False), (1, False), seats=1)
    assert move_lists() == 0
    frees(holder)
    assert (move_lists(), move_lists()) == (1, 0)
    assert (states(first), states(second)) == ([OFFERED], [WAITING])
    until = offered_until(timezone.localdate(), current_calendar())
    mail = Mail.objects.of(MESSAGE).get()
    step = first.steps.get(kind=Step.SEATS_OFFERED)
    assert (mail.recipient, mail.occasion) == (first.mail_address, str(step.pk))
    assert f"1 cupo. Tómelo a más tardar el {long_date(until)}, inclusive" in step.text
    assert standing_of(again(first)).is_yours
    take(**sent(first))
    assert states(first) == [TAKEN]
    assert first.lines.live().get().quantity == 1
    assert state_of(facts_of(again(first))) == again(first).state == State.FILED
    assert take(**sent(first) | {"submission": first.steps.get(kind=Step.SEATS_TAKEN).data["submission"]})


def test_what_nobody_takes_in_time_goes_to_the_next(on):
    course, holder, (first, second) = waiting((1, False), (1, False), seats=1)
    frees(holder)
    move_lists()
    until = Seat.objects.get(state=OFFERED).offered_until
    on(until)
    assert (move_lists(), take_refusal(again(first), until)) == (0, "")
    on(until + timedelta(days=1))
    assert take_refusal(again(first), timezone.localdate()) == f"La oferta del cupo terminó el {long_date(until)}."
    assert move_lists() == 2
    assert (states(first), states(second)) == ([LEFT], [OFFERED])
    with pytest.raises(ActRefusedError, match="No hay cupos ofrecidos"):
        take(**sent(first))


def test_all_or_none_is_passed_over_and_keeps_its_turn():
    course = edition(seats=3)
    first, *others = [enrolled(course, number) for number in range(3)]
    whole, part = enrolled(course, 100, 101, is_whole=True), enrolled(course, 200, 201, 202)
    frees(first)
    move_lists()
    assert (states(whole), states(part)) == ([WAITING] * 2, [OFFERED, WAITING, WAITING])
    for each in others:
        frees(each)
    move_lists()
    assert (states(whole), states(part)) == ([OFFERED] * 2, [OFFERED, WAITING, WAITING])
    take(**sent(part))
    assert part.lines.live().get().quantity == 1


def test_who_leaves_the_list_lets_the_next_have_it():
    course, holder, (first, second) = waiting((1, False), (1, False), seats=1)
    frees(holder)
    move_lists()
    leave(**sent(first))
    assert states(first) == [LEFT]
    assert leave_refusal(again(first), timezone.localdate()) == "Esta solicitud no está en lista de espera."
    move_lists()
    assert states(second) == [OFFERED]


def test_seats_taken_after_the_quote_are_for_the_next_version():
    by = officer()
    course, holder, (other,) = waiting((1, False), seats=2)
    case = enrolled(course, 50, may_wait=True)
    frees(holder)
    move_lists()
    take(**sent(case))
    case = quoted(again(case), by)
    assert case.state == State.QUOTED
    assert not is_underquoted(case)
    assert states(other) == [OFFERED]


def test_the_list_ends_two_business_days_before_the_course(on):
    course, holder, (first,) = waiting((2, False), seats=2)
    last = list_ends_on(course.days[0], current_calendar())
    on(last + timedelta(days=1))
    frees(holder)
    assert (move_lists(), move_lists()) == (1, 0)
    assert states(first) == [LEFT, LEFT]
    assert first.steps.filter(kind=Step.LIST_ENDED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_list_moves_while_others_leave_and_enrol():
    """Two workers, somebody who gives up and somebody new, all at once: nobody waits for ever nor jumps the list."""
    course, holder, (first, second) = waiting((1, False), (2, False), seats=2)
    user, together = laboratory_user(), Barrier(4, timeout=60)
    verbs = (lambda: frees(holder), move_lists, move_lists, lambda: enrolled(course, 300, user=user))

    def begin(verb) -> None:
        try:
            together.wait()
            verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        list(pool.map(begin, verbs))
    move_lists()
    assert (states(first), states(second)) == ([OFFERED], [OFFERED, WAITING])
    assert list(Seat.objects.filter(document="CC 1000300").values_list("state", flat=True)) == [WAITING]


def test_their_rows_of_the_table_say_what_they_refuse():
    """Of a request that is offered a seat, in a state that the rows name; and of one that has ended."""
    course, holder, (first,) = waiting((1, False), seats=1)
    today = date.today()
    assert [act.refusal(again(holder), today) for act in (TAKE_SEATS, LEAVE_LIST)] == [
        "No hay cupos ofrecidos a esta solicitud.",
        "Esta solicitud no está en lista de espera.",
    ]
    frees(holder)
    move_lists()
    assert again(first).state in TAKE_SEATS.before & LEAVE_LIST.before
    assert not any(act.refusal(again(first), timezone.localdate()) for act in (TAKE_SEATS, LEAVE_LIST))
    frees(first)
    assert again(first).state not in TAKE_SEATS.before | LEAVE_LIST.before
    assert {act.refusal(again(first), today) for act in (TAKE_SEATS, LEAVE_LIST)} == {
        "El caso está cerrado: desistida."
    }
