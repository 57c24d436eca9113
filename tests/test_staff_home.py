"""*Mi trabajo*, the home of the staff: what waits for each, as a number and one link, and nothing of the others."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from expedientes.models import Expediente
from inm_portal.staff_groups import INTERNAL_CONTROL, OFFICER, PETITIONS_OFFICER, TARIFFS
from pqrsd.kinds import Kind
from radicados.models import LetterIssuance
from tests.factories import ProfileFactory, SignatoryFactory, UserFactory
from tests.pqrsd.desk import at_desk, due_in, officer, waiting
from tests.pqrsd.petitions import changed, petition
from tests.staff import staff_user

HOME = "/trabajo/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def waits(client: Client) -> dict[str, int]:
    rooms = client.get(HOME).context["rooms"]
    return {each.words: each.count for room in rooms for each in room.waiting}


@pytest.fixture
def cases() -> list[Expediente]:
    """Two overdue, one of them a denuncia; one that nobody completed in its time; and one in term."""
    SignatoryFactory()
    late, hidden = petition(), petition(Kind.REPORT)
    over = waiting(petition(), timezone.localdate().replace(year=timezone.localdate().year - 1))
    return [due_in(late, -3), due_in(hidden, -3), over, petition()]


def test_officer_sees_their_own_cases_by_light_and_what_nobody_answers_for(cases):
    ana = officer()
    changed(cases[0], assignee=ana)
    changed(cases[3], assignee=ana)
    assert waits(at_desk(ana)) == {
        "Míos: vencidos": 1,
        "Míos: en término": 1,
        "Sin asignar": 1,
        "De todos: sin completar en su plazo": 1,
        "De todos: vencidos": 1,
    }


def test_each_number_is_what_its_link_lists(cases):
    ana = officer()
    changed(cases[0], assignee=ana)
    client = at_desk(ana)
    rooms = client.get(HOME).context["rooms"]
    for each in (each for room in rooms for each in room.waiting):
        assert client.get(each.url).context["page"].paginator.count == each.count, each.words


def test_denuncias_wait_for_nobody_but_who_looks_after_them(cases):
    assert waits(at_desk(officer()))["De todos: vencidos"] == 1
    assert waits(at_desk(staff_user(INTERNAL_CONTROL, key="11" * 20))) == {
        "Sin asignar": 1,
        "De todos: vencidos": 1,
        "Cartas por firmar, en cola": 4,
    }
    everything = waits(at_desk(staff_user(key="22" * 20, is_superuser=True)))
    assert (everything["Sin asignar"], everything["De todos: vencidos"]) == (3, 1)
    assert everything["Cartas por firmar, en cola"] == 3


def test_letters_that_stopped_and_registrations_wait_for_who_files(cases):
    LetterIssuance.objects.filter(radicado=cases[0].radicado_id).update(parked_at=timezone.now())
    ProfileFactory()
    client = at_desk(staff_user(OFFICER))
    assert waits(client) == {
        "Registros por revisar": 1,
        "Cartas detenidas sin firmar": 1,
        "Cartas por firmar, en cola": 2,
    }
    for each in (each for room in client.get(HOME).context["rooms"] for each in room.waiting):
        assert client.get(each.url).context["cl"].result_count == each.count, each.words


@pytest.mark.parametrize("groups", [(), (TARIFFS,)])
def test_who_has_nothing_to_do_is_told_so(groups, cases):
    assert "No hay nada que espere por usted" in at_desk(staff_user(*groups)).get(HOME).text


def test_bar_of_the_desk_and_the_menu_lead_home(cases):
    client = at_desk(staff_user(PETITIONS_OFFICER))
    for page in ("/pqrsd/gestion/", "/", HOME):
        assert f'href="{HOME}"' in client.get(page).text
    client.force_login(UserFactory())
    assert f'href="{HOME}"' not in client.get("/").text


def test_queries_do_not_grow_with_the_cases(cases):
    client = at_desk(officer())
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for _ in range(3):
        petition()
    with CaptureQueriesContext(connection) as many:
        client.get(HOME)
    assert len(many) == len(few)
