"""A case that was filed without a term, and the day that it is promised."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from expedientes.acts.assignment import give_term
from expedientes.acts.steps import ActRefusedError, StaleError, close
from expedientes.lights import Light, Lights
from expedientes.models import Dependencia, Expediente
from expedientes.views.desk import QueueRow
from ground.audit.models import Entry
from requests_oec.models import OecCase, Outcome
from tests.factories import SignatoryFactory, laboratory_user
from tests.pqrsd.following import ask_to_complete
from tests.pqrsd.petitions import petition
from tests.requests_oec.posting import filed
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

REASON = "Se aceptó la cotización."


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user()


@pytest.fixture
def case(officer) -> OecCase:
    """One that an office looks after."""
    pk = filed(laboratory_user()).pk
    OecCase.objects.filter(pk=pk).update(office=Dependencia.objects.first(), version=2)
    return OecCase.objects.get(pk=pk)


def promise(case: Expediente, officer, **facts) -> OecCase:
    read = {"pk": case.pk, "version": case.version, "due_on": timezone.localdate() + timedelta(days=30)}
    return give_term(type(case), **read | facts, reason=REASON, by=officer)


def test_case_without_a_term_is_promised_a_day(case, officer):
    today = timezone.localdate()
    given = OecCase.objects.get(pk=promise(case, officer).pk)
    dates = given.effective_on, given.initial_due_on, given.due_on
    assert dates == (today, today + timedelta(days=30), today + timedelta(days=30))
    step = given.steps.last()
    assert (step.kind, step.text, step.by) == ("term_given", REASON, officer)
    assert step.data == {"due_on": given.due_on.isoformat()}
    assert (step.is_internal, step.is_told, given.version) == (False, True, case.version + 1)
    told = Entry.objects.filter(subject_id=str(case.pk), actor_id=officer.pk)
    assert told.latest("pk").detail["what"] == "give_term"


def test_day_is_promised_once_from_today_on_and_to_who_has_read_the_case(case, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ActRefusedError, match="anterior a hoy"):
        promise(case, officer, due_on=yesterday)
    with pytest.raises(StaleError):
        promise(case, officer, version=case.version - 1)
    given = promise(case, officer)
    with pytest.raises(ActRefusedError, match="ya tiene un término"):
        promise(given, officer)


def test_no_day_is_promised_without_an_office_nor_once_it_is_closed(case, officer):
    with pytest.raises(ActRefusedError, match="asígnele antes una"):
        promise(OecCase.objects.get(pk=filed(laboratory_user()).pk), officer)
    close(case, Outcome.ISSUED)
    case.version += 1
    case.save()
    with pytest.raises(ActRefusedError, match="está cerrado"):
        promise(case, officer)


def test_law_decides_the_day_of_a_petition(officer):
    with pytest.raises(ActRefusedError, match="ya tiene un término"):
        promise(petition(), officer)


def test_term_that_began_begins_at_no_other_day(case, officer):
    promise(case, officer)
    whole = {"effective_on": date(2026, 1, 2), "version": case.version + 2}
    with pytest.raises(IntegrityError, match="no se puede modificar"), transaction.atomic():
        OecCase.objects.filter(pk=case.pk).update(**whole)


def test_light_of_a_case_without_a_term_is_not_that_of_a_stopped_one(case, officer):
    stopped, lights = ask_to_complete(petition()), Lights.now()
    assert (lights.of(stopped), lights.in_words(stopped)) == (Light.STOPPED, "El término está detenido")
    assert (lights.of(case), lights.in_words(case)) == (Light.WITHOUT_TERM, "No tiene término")
    for light, found in ((Light.STOPPED, stopped), (Light.WITHOUT_TERM, case)):
        assert [each.pk for each in Expediente.objects.filter(lights.condition(light))] == [found.pk]
    shown = render_to_string("expedientes/desk/_days.html", {"row": QueueRow.of(case, lights)})
    assert "No tiene término" in shown
    assert lights.of(promise(case, officer)) == Light.IN_TERM
