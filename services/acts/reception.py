"""28 and 29, 42: what the Institute receives to be measured, in whose hands it is, and what it does not go on with
(Resolución 015 de 2020, art. 8; ISO/IEC 17025, 7.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, closed_refusal, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from ground.languages import Words
from radicados.letter_parts import enclosures, paragraphs
from radicados.letters import Column, Fields, Letter, Paragraph, Table
from services.acts.refusals import only_in
from services.facts import settle
from services.kinds import BROUGHT, ItemState, State, Step
from services.ledger import proposals
from services.letters.parts import following, reference, to_customer
from services.models import Custody, Item, Label, Reception, Repricing, ServiceRequest
from services.models.lines import serial_key
from services.payment.hearing import tell_treasury
from services.repricing import keep, unrendered

RECEIVABLE = frozenset({State.SCHEDULED})
EXCLUDABLE = (ItemState.EXPECTED, ItemState.RECEIVED, ItemState.IN_SERVICE)
EXCLUDED_FROM = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE})
_COLUMNS = (Column("Ítem", 2.6), Column("Serial leído", 1.4), Column("Estado", 1.4), Column("Accesorios", 1.6))


@dataclass(frozen=True)
class Read:
    """An item as it came; `notes` are what differs from what was filed, or what is wrong with it."""

    serial: str
    condition: Reception.Condition
    notes: str = ""
    accessories: str = ""


def to_receive(case: ServiceRequest) -> list[Item]:
    """Those that are expected in the Institute."""
    if case.service not in BROUGHT:
        return []
    return list(case.items.by_appointment().filter(state=ItemState.EXPECTED, is_on_site=False).order_by("position"))


def reception_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(RECEIVABLE)(case, today):
        return refused
    return "" if to_receive(case) else "No falta recibir nada en el INM."


@transaction.atomic(durable=True)
def receive(
    *,
    pk: int,
    version: int,
    read: Mapping[int, Read],
    brought_by: str,
    text: str,
    draft_id: UUID | None = None,
    by: User,
    request=None,
) -> Paso:
    """One delivery, of some items by their keys; each has its label from then on, and is in the hands of who receives.

    Raises ActRefusedError, StaleError and NoSignatoryError.
    """
    case = locked_for(reception_refusal, ServiceRequest, pk, version=version)
    documents = handed_over(draft_id)[ATTACHMENTS]
    items = _chosen(case, read)
    letter = _composed(case, items, read, brought_by, text, documents)
    step = write_letter(
        case, Step.ITEMS_RECEIVED, letter, document_kind="Acta de recepción", by=by, text=text, documents=documents,
        data={"brought_by": brought_by},
    )  # fmt: skip
    for item in items:
        told = read[item.pk]
        Reception.objects.create(
            item=item, step=step, serial_read=told.serial, condition=told.condition, notes=told.notes,
            accessories=told.accessories,
        )  # fmt: skip
        Label.objects.create(item=item)
        Custody.objects.create(item=item, holder=by)
        set_state(item, ItemState.RECEIVED)
    settle(case)
    return send_letter(case, step, request=request)


def reception_letter(
    case: ServiceRequest, *, read: Mapping[int, Read], brought_by: str, text: str, documents: Sequence[Document] = ()
) -> Letter:
    return _composed(case, _chosen(case, read), read, brought_by, text, documents)


def _chosen(case: ServiceRequest, read: Mapping[int, Read]) -> list[Item]:
    items = [item for item in to_receive(case) if item.pk in read]
    if not items:
        raise ActRefusedError("Marque lo que se recibió.")
    for item in items:
        told = read[item.pk]
        if serial_key(told.serial) != item.serial_key and not told.notes:
            raise ActRefusedError(
                f"El serial leído ({told.serial or 'ninguno'}) no es el de la solicitud ({item.serial or 'ninguno'}): "
                "registre la diferencia en las observaciones de ese ítem."
            )
    return items


def _composed(
    case: ServiceRequest,
    items: Sequence[Item],
    read: Mapping[int, Read],
    brought_by: str,
    text: str,
    documents: Sequence[Document],
) -> Letter:
    rows, notes = [], []
    for item in items:
        told = read[item.pk]
        rows.append((str(item), told.serial or "No tiene", str(told.condition.label), told.accessories or "Ninguno"))
        if told.notes:
            notes.append(f"{item}: {told.notes}")
    blocks = (
        Paragraph(f"El INM recibió lo siguiente para el servicio de su {reference(case)}."),
        Table("Lo que se recibió", _COLUMNS, tuple(rows)),
        Fields("Entrega", (("Lo trajo", brought_by),)),
        *((Paragraph("Observaciones:\n" + "\n".join(notes)),) if notes else ()),
        *paragraphs(text),
        *enclosures(documents),
        following(opens_it=False),
    )
    return to_customer(case, f"Acta de recepción: su solicitud {case.radicado.number}", blocks)


def set_state(item: Item, state: ItemState) -> None:
    item.state = state
    item.save(update_fields=["state"])


# --- 29 and 32: what the Institute does not go on with, or could not do -------------------------------------------
def to_exclude(case: ServiceRequest) -> QuerySet[Item]:
    return case.items.by_appointment().filter(state__in=EXCLUDABLE).order_by("position")


def exclusion_refusal(case: ServiceRequest, today: date) -> Words:
    return only_in(EXCLUDED_FROM)(case, today) or ("" if to_exclude(case) else "Ya no queda nada que excluir.")


@transaction.atomic(durable=True)
def exclude(*, pk: int, version: int, item: Item, text: str, by: User, request=None) -> Paso:
    """An item is not served, because of how it came, because it did not, or because it could not be measured: what was
    paid for it is to be given back. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(exclusion_refusal, ServiceRequest, pk, version=version)
    live = to_exclude(case).filter(pk=item.pk).first()
    if live is None:
        raise ActRefusedError("Ese ítem ya no se puede excluir.")
    letter = exclusion_letter(case, item=live, text=text)
    step = write_letter(case, Step.ITEM_EXCLUDED, letter, document_kind="Exclusión de un ítem", by=by, text=text)
    set_state(live, ItemState.EXCLUDED)
    Repricing.objects.filter(pk__in=[each.pk for each in proposals(case)]).update(ended_by=step)  # it is another price
    if reckonings := unrendered(case):
        for each in reckonings:
            keep(each, Repricing.Why.UNRENDERED, step, each.before.customer)
        tell_treasury(case, step)
    settle(case)
    return send_letter(case, step, request=request)


