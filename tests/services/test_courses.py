"""A course once it begins: attendance, certificates, who comes in whose place, and an edition that is not given."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from legal_calendar.stored import current_calendar
from radicados.letters import Letter
from services.acts import courses as acts
from services.acts.participants import change, change_for, move_to, stranded
from services.attendance import result_of, share
from services.course_opinions import opinion_url, summaries, summary_of
from services.kinds import EditionStage, Result, SeatState, State, Step
from services.letters.certificate import compose_certificate
from services.models import Attendance, CourseEdition, CourseOpinion, Participant, Seat
from services.notices.mail_events import CERTIFICATE, PARTICIPANT
from services.views.customer import FOLLOWING
from services.views.desk.waiting import requests_waiting
from services.waiting import list_ends_on
from services.workflow import AMEND, CHANGE_PARTICIPANT, MOVE_COURSE
from tests.pqrsd.form_answers import text_of
from tests.services.courses import edition, enrolled, person, states
from tests.services.payments import paid_online
from tests.services.requests import WORDS, again, measurer, officer, sent
from tests.services.requests import facts as as_read
from tests.staff import verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


@pytest.mark.parametrize(
    ("percent", "has_passed", "result"),
    [
        # services.md 8.3: 80 % earns it.
        (100, True, Result.PASSED),
        (80, True, Result.PASSED),
        (80, False, Result.ATTENDED),
        (79, True, Result.ABSENT),
        (0, False, Result.ABSENT),
    ],
)
def test_result_follows_from_the_attendance(percent, has_passed, result):
    assert result_of(percent, least=80, has_passed=has_passed) is result


@pytest.mark.parametrize(
    ("minutes", "present", "percent"),
    [
        ({1: 240, 2: 240}, {1: True, 2: True}, 100),
        ({1: 240, 2: 240}, {1: True, 2: False}, 50),
        ({1: 120, 2: 240}, {2: True}, 66),
        ({}, {}, 0),
    ],
)
def test_attendance_is_a_share_of_the_time(minutes, present, percent):
    assert share(minutes, present) == percent


@pytest.fixture
def begun(on):
    """An edition on its last day, whose two people have paid; somebody else has not."""
    by, laboratory = officer(), measurer(key="22" * 20)
    course = edition(seats=4)
    case = enrolled(course, 1, 2)
    case = paid_online(case, by)
    assert (case.state, case.next_on) == (State.SCHEDULED, course.days[0])
    enrolled(course, 3)
    on(course.days[-1])
    return course, case, by, laboratory


def attended(course: CourseEdition, laboratory, *rows: tuple[int, ...]) -> None:
    """In each session, the people with those numbers."""
    for session, numbers in zip(course.sessions.all(), rows, strict=True):
        documents = [f"CC {1_000_000 + number}" for number in numbers]
        present = Seat.objects.filter(document__in=documents).values_list("pk", flat=True)
        acts.record_attendance(session=session, present=set(present), by=laboratory)


def test_attendance_is_taken_closed_and_certified(begun):
    course, case, by, laboratory = begun
    attended(course, laboratory, (1, 2), (1,))
    assert again(case).state == State.IN_SERVICE
    assert again(case).steps.filter(kind=Step.STARTED).count() == 1
    assert Attendance.objects.count() == 4  # whoever has not paid takes no part
    seats = {seat.document: seat for seat in Seat.objects.filter(edition=course)}
    acts.close_attendance(edition=course, passed={seats["CC 1000001"].pk}, by=laboratory)
    course.refresh_from_db()
    assert course.current_stage is EditionStage.HELD
    assert again(case).state == State.DONE
    assert acts.certify_all(edition=course, by=by) == 1
    assert again(case).state == State.DELIVERED
    seat = Seat.objects.get(document="CC 1000001")
    assert seat.certificate.letter.document_kind == "Constancia de un curso"
    mail = Mail.objects.of(CERTIFICATE).get()
    assert (mail.recipient, mail.occasion) == ("persona1@prueba.example", str(seat.certificate_id))
    assert Seat.objects.get(document="CC 1000002").result == Result.ABSENT
    assert acts.certify_all(edition=course, by=by) == 0


def test_a_certificate_says_what_it_certifies_and_opens_no_case(begun):
    course, case, by, laboratory = begun
    attended(course, laboratory, (1, 2), (1, 2))
    seat = Seat.objects.get(document="CC 1000001")
    acts.close_attendance(edition=course, passed={seat.pk}, by=laboratory)
    seat.refresh_from_db()
    letter = compose_certificate(seat)
    assert isinstance(letter, Letter)
    assert "Persona 1 De Prueba, con documento CC 1000001, asistió y aprobó el curso «Instrumentos de pesaje»" in str(
        letter.blocks
    )
    assert "16 horas" in str(letter.blocks)
    assert "consulta" not in str(letter)
    assert Step.CERTIFIED in FOLLOWING.elsewhere


def test_an_amended_certificate_replaces_the_one_that_is_annulled(begun):
    course, case, by, laboratory = begun
    attended(course, laboratory, (1, 2), (1, 2))
    acts.close_attendance(edition=course, passed=set(), by=laboratory)
    acts.certify_all(edition=course, by=by)
    seat = Seat.objects.get(document="CC 1000001")
    older = seat.certificate.letter
    assert AMEND.refusal(again(case), timezone.localdate()) == ""
    right = {"first_name": "Ñata", "last_name": "De Prueba", "text": "Tenía mal el nombre."}
    step = acts.amend(**as_read(case, by), seat=seat, **right)
    older.refresh_from_db()
    assert older.annulled_at
    assert step.letter.number in older.annulment_reason
    assert f"Reemplaza la constancia {older.number}, que ya no vale." in str(step.letter.snapshot)
    assert "Ñata De Prueba" in str(step.letter.snapshot)
    assert Step.AMENDED in FOLLOWING.elsewhere
    assert Mail.objects.of(CERTIFICATE).filter(occasion=step.pk).exists()


def test_what_is_over_waits_for_whom_it_concerns(begun, on):
    course, case, by, laboratory = begun
    attended(course, laboratory, (1,), (1,))
    on(course.days[-1] + timedelta(days=1))
    assert "Cursos con asistencia por cerrar" in [line.words for line in requests_waiting(laboratory)]
    acts.close_attendance(edition=course, passed=set(), by=laboratory)
    assert "Cursos con asistencia por cerrar" not in [line.words for line in requests_waiting(laboratory)]
    assert "Cursos con constancias por expedir" in [line.words for line in requests_waiting(by)]


@pytest.mark.parametrize(
    ("rows", "days_before", "said"),
    [
        (((1, 2),), 0, "Falta la asistencia de Persona 1 De Prueba."),
        ((), 1, "La edición termina el "),
    ],
)
def test_it_is_closed_once_it_is_over_and_all_is_known(begun, on, rows, days_before, said):
    course, case, by, laboratory = begun
    for session, numbers in zip(course.sessions.all(), rows, strict=False):
        acts.record_attendance(session=session, present=set(numbers), by=laboratory)
    on(course.days[-1] - timedelta(days=days_before))
    with pytest.raises(ActRefusedError, match=said):
        acts.close_attendance(edition=course, passed=set(), by=laboratory)


def test_no_list_is_taken_before_its_day_nor_after_the_closing(begun, on):
    course, case, by, laboratory = begun
    on(course.days[0])
    with pytest.raises(ActRefusedError, match="La sesión es el "):
        acts.record_attendance(session=course.sessions.last(), present=set(), by=laboratory)
    on(course.days[-1])
    attended(course, laboratory, (), ())
    acts.close_attendance(edition=course, passed=set(), by=laboratory)
    with pytest.raises(ActRefusedError, match="ya se cerró"):
        attended(course, laboratory, (1,), (1,))


# --- 49 ----------------------------------------------------------------------------------------------------
def test_another_participant_comes_in_the_place_of_one():
    by, course = officer(), edition()
    case = enrolled(course, 1, 2)
    change(**sent(case), leaving="1.000.001", person=person(9))
    assert set(Seat.objects.live().values_list("document", flat=True)) == {"CC 1000009", "CC 1000002"}
    change_for(**as_read(case, by), leaving="1000009", person=person(9) | {"first_name": "Corregida"})
    assert [str(each) for each in Participant.objects.live().order_by("position")][0] == "Corregida De Prueba"
    assert Participant.objects.count() == 4
    news = Mail.objects.of(PARTICIPANT).order_by("pk").values_list("recipient", "occasion")
    assert [(recipient, occasion.split()[-1]) for recipient, occasion in news][:2] == [
        ("persona1@prueba.example", "no-viene"),
        ("persona9@prueba.example", "viene"),
    ]
    assert case.steps.filter(kind=Step.PARTICIPANT_CHANGED).get().text == (
        "En el cupo de Persona 1 De Prueba viene Persona 9 De Prueba."
    )


@pytest.mark.parametrize(
    ("leaving", "coming", "late", "said"),
    [
        ("99", 9, 0, "Nadie con el documento 99 tiene un cupo que se pueda cambiar."),
        ("1000001", 2, 0, "CC 1000002 ya tiene cupo."),
        ("1000001", 9, 1, "Los cambios se reciben hasta dos días hábiles antes."),
    ],
)
def test_who_may_not_come_is_told(on, leaving, coming, late, said):
    course = edition()
    case = enrolled(course, 1, 2)
    on(list_ends_on(course.days[0], current_calendar()) + timedelta(days=late))
    with pytest.raises(ActRefusedError, match=said):
        change(**sent(case), leaving=leaving, person=person(coming))


# --- 48 ----------------------------------------------------------------------------------------------------
def test_a_cancelled_edition_tells_everybody_and_their_cases_go_on():
    by, course, other = officer(), edition(), edition(name="Otra", seats=1)
    cases = [enrolled(course, 1), enrolled(course, 2)]
    assert acts.cancel_edition(edition=course, reason=WORDS, by=by) == 2
    course.refresh_from_db()
    assert course.current_stage is EditionStage.CANCELLED
    for case in cases:
        step = case.steps.get(kind=Step.COURSE_CANCELLED)
        assert WORDS in str(step.letter.snapshot)
        assert states(case) == [SeatState.FREED]
        assert again(case).is_open
    assert Mail.objects.of(PARTICIPANT).filter(occasion__endswith="cancelado").count() == 2
    first, second = cases
    assert MOVE_COURSE.refusal(again(first), timezone.localdate()) == ""
    move_to(**as_read(first, by), edition=other)
    assert states(first) == [SeatState.TAKEN]
    assert first.lines.live().get().quantity == 1
    assert not stranded(first).exists()
    with pytest.raises(ActRefusedError, match="Hacen falta 1 cupo y hay 0"):
        move_to(**as_read(second, by), edition=other)
    with pytest.raises(ActRefusedError, match="Esa edición se canceló"):
        acts.cancel_edition(edition=course, reason=WORDS, by=by)


def test_an_edition_that_began_is_not_cancelled(on):
    course = edition()
    on(course.days[0])
    with pytest.raises(ActRefusedError, match="La edición ya comenzó"):
        acts.cancel_edition(edition=course, reason=WORDS, by=officer())


def test_only_a_course_admits_its_acts(on):
    case = enrolled(edition(), 1)
    today = timezone.localdate()
    assert CHANGE_PARTICIPANT.refusal(again(case), today) == ""
    assert MOVE_COURSE.refusal(again(case), today) == "Esta solicitud no tiene una edición cancelada."


# --- What they thought -------------------------------------------------------------------------------------
def test_whoever_took_part_says_once_what_they_thought_and_five_are_told(begun, client):
    course, case, by, laboratory = begun
    attended(course, laboratory, (1, 2), (1, 2))
    acts.close_attendance(edition=course, passed=set(), by=laboratory)
    course.refresh_from_db()
    scores = {"contents": 5, "teaching": 4, "organisation": 3, "use": 5}
    url = opinion_url(Seat.objects.get(document="CC 1000001")).removeprefix(settings.PORTAL_BASE_URL)
    wrong = client.post(url, scores | {"use": "6"})
    assert (wrong.status_code, "Elija de 1 a 5: si le sirve para su trabajo." in text_of(wrong)) == (422, True)
    for _ in range(2):
        assert client.post(url, scores | {"comment": "Más ejercicios."}).status_code in {200, 302}
    assert "Gracias por su opinión" in text_of(client.get(url))
    assert CourseOpinion.objects.get().comment == "Más ejercicios."
    assert summary_of(course) is None
    assert summaries({course.code}) == {}
    for _ in range(4):
        CourseOpinion.objects.create(edition=course, given_on=timezone.localdate(), **dict.fromkeys(scores, 5))
    edition(name="La siguiente")
    told = "Contenidos 5.0 · Profesores 4.8 · Organización 4.6 · Utilidad para su trabajo 5.0"
    assert told.replace(".", ",") in text_of(client.get(reverse("services:editions")))
    assert summary_of(course).comments == ("Más ejercicios.",)


@pytest.mark.parametrize("token", ["x", "MQ:AAAA", "1"])
def test_nobody_guesses_the_address_of_an_opinion(client, token):
    assert client.get(reverse("services:course_opinion", args=[token])).status_code == 404


# --- Their pages -------------------------------------------------------------------------------------------
def test_the_laboratory_takes_attendance_and_the_officer_certifies_on_their_pages(begun):
    course, case, by, laboratory = begun
    theirs, officers = verified(Client(), laboratory), verified(Client(), by)
    page = reverse("services:desk_course", args=[course.pk])
    assert course.name in text_of(theirs.get(reverse("services:desk_courses")))
    assert "Persona 1 De Prueba" in text_of(theirs.get(page))
    assert "$" not in text_of(theirs.get(page)).partition("<main")[2].partition("</main")[0]
    seats = list(Seat.objects.filter(item__request=case).values_list("pk", flat=True))
    for session in course.sessions.all():
        url = reverse("services:desk_course_attendance", args=[course.pk, session.pk])
        assert "Persona 1 De Prueba" in text_of(theirs.get(url))
        assert officers.post(url, {"people": seats}).status_code == 403
        assert theirs.post(url, {"people": seats}).url == page
    url = reverse("services:desk_course_close", args=[course.pk])
    assert "asistió al 100 %" in text_of(theirs.get(url))
    assert theirs.post(url, {"people": seats[:1]}).url == page
    url = reverse("services:desk_course_certify", args=[course.pk])
    assert "Persona 1 De Prueba, CC 1000001: aprobación" in text_of(officers.get(url))
    assert theirs.post(url).status_code == 403
    assert officers.post(url).url == page
    assert again(case).state == State.DELIVERED
    assert "No hay constancias por expedir." in text_of(officers.get(url))


def test_who_is_of_another_laboratory_or_of_the_treasury_sees_no_course():
    course = edition()
    url = reverse("services:desk_course", args=[course.pk])
    other = measurer("Volumen", key="33" * 20)
    assert verified(Client(), other).get(url).status_code == 404


def test_an_edition_is_cancelled_from_its_page():
    by, course = officer(), edition()
    enrolled(course, 1)
    client, url = verified(Client(), by), reverse("services:desk_course_cancel", args=[course.pk])
    wrong = client.post(url, {"reason": ""})
    assert (wrong.status_code, "Escriba por qué no se dicta." in text_of(wrong)) == (422, True)
    assert client.post(url, {"reason": WORDS}).status_code == 302
    assert WORDS in text_of(client.get(reverse("services:desk_course", args=[course.pk])))
