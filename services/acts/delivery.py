"""37 to 40: what was done is delivered and given back, and the request ends (Resolución 015 de 2020, art. 4)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.letters import done_already, record_citizen, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, close, locked, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.legal_time import long_date
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Column, Fields, Letter, Paragraph, Table
from services.acts.reception import set_state
from services.acts.refusals import only_in
from services.acts.size import AT_WORK, asks_second_proof
from services.facts import settle
from services.kinds import ItemState, Outcome, State, Step
from services.ledger import to_give_back, to_pay
from services.letters.parts import following, reference, to_customer
from services.models import Certificate, Item, ServiceRequest
from services.models.payments import written
from services.notices.mail_events import MESSAGE
from services.stock import on_their_way, presumed_on

ENDED_ITEMS = (ItemState.CERTIFIED, ItemState.DELIVERED, ItemState.EXCLUDED)
_CERTIFICATES = (Column("Ítem", 2.4), Column("Certificado", 1.4), Column("Expedido", 1), Column("SHA-256", 3.4))


# --- 37: delivery ------------------------------------------------------------------------------------------
def to_deliver(case: ServiceRequest) -> list[Certificate]:
    """Those that nobody delivered, of which no revision was registered since."""
    mine = Certificate.objects.filter(item__request=case, delivered_by=None, replaced_by=None)
    return list(mine.select_related("item", "document", "replaces").order_by("item__position"))


def delivery_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in({State.DONE, State.DELIVERED})(case, today):
        return refused
    if case.state == State.DELIVERED and not to_deliver(case):
        return "Ya se entregó."
    if asks_second_proof(case):
        return "Falta acreditar el tamaño (artículo 4) o retirar el descuento."
    found = to_pay(case)
    if found and not case.contract:
        return f"Hay un saldo de {written(found[1].owed, found[0].currency)} por pagar."
    return ""


@transaction.atomic(durable=True)
def deliver(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """With the certificates that nobody delivered. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(delivery_refusal, ServiceRequest, pk, version=version)
    certificates, letter = to_deliver(case), delivery_letter(case, text=text)
    step = write_letter(
        case, Step.DELIVERED, letter, document_kind="Entrega del servicio", by=by, text=text,
        documents=[each.document for each in certificates],
    )  # fmt: skip
    Certificate.objects.filter(pk__in=[each.pk for each in certificates]).update(delivered_by=step)
    for item in case.items.filter(state=ItemState.CERTIFIED, seats=None):
        set_state(item, ItemState.DELIVERED)
    settle(case)
    return send_letter(case, step, request=request)


def delivery_letter(case: ServiceRequest, *, text: str) -> Letter:
    certificates = to_deliver(case)
    rows = tuple(
        (str(each.item), _number(each), f"{each.issued_on:%d/%m/%Y}", each.document.sha256) for each in certificates
    )
    table: tuple[Block, ...] = (
        Table("Certificados", _CERTIFICATES, rows),
        Paragraph("Quien tenga un certificado lo comprueba con su huella SHA-256, que es la de esta carta."),
    )
    blocks = (
        Paragraph(f"El INM le entrega lo que pidió en su {reference(case)}."),
        *(table if certificates else ()),
        *paragraphs(text),
        following(opens_it=False),
    )
    return to_customer(case, f"Entrega: su solicitud {case.radicado.number}", blocks)


def _number(certificate: Certificate) -> str:
    older = certificate.replaces
    return f"{certificate.number}, reemplaza el {older.number}" if older else certificate.number


# --- 38: what goes back ------------------------------------------------------------------------------------
def to_return(case: ServiceRequest) -> list[Item]:
    """Those that are in the Institute and with which nothing more is done."""
    here = case.items.filter(reception__isnull=False, state__in=ENDED_ITEMS)
    return list(here.exclude(returned_by__isnull=False).order_by("position"))


def return_refusal(case: ServiceRequest, today: date) -> Words:
    states = AT_WORK | {State.DELIVERED}
    return only_in(states)(case, today) or ("" if to_return(case) else "No hay nada que devolver.")