def exclusion_letter(case: ServiceRequest, *, item: Item, text: str) -> Letter:
    blocks = (
        Paragraph(f"El INM no sigue con este ítem de su {reference(case)}: {item}."),
        *paragraphs(text),
        Paragraph("Si había pagado por él, ese valor es un saldo a su favor; si está en el INM, puede recogerlo."),
        following(),
    )
    return to_customer(case, f"Un ítem que no se atiende: su solicitud {case.radicado.number}", blocks)


# --- 42: hands ---------------------------------------------------------------------------------------------
def held_items(case: ServiceRequest) -> list[Item]:
    """Those that are in the Institute."""
    here = case.items.filter(reception__isnull=False).exclude(state=ItemState.RETURNED)
    return list(here.order_by("position").prefetch_related("custodies__holder", "labels"))


def custody_refusal(case: ServiceRequest, today: date) -> Words:
    return closed_refusal(case, today) or ("" if held_items(case) else "No hay nada de esta solicitud en el INM.")


@transaction.atomic(durable=True)
def take(*, pk: int, version: int, item: Item, place: str, by: User, request=None) -> None:
    """Whoever takes an item says so; who gives it need not. Raises ActRefusedError and StaleError."""
    case = locked_for(custody_refusal, ServiceRequest, pk, version=version)
    if item not in held_items(case):
        raise ActRefusedError("Ese ítem no está en el INM.")
    last = holder_of(item)
    if last and last.holder_id == by.pk and last.place == place:
        raise ActRefusedError("Usted ya tiene ese ítem.")
    Custody.objects.create(item=item, holder=by, place=place)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="services_custody", item=item.pk)


def holder_of(item: Item) -> Custody | None:
    return item.custodies.select_related("holder").order_by("-pk").first()


@transaction.atomic(durable=True)
def replace_label(*, pk: int, version: int, item: Item, text: str, by: User, request=None) -> Paso:
    """Of a label that was lost: another code, and the old one says that it was replaced. Raises ActRefusedError and
    StaleError."""
    case = locked_for(custody_refusal, ServiceRequest, pk, version=version)
    if item not in held_items(case):
        raise ActRefusedError("Ese ítem no está en el INM.")
    Label.objects.filter(item=item, replaced_at=None).update(replaced_at=Now())
    Label.objects.create(item=item)
    step = add_step(case, Step.LABEL_REPLACED, by=by, text=f"{item}: {text}")
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    return step
