"""Requests as customers file them."""

from uuid import uuid4

from django.test import Client, RequestFactory

from accounts.models import User
from expedientes.models import Paso
from inm_portal.staff_groups import LABORATORY, SERVICES_OFFICER
from services.acts.answers import accept, in_force
from services.acts.quoting import quote
from services.acts.review import check, give_opinion
from services.filing import AskedItem, Submission, file_request
from services.kinds import Service, State
from services.models import Laboratory, ServiceRequest
from services.opinions import Verdict, owing
from services.price import AskedLine
from tariffs.pricing.quote import Customer
from tests.factories import laboratory_user
from tests.staff import staff_user, verified

CONTACT = {"contact_name": "Lina Prueba", "contact_email": "lina@prueba.example", "contact_phone": "3000000000"}
ITEMS = {
    Service.CALIBRATION: ("Pesa de 1 kg", "CAL-201"),
    Service.TRAINING: ("Curso de balanzas", "CAP-012"),
    Service.ASSISTANCE: ("Asesoría en masa", "AT-002"),
    Service.PROFICIENCY_TEST: ("Ronda de balanzas", "EA-020"),
    Service.REFERENCE_MATERIAL: ("Solución de pH", "MRC-002"),
}


def asked(service: Service = Service.CALIBRATION, *, quantity: int = 1, **facts) -> AskedItem:
    """An item of the service with its usual rate; `facts` are fields of Item."""
    name, code = ITEMS[service]
    is_on_site = bool(facts.get("is_on_site"))
    if is_on_site and service is Service.CALIBRATION:
        name, code = "Balanza analítica", "CAL-216"
    line = AskedLine(code, quantity, None, is_on_site)
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


# --- What happens to them ----------------------------------------------------------------------------------
WORDS = "Por estas razones, que se explican con calma."


def officer(**flags) -> User:
    return staff_user(SERVICES_OFFICER, **flags)


def measurer(name: str = "Masa", **flags) -> User:
    """Somebody who measures in that laboratory."""
    user = staff_user(LABORATORY, **flags)
    Laboratory.objects.get(name=name).members.add(user)
    return user


def again(case: ServiceRequest) -> ServiceRequest:
    """As it is stored by now."""
    return ServiceRequest.objects.with_number().get(pk=case.pk)


def facts(case: ServiceRequest, by: User) -> dict:
    """What the verbs of the staff take of a page that was read just now."""
    return {"pk": case.pk, "version": again(case).version, "by": by}


def sent(case: ServiceRequest, *, user: User | None = None) -> dict:
    """What those of the customer take."""
    request = RequestFactory().post("/")
    request.user = user or case.user
    return {"pk": case.pk, "submission": uuid4(), "request": request}


def opined(case: ServiceRequest, by: User, verdict: Verdict = Verdict.CAN) -> Paso:
    verdicts = {line.pk: verdict for line in case.lines.live().filter(laboratory__members=by)}
    return give_opinion(**facts(case, by), verdicts=verdicts, lead_days=5, text=WORDS)


def checked(case: ServiceRequest, by: User, **answers) -> ServiceRequest:
    """With what each laboratory thinks."""
    for laboratory in owing(case):
        one = laboratory.members.first() or measurer(laboratory.name, key="44" * 20)
        opined(case, one)
    check(**facts(case, by), **answers)
    return again(case)


def quoted(case: ServiceRequest, by: User, *, travel: dict[str, int] | None = None) -> ServiceRequest:
    if case.state == State.FILED:
        checked(case, by)
    quote(**facts(case, by), travel=travel or {}, text="")
    return again(case)


def accepted(case: ServiceRequest, by: User) -> ServiceRequest:
    case = quoted(case, by)
    accept(**sent(case), read=in_force(case).content_sha256)
    return again(case)


def at_desk(user) -> Client:
    return verified(Client(), user)
