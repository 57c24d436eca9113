"""Rounds of proficiency tests, and the laboratories that take part in them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from services.filing import AskedItem
from services.kinds import Evaluation, Service
from services.models import Laboratory, Measurand, Participation, Round, ServiceRequest
from services.price import AskedLine
from services.rounds import Entry
from tests.factories import laboratory_user
from tests.services.payments import paid_online
from tests.services.requests import filed

CODE = "EA-018"


def round_(*, places: int = 5, starts_in: int = 30, **facts: Any) -> Round:
    """One in which one enrols today, of one measurand; `facts` are fields of Round."""
    today, now = timezone.localdate(), timezone.now()
    told = {
        "title": "Calibración de pesas",
        "magnitude": "Masa",
        "code": CODE,
        "laboratory": Laboratory.objects.get(name="Masa"),
        "places": places,
        "minimum": 1,
        "opens_on": today,
        "closes_on": today + timedelta(days=starts_in - 5),
        "begins_on": today + timedelta(days=starts_in),
        "ends_on": today + timedelta(days=starts_in + 20),
        "results_until": now + timedelta(days=starts_in + 30),
        "evaluation": Evaluation.EN,
    }
    ended = {name: facts.pop(name) for name in ("cancelled_at", "reported_at") if name in facts}
    made = Round.objects.create(**told | facts)
    Measurand.objects.create(round=made, name="Error a 100 g", unit="mg")
    if ended:
        Round.objects.filter(pk=made.pk).update(**ended)
        made.refresh_from_db()
    return made


def entered(chosen: Round, laboratory: str = "Laboratorio Uno", *, user: User | None = None) -> ServiceRequest:
    """A request for a place of that laboratory."""
    details = {"delivery": "Calle de Prueba 1", "city": "Bogotá", "technician": "Rosa Prueba"}
    line = AskedLine(chosen.code, 1, in_round=True)
    item = AskedItem({"name": chosen.title, "details": details}, (line,), entry=Entry(chosen, laboratory))
    return filed(Service.PROFICIENCY_TEST, user=user or laboratory_user(), items=(item,))


def participant(chosen: Round, by: User, laboratory: str = "Laboratorio Uno") -> ServiceRequest:
    """One that paid, and so has a code."""
    return paid_online(entered(chosen, laboratory), by)


def place_of(case: ServiceRequest) -> Participation:
    return Participation.objects.get(item__request=case)


def code_of(case: ServiceRequest) -> str:
    code: str = place_of(case).codes.get(replaced_at=None).code
    return code
