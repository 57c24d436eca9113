"""Courses to come, as anybody sees them, and enrolling in one from its page."""

import pytest
from django.urls import reverse

from ground.webforms import opened_pages
from services.kinds import SeatState, Service
from services.models import ServiceRequest
from tests.factories import laboratory_user
from tests.pqrsd.form_answers import text_of
from tests.services.courses import edition, enrolled, states
from tests.services.test_request_page import COMMON, page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]
ANA = "CC; 1032456789; Ana María; Peña Ñáñez; ana@prueba.example"
BEN = "CC; 1032456780; Benito; Güiza; benito@prueba.example"
URL = page_of(Service.TRAINING)


def answers(chosen, *people: str, action: str = "review", **facts: str) -> dict[str, str]:
    item = {"course": str(chosen.pk), "people": "\n".join(people or (ANA,))} | facts
    typed = {f"item1-{name}": value for name, value in item.items()}
    return COMMON | typed | {"action": action, "draft": opened_pages.begin().token}


@pytest.fixture
def customer(client):
    client.force_login(laboratory_user())
    return client


def test_the_editions_in_which_one_enrols_are_public(client, customer):
    course = edition(seats=3)
    edition(name="Borrador", opens_on=None)
    enrolled(course, 1)
    told = text_of(client.get(reverse("services:editions")))
    assert "Instrumentos de pesaje" in told
    assert "Borrador" not in told
    assert "2 de 3" in told
    assert "$ 1.467.900 por participante (CAP-012)" in told
    link = f"{URL}?edicion={course.pk}"
    assert f'href="{link}"' in told
    assert "checked" in customer.get(link).text


def test_without_editions_it_says_so_and_a_course_is_still_asked(client, customer):
    assert "No hay cursos con inscripciones abiertas" in text_of(client.get(reverse("services:editions")))
    assert "Curso y edición" not in text_of(customer.get(URL))


def test_one_enrols_and_the_review_says_who_has_a_seat(customer):
    course = edition(seats=2)
    enrolled(course, 1)
    posted = answers(course, ANA, BEN, if_full="los_que_quepan")
    review = text_of(customer.post(URL, posted))
    assert "1 con cupo; 1 en lista de espera" in review
    assert "$ 1.467.900" in review
    filed = customer.post(URL, posted | {"action": "file"}, follow=True)
    case = ServiceRequest.objects.latest("pk")
    assert states(case) == [SeatState.TAKEN, SeatState.WAITING]
    assert case.radicado.number in text_of(filed)
    assert "En lista de espera: turno 1." in text_of(filed)


WRONG = [
    ({"course": ""}, "Elija una edición."),
    ({"course": "999"}, "Elija una edición."),
    ({"people": ""}, "Escriba al menos un participante."),
    ({"people": f"{ANA}\n{BEN}"}, "Diga qué hacemos si no hay cupo para todos."),
    ({"people": f"{ANA}\n{BEN}\nCE;123456;C;D;c@x.example", "if_full": "todos"}, "Pida de 1 a 2 cupos."),
    ({"supports": "Intérprete de lengua de señas"}, "Autorice el uso de ese dato, o borre los apoyos."),
    ({"course": "otra", "name": "Balanzas", "place": "sitio"}, "Confirme que dispone de los equipos"),
]


@pytest.mark.parametrize(("facts", "said"), WRONG)
def test_what_is_wrong_is_told(customer, facts, said):
    posted = answers(edition(seats=2), **facts)
    if facts.get("place"):
        posted |= {
            "place-where": "sitio", "place-country": "CO", "place-department": "05", "place-municipality": "05001",
            "place-address": "Calle de Prueba 1",
        }  # fmt: skip
    page = customer.post(URL, posted)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not ServiceRequest.objects.exists()


def test_whoever_loses_the_last_seat_enters_the_list_with_one_press(customer):
    course = edition(seats=1)
    posted = answers(course)
    assert "1 con cupo" in text_of(customer.post(URL, posted))
    enrolled(course, 1)
    lost = customer.post(URL, posted | {"action": "file"})
    assert lost.status_code == 422
    assert "No quedan cupos: puede entrar en la lista de espera (turno 1)." in text_of(lost)
    assert 'name="item1-may_wait"' in lost.text
    del posted["action"]
    review = customer.post(URL, posted | {"item1-may_wait": "on"})
    assert "1 en lista de espera" in text_of(review)
    customer.post(URL, posted | {"item1-may_wait": "on", "action": "file"})
    assert states(ServiceRequest.objects.latest("pk")) == [SeatState.WAITING]


def test_an_edition_that_closed_while_the_page_was_open_says_since_when(customer):
    course = edition()
    posted = answers(course)
    type(course).objects.filter(pk=course.pk).update(opens_on="2020-01-01", closes_on="2020-01-31")
    page = customer.post(URL, posted)
    assert "La inscripción cerró el 31 de enero de 2020." in text_of(page)
    assert "Diga qué curso quiere." not in text_of(page)
