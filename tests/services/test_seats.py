"""The seats of a course: as many as there are, of whoever files first, for as long as the request lives (I7, N20)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.permanence import broken_constraint
from services.acts.answers import ask_requote, decline
from services.acts.review import Ground, correct_lines, reject
from services.acts.writings import withdraw
from services.expiry import end_quotes
from services.filing import NotEnrolledError
from services.forms.desk import CorrectionForm
from services.kinds import EditionStage, SeatState, State
from services.models import CourseEdition, Participant, Seat, ServiceRequest
from services.seats import room_in
from tests.factories import laboratory_user
from tests.services.courses import CODE, edition, enrolled, states
from tests.services.requests import WORDS, accepted, again, checked, facts, officer, quoted, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
TAKEN, WAITING, FREED = SeatState.TAKEN, SeatState.WAITING, SeatState.FREED


def test_seats_are_taken_when_the_request_is_filed_and_priced_by_how_many():
    course = edition(seats=3)
    case = enrolled(course, 1, 2)
    assert states(case) == [TAKEN, TAKEN]
    line = case.lines.live().get()
    assert (line.code, line.quantity, line.laboratory) == (CODE, 2, course.laboratory)
    assert room_in([course])[course.pk].left == 1


def test_who_finds_too_few_takes_those_and_waits_for_the_others():
    course = edition(seats=3)
    enrolled(course, 1, 2)
    case = enrolled(course, 3, 4)
    assert states(case) == [TAKEN, WAITING]
    assert case.lines.live().get().quantity == 1
    rows = next(block for block in case.radicado.snapshot["blocks"] if block["block"] == "table")["rows"]
    assert [list(row)[2:] for row in rows][0] == ["En lista de espera", "1"]


def test_all_or_none_waits_with_all_and_others_may_take_what_it_leaves():
    course = edition(seats=3)
    enrolled(course, 1, 2)
    case = enrolled(course, 3, 4, is_whole=True)
    assert states(case) == [WAITING, WAITING]
    assert not case.lines.live().exists()
    assert states(enrolled(course, 5)) == [TAKEN]


def test_nobody_jumps_the_list():
    course = edition(seats=1)
    first = enrolled(course, 1)
    enrolled(course, 2)
    withdraw(**sent(first), text="")
    assert states(first) == [FREED]
    assert states(enrolled(course, 3)) == [WAITING]


@pytest.mark.parametrize(
    ("numbers", "is_whole", "said"),
    [
        ((3,), False, "No quedan cupos: puede entrar en la lista de espera (turno 1)."),
        ((1,), False, "CC 1000001 ya tiene cupo, o lo espera, en esta edición."),
        ((3, 4, 5), False, "Pida de 1 a 2 cupos."),
    ],
)
def test_who_finds_none_is_told_and_files_nothing(numbers, is_whole, said):
    course = edition(seats=2)
    enrolled(course, 1, 2)
    with pytest.raises(NotEnrolledError) as refused:
        enrolled(course, *numbers, is_whole=is_whole, may_wait=False)
    assert str(refused.value) == said
    assert ServiceRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "stage", "said"),
    [
        ({"opens_on": None}, EditionStage.DRAFT, "La inscripción todavía no abre."),
        ({"starts_in": 0}, EditionStage.CLOSED, "La inscripción cerró el "),
        ({"closed": True}, EditionStage.CLOSED, "La inscripción cerró el "),
        ({"cancelled_at": True}, EditionStage.CANCELLED, "Esa edición se canceló."),
        ({"held_at": True}, EditionStage.HELD, "La inscripción cerró el "),
    ],
)
def test_one_enrols_while_it_is_open(facts, stage, said):
    told = {name: timezone.now() if value is True else value for name, value in facts.items() if name != "closed"}
    if "closed" in facts:
        told |= {
            "opens_on": timezone.localdate() - timedelta(days=9),
            "closes_on": timezone.localdate() - timedelta(days=1),
        }
    course = edition(**told)
    assert course.current_stage is stage
    with pytest.raises(NotEnrolledError, match=said):
        enrolled(course, 1)


# --- As long as the request lives --------------------------------------------------------------------------
def _declined(case: ServiceRequest, by) -> None:
    quoted(case, by)
    decline(**sent(case), text="")


ENDS = {
    "withdrawn": lambda case, by: withdraw(**sent(case), text=""),
    "rejected": lambda case, by: reject(**facts(case, by), ground=Ground.NO_CAPABILITY, text=WORDS),
    "declined": _declined,
}


@pytest.mark.parametrize("end", ENDS)
def test_a_request_that_ends_frees_its_seats(end):
    course = edition(seats=2)
    case = enrolled(course, 1, 2)
    ENDS[end](case, officer())
    assert states(case) == [FREED, FREED]
    assert room_in([course])[course.pk].left == 2


def test_who_does_not_pay_in_time_frees_them(on):
    case = accepted(enrolled(edition(starts_in=60), 1), officer())
    on(case.next_on + timedelta(days=1))
    end_quotes()
    assert (again(case).state, states(case)) == (State.EXPIRED, [FREED])


def test_who_asks_to_be_quoted_again_has_what_is_left_and_waits_for_the_rest():
    by, course = officer(), edition(seats=2)
    case = enrolled(course, 1, 2)
    _declined(case, by)
    enrolled(course, 3)
    ask_requote(**sent(case), text="")
    assert states(case) == [TAKEN, WAITING]
    assert case.lines.live().get().quantity == 1
    assert again(case).state == State.CHECKED
    assert quoted(again(case), by).state == State.QUOTED


def test_who_only_waits_is_not_quoted():
    course = edition(seats=1)
    enrolled(course, 1)
    case = enrolled(course, 2)
    with pytest.raises(Exception, match="Todavía no tiene cupo en el curso"):
        checked(case, officer())


def test_what_is_paid_of_an_edition_are_its_seats():
    case, by = enrolled(edition(), 1), officer()
    line = case.lines.live().get()
    with pytest.raises(ActRefusedError, match="se pagan los cupos tomados"):
        correct_lines(**facts(case, by), quantities={line.pk: 3}, reason=WORDS)
    assert f"line_{line.pk}" not in CorrectionForm(case=case, user=by).fields


# --- The database ------------------------------------------------------------------------------------------
def test_the_database_gives_no_more_seats_than_there_are():
    course = edition(seats=1)
    enrolled(course, 1)
    waiting = enrolled(course, 2).items.get().seats.get()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Seat.objects.filter(pk=waiting.pk).update(state=TAKEN)
    assert broken_constraint(refused.value) == "seats_of_edition"
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        CourseEdition.objects.filter(pk=course.pk).update(seats=0, minimum=0)
    assert broken_constraint(refused.value) == "seats_of_edition"


def test_a_person_has_one_seat_of_an_edition():
    course = edition(seats=3)
    item = enrolled(course, 1).items.get()
    other = Participant.objects.create(item=item, position=2, first_name="A", last_name="B", document_type="CE",
                                       document_number="123456", email="a@prueba.example")  # fmt: skip
    with pytest.raises(IntegrityError, match="uq_seat_of_a_person"), transaction.atomic():
        Seat.objects.create(edition=course, item=item, participant=other, document="CC 1000001", state=TAKEN)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_the_last_seat_at_once_one_gets_it():
    course, crowd = edition(seats=2), 6
    users = [laboratory_user() for _ in range(crowd)]
    together = Barrier(crowd, timeout=60)

    def enrol(number: int) -> str:
        together.wait()
        try:
            enrolled(course, number, user=users[number], may_wait=False)
        except NotEnrolledError as lost:
            return str(lost)
        else:
            return "got it"
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        got = Counter(pool.map(enrol, range(crowd)))
    assert got == {"got it": 2, "No quedan cupos: puede entrar en la lista de espera (turno 1).": 4}
    assert Seat.objects.filter(state=TAKEN).count() == ServiceRequest.objects.count() == 2
