"""A request becomes a radicado, and opens a case."""

from uuid import uuid4

import pytest

from expedientes.models import Paso
from services.filing import AskedItem
from services.kinds import Service, State
from services.models import ServiceRequest
from tests.factories import laboratory_user
from tests.services.requests import asked, filed

LABORATORIES = [
    "Masa", "Capacitación y asistencia técnica", "Capacitación y asistencia técnica", "Ensayos de aptitud",
    "Química y biomedicina",
]  # fmt: skip
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("service", list(Service))
def test_every_service_is_filed_with_its_letter(ready, service):
    case = filed(service)
    assert case.state == State.FILED
    assert case.kind == service
    assert [(line.code, line.quantity) for line in case.lines.all()] == [(asked(service).lines[0].code, 1)]
    assert case.steps.get().kind == Paso.Kind.FILED
    rows = next(block for block in case.radicado.snapshot["blocks"] if block["block"] == "table")["rows"]
    assert rows[0][1] == asked(service).lines[0].code


def test_the_same_page_files_once(ready):
    key, user = uuid4(), laboratory_user()
    first, second = (filed(user=user, submission_id=key) for _ in range(2))
    assert first == second
    assert ServiceRequest.objects.count() == 1


def test_a_line_is_of_the_laboratory_that_renders_it(ready):
    assert [filed(service).lines.get().laboratory.name for service in Service] == LABORATORIES


def test_without_lines_the_institute_says_which(ready):
    case = filed(items=(AskedItem({"name": "Algo raro"}),))
    assert not case.lines.exists()
    rows = next(block for block in case.radicado.snapshot["blocks"] if block["block"] == "table")["rows"]
    assert [list(row) for row in rows] == [["Algo raro", "", "Por definir con el INM", ""]]
