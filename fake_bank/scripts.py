"""The ways in which a bank behaves, as data: what it tells, when, and what it answers when it is asked. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from ground.languages import Words
from services.payment.port import Verdict


@dataclass(frozen=True)
class Telling:
    """An event: what it says, so many seconds later, and what is wrong with it.

    `less` is how much of the amount is missing; `clock`, how many seconds the bank's own is ahead.
    """

    verdict: Verdict
    after: int = 0
    less: int = 0
    currency: str = ""
    is_of_others: bool = False
    is_badly_signed: bool = False
    is_verbose: bool = False
    clock: int = 0


class Asked(StrEnum):
    """What it answers to a question about it."""

    WELL = "bien"
    ERROR = "error"
    UNKNOWN = "no la conoce"


@dataclass(frozen=True)
class Script:
    """`verdict` is what became of it in truth; `returns` says whether the customer is sent back."""

    label: Words
    verdict: Verdict
    events: tuple[Telling, ...]
    returns: bool = True
    asked: Asked = Asked.WELL


_YES, _NO, _WAIT = Telling(Verdict.APPROVED), Telling(Verdict.REJECTED), Telling(Verdict.PENDING)
_APPROVED, _REJECTED, _PENDING = Verdict.APPROVED, Verdict.REJECTED, Verdict.PENDING

SCRIPTS: dict[str, Script] = {
    "aprobar": Script(_("Aprobar el pago"), _APPROVED, (_YES,)),
    "rechazar": Script(_("Rechazarlo"), _REJECTED, (_NO,)),
    "pendiente": Script(_("Dejarlo pendiente"), _PENDING, (_WAIT,)),
    "dos_veces": Script(_("Aprobarlo y avisar dos veces"), _APPROVED, (_YES, _YES)),
    "sin_aviso": Script(_("Aprobarlo sin avisar: el portal debe preguntar"), _APPROVED, ()),
    "sin_regreso": Script(_("Aprobarlo, y que el cliente no regrese"), _APPROVED, (_YES,), returns=False),
    "mudo": Script(_("No responder nunca"), _PENDING, (), asked=Asked.ERROR),
    "tarde": Script(_("Aprobarlo cuando el intento ya venció"), _APPROVED, (Telling(_APPROVED, after=1500),)),
    "arrepentido": Script(_("Rechazarlo y aprobarlo después"), _APPROVED, (_NO, Telling(_APPROVED, after=20))),
    "desordenado": Script(
        _("Aprobarlo y avisar después que está pendiente"), _APPROVED, (_YES, Telling(_PENDING, after=5))
    ),
    "un_peso_menos": Script(_("Aprobar un peso menos"), _APPROVED, (Telling(_APPROVED, less=1),)),
    "otra_moneda": Script(_("Aprobarlo en otra moneda"), _APPROVED, (Telling(_APPROVED, currency="USD"),)),
    "mal_firmado": Script(_("Avisar con mala firma"), _APPROVED, (Telling(_APPROVED, is_badly_signed=True),)),
    "ajeno": Script(_("Avisar del pago de otro comercio"), _APPROVED, (Telling(_APPROVED, is_of_others=True),)),
    "confundido": Script(_("Aprobarlo, y decir que no lo conoce"), _APPROVED, (), asked=Asked.UNKNOWN),
    "adelantado": Script(_("Avisar con el reloj diez minutos adelante"), _APPROVED, (Telling(_APPROVED, clock=600),)),
    "lento": Script(_("Avisar 29 segundos después"), _APPROVED, (Telling(_APPROVED, after=29),)),
    "hablador": Script(
        _("Avisar con datos de más y cifras como texto"), _APPROVED, (Telling(_APPROVED, is_verbose=True),)
    ),
}
