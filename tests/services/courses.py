"""Editions of courses, and who enrols in them."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from services.filing import AskedItem
from services.kinds import IfFull, Service
from services.models import CourseEdition, CourseSession, Laboratory, ServiceRequest
from services.seats import Enrolment
from tests.services.requests import filed

CODE = "CAP-012"


def edition(*, seats: int = 3, starts_in: int = 30, **facts: Any) -> CourseEdition:
    """One in which one enrols today, of two days; `facts` are fields of CourseEdition."""
    today = timezone.localdate()
    first = facts.pop("first_day", None) or today + timedelta(days=starts_in)
    told = {
        "name": "Instrumentos de pesaje",
        "code": CODE,
        "laboratory": Laboratory.objects.get(name="Masa"),
        "hours": 16,
        "place": "Aula 1, sede de prueba",
        "seats": seats,
        "minimum": 1,
        "opens_on": today,
        "closes_on": max(today, first - timedelta(days=1)),
    }
    made = CourseEdition.objects.create(**told | facts)
    for day in (first, first + timedelta(days=1)):
        CourseSession.objects.create(edition=made, day=day, starts=time(8), ends=time(16))
    return made


def person(number: int) -> dict[str, str]:
    """The fields of a Participant."""
    return {
        "first_name": f"Persona {number}",
        "last_name": "De Prueba",
        "document_type": "CC",
        "document_number": f"{1_000_000 + number}",
        "email": f"persona{number}@prueba.example",
    }


def enrolled(
    course: CourseEdition,
    *numbers: int,
    user: User | None = None,
    is_whole: bool = False,
    may_wait: bool = True,
) -> ServiceRequest:
    """A request for a seat for each of those people, who wait where there is none."""
    details = {"if_full": (IfFull.ALL if is_whole else IfFull.AS_MANY).value}
    item = AskedItem(
        {"name": course.name, "details": details},
        participants=tuple(person(number) for number in numbers),
        enrolment=Enrolment(course, is_whole=is_whole, may_wait=may_wait),
    )
    return filed(Service.TRAINING, user=user, items=(item,))


def states(case: ServiceRequest) -> list[str]:
    """Of its seats, in the order of its people."""
    return list(case.items.get().seats.order_by("pk").values_list("state", flat=True))