@transaction.atomic(durable=True)
def give_back(
    *, pk: int, version: int, items: Sequence[Item], taken_by: str, document: str, guide: str, text: str, by: User,
    request=None,
) -> Paso:  # fmt: skip
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(return_refusal, ServiceRequest, pk, version=version)
    letter = giving_back_letter(case, items=items, taken_by=taken_by, document=document, guide=guide, text=text)
    data = {"taken_by": taken_by, "document": document, "guide": guide}
    step = write_letter(
        case, Step.ITEMS_RETURNED, letter, document_kind="Acta de devolución", by=by, text=text, data=data
    )
    for item in _returned(case, items):
        item.returned_by = step
        if item.state == ItemState.DELIVERED:
            item.state = ItemState.RETURNED
        item.save(update_fields=["returned_by", "state"])
    settle(case)
    return send_letter(case, step, request=request)


def giving_back_letter(
    case: ServiceRequest, *, items: Sequence[Item], taken_by: str, document: str, guide: str, text: str
) -> Letter:
    rows = tuple((str(item),) for item in _returned(case, items))
    facts = (("Lo recogió", taken_by), ("Documento", document), ("Guía del transportador", guide))
    blocks: tuple[Block, ...] = (
        Paragraph(f"El INM devolvió lo siguiente, de su {reference(case)}."),
        Table("Lo que se devolvió", (Column("Ítem", 1),), rows),
        Fields("Devolución", tuple((label, value) for label, value in facts if value), documents=("Documento",)),
        *paragraphs(text),
        following(opens_it=False),
    )
    return to_customer(case, f"Acta de devolución: su solicitud {case.radicado.number}", blocks)


def _returned(case: ServiceRequest, items: Sequence[Item]) -> list[Item]:
    chosen = [item for item in to_return(case) if item in items]
    if not chosen:
        raise ActRefusedError("Escoja lo que se devuelve; lo demás ya se devolvió.")
    return chosen


# --- 39: the end -------------------------------------------------------------------------------------------
def closing_refusal(case: ServiceRequest, today: date) -> Words:
    """Nothing of the customer's is in the Institute, and nobody owes anybody anything."""
    if refused := only_in({State.DELIVERED})(case, today):
        return refused
    held = case.items.filter(reception__isnull=False, returned_by=None)
    if held:
        return f"Falta devolver {', '.join(map(str, held))}."
    if refused := _goods_refusal(case):
        return refused
    if found := to_pay(case) or to_give_back(case):
        chain, balance = found
        return f"Hay un saldo de {written(balance.owed or balance.credit, chain.currency)}."
    return ""


def _goods_refusal(case: ServiceRequest) -> str:
    """What was dispatched came, and what the customer said of it was answered."""
    if going := on_their_way(case).select_related("step").first():
        last = long_date(presumed_on(going))
        return f"Falta que el cliente diga que lo recibió; se da por recibido el {last}."
    claim = case.steps.filter(kind=Step.GOODS_CLAIMED).order_by("pk").last()
    if claim and not case.steps.filter(kind=Step.ANSWERED, pk__gt=claim.pk).exists():
        return "El cliente reclamó por lo despachado: respóndale primero."
    return ""


@transaction.atomic(durable=True)
def shut_down(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """Raises ActRefusedError and StaleError."""
    case = locked_for(closing_refusal, ServiceRequest, pk, version=version)
    close(case, Outcome.CLOSED)
    step = add_step(case, Step.CLOSED, by=by, text=text)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


# --- 40: what the customer thinks --------------------------------------------------------------------------
def rating_refusal(case: ServiceRequest, today: date) -> Words:
    if State(case.state) not in {State.DELIVERED, State.CLOSED}:
        return _("Califique el servicio cuando se le entregue.")
    return _("Ya calificó este servicio.") if case.steps.filter(kind=Step.RATED).exists() else ""


@transaction.atomic(durable=True)
def rate(*, pk: int, submission: UUID, score: int, text: str, request) -> Paso:
    """From 1 to 5, once. Raises ActRefusedError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(rating_refusal, ServiceRequest, pk)
    step = add_step(case, Step.RATED, text=text, data={"submission": str(submission), "score": score})
    record_citizen(case, request, what=Step.RATED)
    settle(case)
    return step
