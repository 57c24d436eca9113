"""A desk, whichever app hands it in: who enters it, for which acts, and for the cases of which offices."""

from dataclasses import replace

import pytest
from django.utils import timezone

from expedientes.acts.assignment import assign, staff_of
from expedientes.acts.steps import Act, ActRefusedError, offered
from expedientes.desk import Desk
from expedientes.models import Dependencia
from inm_portal.staff_groups import PETITIONS_OFFICER
from pqrsd.models import Pqrsd
from pqrsd.workflow import HANDLERS, NOTE
from tests.factories import SignatoryFactory, UserFactory
from tests.pqrsd.desk import act, at_desk, case_path, listed
from tests.pqrsd.petitions import changed, petition
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

WITHOUT_RESERVE = Desk(
    app="pqrsd",
    title="Mesa",
    noun="petición",
    filer="peticionario",
    summary="pqrsd/desk/_case_summary.html",
    handle="pqrsd.handle_pqrsd",
    view="pqrsd.view_pqrsd",
)


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user(PETITIONS_OFFICER)


def test_desk_without_reserved_cases_gives_them_to_nobody():
    officer = staff_user(PETITIONS_OFFICER)
    superuser = UserFactory(is_staff=True, is_superuser=True)
    assert WITHOUT_RESERVE.handlers(is_reserved=False) == [officer]
    assert WITHOUT_RESERVE.handlers(is_reserved=True) == []
    assert not WITHOUT_RESERVE.handles_reserved(officer)
    assert not WITHOUT_RESERVE.handles_reserved(superuser)
    assert WITHOUT_RESERVE.admits(officer)


def test_act_that_asks_a_permission_is_offered_only_to_who_handles_the_case_and_has_it(officer):
    case, today = petition(), timezone.localdate()
    asks = {name: replace(NOTE, permission=f"pqrsd.{name}") for name in ("view_pqrsd", "supervise_pqrsd")}
    assert offered(asks.values(), case, today, to=officer) == [asks["view_pqrsd"]]
    assert offered([NOTE, *asks.values()], case, today, to=UserFactory(is_staff=True)) == []
    assert offered(asks.values(), case, today) == list(asks.values())


def test_page_of_an_act_that_is_not_for_them_is_refused_to_who_handles_the_case(officer, monkeypatch):
    case, desk = petition(), at_desk(officer)
    monkeypatch.setattr(Act, "is_for", lambda *facts: False)
    for name in ("nota", "responder"):
        assert desk.get(case_path(case, f"{name}/")).status_code == 403
        assert act(desk, case, name, text="Palabras.").status_code == 403
    assert case.steps.count() == 1
    assert desk.get(case_path(case)).context["acts"] == []


def test_desk_of_some_offices_has_the_cases_of_those_alone(officer, monkeypatch):
    far, near = petition(subject="Lejos"), petition(subject="Cerca")
    office = Dependencia.objects.exclude(pk=far.office_id).filter(is_internal_control=False).first()
    changed(near, office=office)
    monkeypatch.setattr(Pqrsd, "desk", replace(Pqrsd.desk, offices=lambda user: {office.pk}))
    desk = at_desk(officer)
    assert listed(desk) == ["Cerca"]
    assert desk.get(case_path(near, "nota/")).status_code == 200
    assert [desk.get(case_path(far, page)).status_code for page in ("", "nota/")] == [404, 404]
    assert (staff_of(near), staff_of(far)) == ([officer], [])
    assert offered(HANDLERS, far, timezone.localdate(), to=officer) == []
    with pytest.raises(ActRefusedError, match="no puede atender este caso"):
        assign(Pqrsd, pk=far.pk, version=far.version, assignee=officer, by=officer)
