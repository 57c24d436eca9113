"""30, 32 to 34: the service itself, and its certificates (ISO/IEC 17025, 7.8)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, add_step, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.languages import Words
from ground.mails.queue import owe
from services.acts.reception import holder_of, set_state
from services.acts.refusals import DIFFERENCE_WAITS, only_in, suspended_refusal
from services.acts.scheduling import move_waiting, went_to_another_year
from services.dcc.comparing import CaseFacts, differences
from services.dcc.schema import admitted
from services.dcc.tree import RefusedError
from services.facts import settle
from services.kinds import BROUGHT, ItemState, Service, State, Step
from services.ledger import proposals, to_pay
from services.models import Certificate, Item, Laboratory, Performance, ServiceRequest
from services.notices.mail_events import MESSAGE
from services.repricing import in_another_year

CERTIFIABLE = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE, State.DELIVERED})
STARTABLE = frozenset({State.SCHEDULED, State.RECEIVED})
WORKED_ON = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})
# Of the others nothing is certified: what was done is delivered.
CERTIFIED = frozenset({Service.CALIBRATION})


# --- 30: it begins -----------------------------------------------------------------------------------------
def to_start(case: ServiceRequest, by: User | None = None) -> list[Item]:
    """Those that may be begun with: what comes to the Institute is there, and what is not brought has its day."""
    if case.service is Service.REFERENCE_MATERIAL:
        return []  # it leaves as it is
    items = _within(case.items.by_appointment().order_by("position"), by)
    is_brought = case.service in BROUGHT
    here = [item for item in items if item.state == ItemState.RECEIVED]
    there = [item for item in items if item.state == ItemState.EXPECTED and (item.is_on_site or not is_brought)]
    return here + there


def starting_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(STARTABLE)(case, today):
        return refused
    if waits := suspended_refusal(case, today) or _difference_due(case, today):
        return waits
    if to_start(case):
        return ""
    if case.service is Service.REFERENCE_MATERIAL:
        return "Los materiales de referencia se despachan."
    missing = [str(item) for item in case.items.by_appointment().filter(state=ItemState.EXPECTED)]
    return f"Falta recibir {', '.join(missing)}." if missing else "Ya se comenzó con todo."


def _difference_due(case: ServiceRequest, today: date) -> str:
    """The rates of a service that moved to another year are those of the day on which it is rendered (art. 8 par.)."""
    if proposals(case):
        return DIFFERENCE_WAITS
    if move_waiting(case) and to_pay(case) and not case.contract:
        return "Falta que se pague la diferencia de tarifa (artículo 8, parágrafo)."
    if not went_to_another_year(case):
        return ""
    try:
        changed = in_another_year(case, on=today)
    except ActRefusedError as refused:
        return str(refused)
    since = changed[0].edition.valid_from if changed else None
    return f"Desde el {since:%d/%m/%Y} rige otra tarifa: primero la diferencia." if since else ""


@transaction.atomic(durable=True)
def start(*, pk: int, version: int, items: Sequence[Item], text: str, by: User, request=None) -> Paso:
    """Of items of the laboratories in which the person works. Raises ActRefusedError and StaleError."""
    case = locked_for(starting_refusal, ServiceRequest, pk, version=version)
    own = [item for item in to_start(case, by) if item in items]
    if not own:
        raise ActRefusedError("Escoja ítems de su laboratorio que no se hayan comenzado.")
    for item in own:
        held = holder_of(item)
        if held and held.holder_id != by.pk:
            raise ActRefusedError(f"{item} está en custodia de {held}: recíbalo primero.")
        set_state(item, ItemState.IN_SERVICE)
    step = add_step(case, Step.STARTED, by=by, text=text or _named(own))
    return _done(case, step, by, request)


# --- 32: it ends -------------------------------------------------------------------------------------------
def to_finish(case: ServiceRequest, by: User | None = None) -> list[Item]:
    return list(_within(case.items.by_appointment().filter(state=ItemState.IN_SERVICE).order_by("position"), by))


def _within(items: QuerySet[Item], by: User | None) -> QuerySet[Item]:
    """Those of the laboratories in which somebody works, and of none."""
    if by is None:
        return items
    own = Q(lines__laboratory__in=Laboratory.objects.of(by)) | Q(lines__laboratory=None)
    return items.filter(own, lines__dropped_by=None).distinct()


def finishing_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(WORKED_ON)(case, today) or suspended_refusal(case, today):
        return refused
    return "" if to_finish(case) else "No se ha comenzado con nada."


@transaction.atomic(durable=True)
def finish(
    *, pk: int, version: int, items: Sequence[Item], began_on: date, ended_on: date, text: str, by: User, request=None
) -> Paso:
    """Raises ActRefusedError and StaleError."""
    case = locked_for(finishing_refusal, ServiceRequest, pk, version=version)
    own = [item for item in to_finish(case, by) if item in items]
    if not own:
        raise ActRefusedError("Escoja ítems de su laboratorio con los que se comenzó.")
    if began_on > ended_on:
        raise ActRefusedError("No termina antes de comenzar.")
    for item in own:
        Performance.objects.create(item=item, began_on=began_on, ended_on=ended_on, by=by, conditions=text)
        set_state(item, ItemState.DONE if case.service in CERTIFIED else ItemState.CERTIFIED)
    step = add_step(case, Step.FINISHED, by=by, text=_named(own))
    return _done(case, step, by, request)


# --- 33 and 34: certificates -------------------------------------------------------------------------------
def to_certify(case: ServiceRequest, by: User | None = None) -> list[Item]:
    """Those that were measured; one that has a certificate gets a revision of it."""
    states = (ItemState.DONE, ItemState.CERTIFIED, ItemState.DELIVERED, ItemState.RETURNED)
    measured = case.items.filter(performance__isnull=False, state__in=states, seats=None)
    return list(_within(measured.order_by("position"), by)) if case.service in CERTIFIED else []


def certifying_refusal(case: ServiceRequest, today: date) -> Words:
    return only_in(CERTIFIABLE)(case, today) or ("" if to_certify(case) else "Falta registrar mediciones.")


@transaction.atomic(durable=True)
def certify(
    *,
    pk: int,
    version: int,
    item: Item,
    number: str,
    issued_on: date,
    place: str,
    reason: str,
    draft_id: UUID | None,
    dcc: bytes | None = None,
    by: User,
    request=None,
) -> Paso:
    """Register a certificate, which the customer reads once it is delivered; `reason` says what changed in a revision.
    Raises ActRefusedError and StaleError."""
    case = locked_for(certifying_refusal, ServiceRequest, pk, version=version)
    measured = next((each for each in to_certify(case, by) if each.pk == item.pk), None)
    if measured is None:
        raise ActRefusedError(f"Falta registrar mediciones de {item}.")
    if known := Certificate.objects.filter(number=number).first():
        raise ActRefusedError(f"El número {known.number} ya existe.")
    if issued_on < measured.performance.ended_on or issued_on > timezone.localdate():
        raise ActRefusedError("Se expide desde que terminan las mediciones, y no después de hoy.")
    older = measured.certificates.filter(replaced_by=None).first()
    if older and not reason:
        raise ActRefusedError(f"Ya tiene el certificado {older}. Explique qué cambió.")
    if dcc:
        _judge(dcc, case, measured, number)
    documents = handed_over(draft_id)[ATTACHMENTS]
    if len(documents) != 1 or documents[0].content_type != documents[0].ContentType.PDF:
        raise ActRefusedError("Adjunte el certificado, un PDF y nada más.")
    told = f"{measured}: certificado {number}{f', que reemplaza el {older}' if older else ''}. {reason}".strip()
    step = add_step(case, Step.CERTIFICATE_REGISTERED, by=by, text=told)
    Certificate.objects.create(
        item=measured, number=number, issued_on=issued_on, place=place, document=documents[0], step=step, signed_by=by,
        replaces=older, reason=reason, dcc=dcc,
    )  # fmt: skip
    if measured.state == ItemState.DONE:
        set_state(measured, ItemState.CERTIFIED)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}", number=number)
    return step


def _judge(dcc: bytes, case: ServiceRequest, item: Item, number: str) -> None:
    """What a digital certificate says is what the case says; raises ActRefusedError with the differences by name."""
    reception = getattr(item, "reception", None)
    facts = CaseFacts(
        number=number,
        serial=reception.serial_read if reception else item.serial,
        customer=case.customer_name,
        received_on=timezone.localdate(reception.step.at) if reception else item.performance.began_on,
        measured_from=item.performance.began_on,
        measured_to=item.performance.ended_on,
        place="customer" if item.is_on_site else "laboratory",
    )
    try:
        told = differences(admitted(dcc), facts, timezone.localdate())
    except RefusedError as refused:
        raise ActRefusedError(f"{refused}.") from refused
    if told:
        raise ActRefusedError(". ".join(told) + ".")


def _named(items: Sequence[Item]) -> str:
    return "; ".join(map(str, items))


def _done(case: ServiceRequest, step: Paso, by: User, request) -> Paso:
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step
