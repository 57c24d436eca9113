"""What is to be known of a request beside where it stands: flags never move its state."""

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.acts.scheduling import move_waiting
from services.acts.size import asks_second_proof
from services.kinds import State
from services.ledger import complement_waiting, live_intent, proposals, to_give_back, to_pay, waiting_proofs
from services.models import ServiceRequest


class Flag(models.TextChoices):
    SIZE = "acreditacion", _("Falta acreditar el tamaño")
    PROOF = "comprobante", _("Comprobante por confirmar")
    AT_BANK = "en_banco", _("Pago pendiente en el banco")
    CREDIT = "saldo_a_favor", _("Saldo a favor")
    OWED = "saldo_por_pagar", _("Saldo por pagar")
    SUSPENDED = "suspendida", _("Suspendida")
    DIFFERENCE = "consentimiento", _("Diferencia de tarifa por responder")
    MOVE = "fecha", _("Fecha por cambiar")
    COMPLEMENT = "complementaria", _("Complementaria por responder")


# Who measures reads nothing of money.
OF_MONEY = frozenset({Flag.PROOF, Flag.AT_BANK, Flag.CREDIT, Flag.OWED, Flag.COMPLEMENT, Flag.DIFFERENCE})
# In these the state says by itself that something is to be paid.
_SAYS_SO = frozenset({State.ACCEPTED, State.OWED})


def flags_of(case: ServiceRequest, *, sees_money: bool = True) -> list[Flag]:
    return [flag for flag in _raised(case) if sees_money or flag not in OF_MONEY]


def _raised(case: ServiceRequest) -> Iterator[Flag]:
    if case.is_open and case.suspended_until:
        yield Flag.SUSPENDED
    if case.is_open and asks_second_proof(case):
        yield Flag.SIZE
    if case.is_open and complement_waiting(case):
        yield Flag.COMPLEMENT
    if case.is_open and proposals(case):
        yield Flag.DIFFERENCE
    if case.is_open and move_waiting(case):
        yield Flag.MOVE
    if waiting_proofs(case):
        yield Flag.PROOF
    if any(map(live_intent, case.chains.all())):
        yield Flag.AT_BANK
    if to_give_back(case):
        yield Flag.CREDIT
    if State(case.state) not in _SAYS_SO and to_pay(case):
        yield Flag.OWED
