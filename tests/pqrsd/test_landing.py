"""What PQRSD are, said to whoever has never presented one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from expedientes.models import Dependencia
from pqrsd.kinds import Kind
from pqrsd.models import Termino
from pqrsd.views.landing import explained_kinds
from tests.factories import person_user
from tests.pqrsd.terms import CPACA

pytestmark = pytest.mark.django_db

PAGE = "/pqrsd/"


@pytest.fixture
def landing(client, reference_data) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def terms_on(day: date) -> dict[str, int]:
    return {each.kind: each.termino.days for _, kinds in explained_kinds(day) for each in kinds if each.termino}


def test_every_kind_is_explained_with_its_door(landing):
    for kind in Kind:
        assert kind.label in landing
        assert f"/pqrsd/radicar/?clase={kind.value}" in landing


@pytest.mark.parametrize(
    ("day", "kind", "days"),
    [
        (date(2020, 3, 27), "informacion", 10),  # CPACA, art. 14, num. 1
        (date(2020, 3, 28), "informacion", 20),  # Decreto Legislativo 491 de 2020, art. 5
        (date(2022, 5, 17), "consulta", 35),
        (date(2022, 5, 18), "consulta", 30),  # Ley 2207 de 2022
        (date(2026, 1, 1), "habeas_reclamo", 15),  # Ley 1581 de 2012, art. 15
        (date(2026, 1, 1), "congreso", 5),  # Ley 5 de 1992, art. 258
    ],
)
def test_the_term_said_is_the_one_in_force(reference_data, day, kind, days):
    assert terms_on(day)[kind] == days


def test_a_new_term_is_said_without_touching_the_code(client, reference_data):
    Termino.objects.create(kind="queja", valid_from="2026-01-02", days=7, norm="Ley de prueba, art. 1", **CPACA)
    page = client.get(PAGE).content.decode()
    assert "<b>7</b> días hábiles" in page
    assert "Ley de prueba, art. 1" in page


def test_it_says_where_each_goes(landing):
    assert "Atención al Ciudadano" in landing
    assert "Control Interno Disciplinario, y nadie más la ve" in landing


def test_it_opens_without_terms_or_offices(client, db):
    Termino.objects.all().delete()
    Dependencia.objects.all().delete()
    assert client.get(PAGE).status_code == 200


def test_it_says_that_it_is_free_and_links_to_what_else_there_is(landing, settings):
    assert "Es gratis, no necesita abogado" in landing
    for address in ("/pqrsd/consulta/", "/pqrsd/plazos/", "/pqrsd/informes/", "/cuenta/datos-personales/"):
        assert f'href="{address}"' in landing
    assert settings.PQRSD_RESERVED_IDENTITY_URL in landing


def test_the_telephone_for_verbal_petitions_is_said_when_it_is_known(client, reference_data, settings):
    settings.ENTITY = settings.ENTITY | {"phone": "601 254 2222", "address": "Avenida de Prueba 1"}
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "Llame al 601 254 2222 o acérquese a Avenida de Prueba 1" in page


def test_it_costs_the_same_queries_however_many_terms_there_are(client, reference_data):
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    Termino.objects.bulk_create(
        Termino(kind="queja", valid_from=date(1990, 1, day), days=15, norm="Ley", **CPACA) for day in range(1, 29)
    )
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(few) == len(many)


def test_whoever_is_logged_in_is_not_asked_to_log_in(client, reference_data):
    client.force_login(person_user())
    assert "Ingresar y presentarla" not in client.get(PAGE).content.decode()
