"""Requests on which a laboratory works, as its people do it."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from expedientes.attachments import ATTACHMENTS
from ground.documents.models import Document, FileDraft
from services.acts.delivery import deliver, give_back, to_return
from services.acts.reception import Read, receive, to_receive
from services.acts.scheduling import schedule
from services.acts.works import certify, finish, start, to_certify, to_finish, to_start
from services.bookings import first_day_free, unbooked
from services.kinds import State
from services.models import Reception, ServiceRequest
from tests.pqrsd.petitions import document
from tests.services.payments import paid_online
from tests.services.requests import again, facts
from tests.services.test_dcc import CERTIFICATE

GOOD = Reception.Condition.GOOD


def scheduled(case: ServiceRequest, by: User, *, on: date | None = None, days: int = 1) -> ServiceRequest:
    """Each laboratory on its first free day; paid first, if nobody did."""
    if case.state not in {State.PAID, State.OWED}:
        case = paid_online(case, by)
    for laboratory in unbooked(case):
        day = on or first_day_free(laboratory, days)
        schedule(**facts(case, by), laboratory=laboratory, begins_on=day, days=days, text="")
    return again(case)


def received(case: ServiceRequest, by: User) -> ServiceRequest:
    read = {item.pk: Read(item.serial, GOOD) for item in to_receive(case)}
    receive(**facts(case, by), read=read, brought_by="Mensajero", text="")
    return again(case)


def measured(case: ServiceRequest, by: User) -> ServiceRequest:
    """Begun and ended today, by somebody of its laboratory who has them."""
    today = timezone.localdate()
    start(**facts(case, by), items=to_start(case), text="")
    finish(**facts(case, by), items=to_finish(case), began_on=today, ended_on=today, text="")
    return again(case)


def certified(
    case: ServiceRequest, by: User, number: str = "INM-1", *, reason: str = "", dcc: bytes | None = None
) -> ServiceRequest:
    item = to_certify(case)[0]
    certify(
        **facts(case, by), item=item, number=number, issued_on=timezone.localdate(), place="INM", reason=reason,
        draft_id=draft_with_a_file(f"{number}.pdf"), dcc=dcc,
    )  # fmt: skip
    return again(case)


def draft_with_a_file(name: str) -> UUID:
    draft = FileDraft.objects.create()
    draft.files.create(slot=ATTACHMENTS, document=document(name, f"%PDF-{name}".encode()))
    key: UUID = draft.pk
    return key


def delivered(case: ServiceRequest, by: User) -> ServiceRequest:
    deliver(**facts(case, by), text="")
    return again(case)


def given_back(case: ServiceRequest, by: User) -> ServiceRequest:
    give_back(**facts(case, by), items=to_return(case), taken_by="Ana", document="CC 1", guide="", text="")
    return again(case)


def fingerprint_of(case: ServiceRequest) -> str:
    return Document.objects.get(certificate__item__request=case).sha256


def digital(case: ServiceRequest, number: str = "INM-1", **changes: str) -> bytes:
    """A digital certificate that says what the case says."""
    today, text = timezone.localdate().isoformat(), CERTIFICATE
    said = {
        "INM-0123": number, "SN-88 213": case.items.get().serial, "Pesas S.A.S.": case.customer_name,
        "2026-11-02": today, "2026-11-03": today, "2026-11-05": today, "2026-11-09Z": today,
    }  # fmt: skip
    for old, new in (said | changes).items():
        text = text.replace(old, new)
    return text.encode()
