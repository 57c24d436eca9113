"""Requests as customers file them."""

from uuid import uuid4

from accounts.models import User
from services.filing import AskedItem, Submission, file_request
from services.kinds import Service
from services.models import Laboratory, ServiceRequest
from services.price import AskedLine
from tariffs.pricing.quote import Customer
from tests.factories import laboratory_user

CONTACT = {"contact_name": "Lina Prueba", "contact_email": "lina@prueba.example", "contact_phone": "3000000000"}
ITEMS = {
    Service.CALIBRATION: ("Balanza analítica", "CAL-216"),
    Service.TRAINING: ("Curso de balanzas", "CAP-012"),
    Service.ASSISTANCE: ("Asesoría en masa", "AT-002"),
    Service.PROFICIENCY_TEST: ("Ronda de balanzas", "EA-020"),
    Service.REFERENCE_MATERIAL: ("Solución de pH", "MRC-002"),
}


def asked(service: Service = Service.CALIBRATION, *, quantity: int = 1, **facts) -> AskedItem:
    """An item of the service with its usual rate; `facts` are fields of Item."""
    name, code = ITEMS[service]
    line = AskedLine(code, quantity)
    return AskedItem({"name": name} | facts, (line,))


def filed(
    service: Service = Service.CALIBRATION, *, user: User | None = None, customer: Customer | None = None, **facts
) -> ServiceRequest:
    """A filed request; `facts` are of the Submission. Needs the published tariff and who receives what is filed."""
    submission = {
        "submission_id": uuid4(),
        "service": service,
        "user": user or laboratory_user(),
        "contact": CONTACT,
        "customer": customer or Customer(),
        "items": (asked(service),),
    }
    return file_request(Submission(**submission | facts))


def staffed(name: str, *members: User) -> Laboratory:
    """A laboratory with its people."""
    found = Laboratory.objects.get(name=name)
    found.members.set(members)
    return found
