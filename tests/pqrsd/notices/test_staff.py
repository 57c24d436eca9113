"""What the staff is told: a case assigned, a file infected."""

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import resolve

from expedientes.acts.assignment import assign
from expedientes.acts.steps import add_step
from expedientes.models import Paso
from ground.documents.signals import infected
from ground.mails.models import Mail
from inm_portal import staff_groups
from pqrsd.models import Pqrsd
from tests.factories import laboratory_user
from tests.outbox import deliver
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.requests_oec.posting import filed
from tests.staff import staff_user

pytestmark = pytest.mark.django_db


def test_whoever_is_assigned_a_case_finds_it_by_its_address_in_the_desk(officer):
    case = petition()
    Mail.objects.all().delete()
    boss = staff_user(staff_groups.PETITIONS_HEAD)
    assign(Pqrsd, pk=case.pk, version=None, assignee=officer, by=boss, text="Por favor, hoy.")
    (message,) = deliver()
    assert message.to == [officer.email]
    assert "Por favor, hoy." in message.body
    address = re.search(rf"{settings.PORTAL_BASE_URL}(/pqrsd/gestion/\S+)", message.body)[1]
    assert resolve(address).kwargs == {"number": case.radicado.number}


def test_infected_file_is_told_to_the_staff_and_to_whoever_handed_it_over(officer):
    file = document("virus.pdf")
    case = petition(documents=(file,))
    Mail.objects.all().delete()
    for _ in range(2):
        infected.send(sender=type(file), document=file)
    told = {message.to[0]: message.body for message in deliver()}
    assert set(told) == {officer.email, PETITIONER["email"]}
    assert all("virus.pdf" in body for body in told.values())
    assert "/pqrsd/gestion/" in told[officer.email]
    assert "/pqrsd/gestion/" not in told[PETITIONER["email"]]
    assert case.radicado.number in told[PETITIONER["email"]]


def test_infected_file_of_a_case_that_is_no_petition_is_told_to_nobody_here():
    file = document("virus.pdf")
    case = filed(laboratory_user())
    with transaction.atomic():
        add_step(case, Paso.Kind.NOTED, documents=[file])
    Mail.objects.all().delete()
    infected.send(sender=type(file), document=file)
    assert not Mail.objects.exists()


def test_infected_file_of_nobodys_petition_is_told_to_nobody():
    infected.send(sender=object, document=document())
    assert not Mail.objects.exists()
