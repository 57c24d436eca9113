"""What the customer answers to a quote: yes, another one, no; and what time does with one that nobody answered."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.acts.assignment import staff_of
from expedientes.acts.letters import done_already
from expedientes.acts.steps import ActRefusedError, add_step, close, locked, locked_for
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from ground.documents.drafts import handed_over
from ground.doors.explicit_permissions import Anybody
from ground.languages import Words
from ground.mails.queue import owe
from legal_calendar.spoken import lazy_date
from services import rounds, seats, stock
from services.acts.refusals import only_in
from services.acts.writings import acknowledge
from services.facts import quote_in_force, settle
from services.kinds import Outcome, State, Step, UnitsMove
from services.ledger import first_is_paid, live_intent, waiting_proofs
from services.models import Lot, Quote, ServiceRequest
from services.notices.mail_events import QUOTE_EXPIRED, UNPAID

ENDED = frozenset({State.DECLINED, State.EXPIRED})
TOO_LATE = _("Pasaron más de {days} días: copie la solicitud en una nueva.")


def answer_refusal(case: ServiceRequest, today: date) -> Words:
    """Of a quote that waits for its customer and is still valid, on its last day, too."""
    if case.is_open and case.state == State.ACCEPTED:
        return _("Ya la aceptó.")
    if case.is_open and case.state == State.QUOTED:
        valid_until = in_force(case).valid_until
        over = format_lazy(_("La cotización venció el {day}."), day=lazy_date(valid_until))
        return "" if today <= valid_until else over
    return only_in({State.QUOTED})(case, today)


def in_force(case: ServiceRequest) -> Quote:
    """The version in force of a request that has one."""
    quote = quote_in_force(case)
    if quote is None:
        raise ValueError(f"{case} was never quoted")
    return quote


# --- 11: yes -----------------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def accept(*, pk: int, submission: UUID, read: str, request) -> Paso:
    """Accept the version whose fingerprint was `read` (CPACA, art. 53; Ley 527 de 1999); with it, 54, the materials of
    which there are lots are set apart, or nothing is done.

    Raises ActRefusedError and NoSignatoryError.
    """
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(answer_refusal, ServiceRequest, pk)
    quote = in_force(case)
    judge_acceptance(case, quote, read, request.user)
    try:
        chosen = stock.choose(case)
    except stock.NoStockError as why:
        raise ActRefusedError(why.args[0]) from why
    step = acknowledge(
        case,
        Step.ACCEPTED,
        submission=submission,
        request=request,
        document_kind="Aceptación de una cotización",
        effect="Con esto acepta la cotización, sus condiciones y su valor, y el INM espera su pago (artículo 2).",
        text="",
        facts=(*facts_of_acceptance(quote, request.user), *set_apart(chosen)),
    )
    stock.move(chosen, UnitsMove.RESERVED, step)
    quote.accepted_by = step
    quote.save(update_fields=["accepted_by"])
    settle(case)
    return step


def set_apart(chosen: stock.Parcels) -> list[tuple[str, str]]:
    """Of which lots the units are that are reserved, as a letter names them."""
    lots = Lot.objects.in_bulk({lot for _, lot in chosen})
    units = stock.by_lot(chosen)
    return [(f"Apartado: {lots[key].name}", f"{units[key]} del lote {lots[key].number}") for key in sorted(units)]


def judge_acceptance(case: ServiceRequest, quote: Quote, read: str, user: Anybody) -> None:
    """Raises ActRefusedError of who read another version, or may not bind the customer."""
    if read != quote.content_sha256:
        newer = _("La versión {version} reemplazó la que usted lee.")
        raise ActRefusedError(format_lazy(newer, version=quote.version))
    judge_acting(case, user)


def judge_acting(case: ServiceRequest, user: Anybody) -> None:
    """Raises ActRefusedError of who may not bind the customer."""
    if not case.is_own(user):
        raise ActRefusedError(_("Solo quien actúa por el cliente puede aceptar: ingrese con su cuenta."))


def facts_of_acceptance(quote: Quote, user: Anybody) -> tuple[tuple[str, str], ...]:
    """What its acknowledgement names."""
    return (
        ("Cotización", f"{quote.step.letter.number}, versión {quote.version}"),
        ("Huella de lo aceptado (SHA-256)", quote.content_sha256),
        ("Quién aceptó", f"{user}"),
    )


# --- 12: another one ---------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def ask_change(*, pk: int, submission: UUID, text: str, draft_id: UUID | None, request) -> Paso:
    """Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(answer_refusal, ServiceRequest, pk)
    step = acknowledge(
        case,
        Step.CHANGE_ASKED,
        submission=submission,
        request=request,
        document_kind="Solicitud de cambiar una cotización",
        effect="El INM la revisa y le envía otra versión; esta ya no se puede aceptar.",
        text=text,
        documents=handed_over(draft_id)[ATTACHMENTS],
    )
    return _ended(case, step)


