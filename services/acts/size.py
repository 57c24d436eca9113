"""35 and 36: the size of the company once more, when the service is rendered; who does not prove it has no discount
(Resolución 015 de 2020, arts. 4 par. and 7)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import add_step, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from radicados.letters import Letter
from services.acts.refusals import DIFFERENCE_WAITS, only_in
from services.facts import settle
from services.kinds import State, Step
from services.ledger import balance_of, proposals
from services.letters.parts import reference
from services.letters.repricing import repricing_letter
from services.models import Quote, Repricing, ServiceRequest
from services.payment.hearing import tell_treasury
from services.repricing import accepted_quotes, discounted_by_size, keep, with_discount, without_discount

AT_WORK = frozenset({State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE})
SIZE = Repricing.Why.SIZE


def asks_second_proof(case: ServiceRequest) -> bool:
    """Whether the discount of article 4 was given, and the size is to be proved once more."""
    return _last(case) is None and bool(discounted_by_size(case))


def _last(case: ServiceRequest) -> str | None:
    """The step that said last whether the size is proved."""
    told = case.steps.filter(kind__in=(Step.SIZE_PROVED_AGAIN, Step.DISCOUNT_WITHDRAWN))
    kind: str | None = told.order_by("pk").values_list("kind", flat=True).last()
    return kind


def _unpaid(case: ServiceRequest) -> list[Quote]:
    """Those that lost the discount, and of which what it took off is still owed."""
    lost = [quote for quote in accepted_quotes(case) if quote.repricings.filter(why=SIZE).exists()]
    return [quote for quote in lost if balance_of(quote.chain).owed]


# --- 35: it is proved --------------------------------------------------------------------------------------
def proving_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(AT_WORK)(case, today):
        return refused
    if proposals(case):
        return DIFFERENCE_WAITS
    if _last(case) == Step.DISCOUNT_WITHDRAWN:
        return "" if _unpaid(case) else "La diferencia ya se pagó."
    return "" if asks_second_proof(case) else "No hace falta acreditar el tamaño."


@transaction.atomic(durable=True)
def prove_size(*, pk: int, version: int, proved_on: date, text: str, by: User, request=None) -> Paso:
    """The officer saw the second proof, of that day; what was taken off before it came is given again, by a letter,
    while nobody paid it. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(proving_refusal, ServiceRequest, pk, version=version)
    data = {"proved_on": proved_on.isoformat()}
    if _last(case) == Step.DISCOUNT_WITHDRAWN:
        return _given_again(case, text, data, by, request)
    step = add_step(case, Step.SIZE_PROVED_AGAIN, by=by, text=text, data=data)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    return step


def _given_again(case: ServiceRequest, text: str, data: dict[str, str], by: User, request) -> Paso:
    reckonings = [with_discount(quote) for quote in _unpaid(case)]
    letter = repricing_letter(
        case,
        reckonings,
        subject="Vuelve el descuento del artículo 4",
        opening=f"Queda sin efecto el retiro del descuento del artículo 4 de su {reference(case)}.",
        text=text,
        after=(),
    )
    case.customer = case.customer | {"proves_size": True}
    step = write_letter(
        case, Step.SIZE_PROVED_AGAIN, letter, document_kind="Descuento del artículo 4", by=by, text=text, data=data
    )
    for each in reckonings:
        keep(each, SIZE, step, case.customer)
    settle(case)
    tell_treasury(case, step)
    return send_letter(case, step, request=request)


# --- 36: it is not -----------------------------------------------------------------------------------------
def withdrawal_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(AT_WORK)(case, today):
        return refused
    if proposals(case):
        return DIFFERENCE_WAITS
    match _last(case):
        case Step.SIZE_PROVED_AGAIN:
            return "El cliente ya acreditó su tamaño."
        case Step.DISCOUNT_WITHDRAWN:
            return "El descuento ya se retiró."
    return "" if discounted_by_size(case) else "No tiene el descuento del artículo 4."


@transaction.atomic(durable=True)
def withdraw_discount(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """What was paid stays, and the difference is owed before the delivery. Raises ActRefusedError, StaleError and
    NoSignatoryError."""
    case = locked_for(withdrawal_refusal, ServiceRequest, pk, version=version)
    reckonings = [without_discount(quote) for quote in discounted_by_size(case)]
    letter = withdrawal_letter(case, text=text)
    case.customer = case.customer | {"proves_size": False}
    step = write_letter(case, Step.DISCOUNT_WITHDRAWN, letter, document_kind="Retiro de un descuento", by=by, text=text)
    for each in reckonings:
        keep(each, SIZE, step, case.customer)
    settle(case)
    tell_treasury(case, step)
    return send_letter(case, step, request=request)


def withdrawal_letter(case: ServiceRequest, *, text: str) -> Letter:
    """As it would be issued now; raises NoSignatoryError."""
    opening = (
        f"El INM retira el descuento del artículo 4 de su {reference(case)}, porque no acreditó el tamaño de su "
        "empresa al prestarse el servicio (Resolución 015 de 2020, artículo 4, parágrafo)."
    )
    after = (
        "La diferencia se paga antes de la entrega. Si acredita su tamaño antes de pagarla, este retiro queda sin "
        "efecto.",
    )
    return repricing_letter(
        case,
        [without_discount(quote) for quote in discounted_by_size(case)],
        subject="Retiro del descuento del artículo 4",
        opening=opening,
        text=text,
        after=after,
    )