# --- 13: no, or nothing ------------------------------------------------------------------------------------
@transaction.atomic(durable=True)
def decline(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(answer_refusal, ServiceRequest, pk)
    step = acknowledge(
        case,
        Step.DECLINED,
        submission=submission,
        request=request,
        document_kind="No aceptación de una cotización",
        effect=f"No la aceptó. Durante {settings.SERVICES_REQUOTE_DAYS} días puede pedir que se cotice de nuevo.",
        text=text,
    )
    return _ended(case, step)


@transaction.atomic
def expire(*, pk: int) -> Paso | None:
    """End a quote whose last day is over; None when somebody answered it meanwhile."""
    case = locked(ServiceRequest, pk)
    if not case.is_open or case.state != State.QUOTED or timezone.localdate() <= in_force(case).valid_until:
        return None
    quote, step = in_force(case), add_step(case, Step.EXPIRED)
    for address in (case.mail_address, *(user.email for user in staff_of(case))):
        owe(QUOTE_EXPIRED, recipient=address, about=case, occasion=quote.pk)
    return _ended(case, step)


def _ended(case: ServiceRequest, step: Paso) -> Paso:
    quote = in_force(case)
    quote.ended_by = step
    quote.save(update_fields=["ended_by"])
    settle(case)
    return step


@transaction.atomic
def end_unpaid(*, pk: int) -> Paso | None:
    """End what was accepted and not paid by its last day; None while something of a payment is under way, and when a
    part of it left already."""
    case = locked(ServiceRequest, pk)
    if not case.is_open or case.state != State.ACCEPTED or not case.next_on or timezone.localdate() <= case.next_on:
        return None
    if stock.gone(case) or first_is_paid(case) or waiting_proofs(case):
        return None
    if any(live_intent(chain) for chain in case.chains.all()):
        return None
    step = add_step(case, Step.UNPAID)
    for address in (case.mail_address, *(user.email for user in staff_of(case))):
        owe(UNPAID, recipient=address, about=case, occasion=step.pk)
    return _ended(case, step)


# --- 14: a new one -----------------------------------------------------------------------------------------
def requote_refusal(case: ServiceRequest, today: date) -> Words:
    if case.state in ENDED and (not case.is_open or today > reopened_until(case)):
        return format_lazy(TOO_LATE, days=settings.SERVICES_REQUOTE_DAYS)
    return only_in(ENDED)(case, today)


def reopened_until(case: ServiceRequest) -> date:
    """The last day on which a quote that ended may be asked for again."""
    quote = in_force(case)
    if quote.ended_by is None:
        raise ValueError(f"the quote of {case} did not end")
    is_expired = quote.ended_by.kind == Step.EXPIRED
    ended_on = quote.valid_until if is_expired else timezone.localdate(quote.ended_by.at)
    return ended_on + timedelta(days=settings.SERVICES_REQUOTE_DAYS)


@transaction.atomic(durable=True)
def ask_requote(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(requote_refusal, ServiceRequest, pk)
    step = acknowledge(
        case,
        Step.REQUOTE_ASKED,
        submission=submission,
        request=request,
        document_kind="Solicitud de cotizar de nuevo",
        effect="El INM la cotiza otra vez, con la tarifa que rija ese día (artículo 9).",
        text=text,
    )
    seats.ask_again(case, step)
    rounds.ask_again(case, step)
    return _ended(case, step)


@transaction.atomic
def shut(*, pk: int) -> Paso | None:
    """Close for good what ended without an accepted quote and nobody asked for again."""
    case = locked(ServiceRequest, pk)
    if not case.is_open or case.state not in ENDED or timezone.localdate() <= reopened_until(case):
        return None
    close(case, Outcome(case.state))
    step = add_step(case, Step.CLOSED)
    settle(case)
    return step
