"""A request as its customer follows it: where it stands and whose turn it is."""

from dataclasses import dataclass

from services.kinds import State
from services.models import ServiceRequest

# Whose turn it is in each state, and what comes next, in words for the customer.
NEXT: dict[State, tuple[bool, str]] = {
    State.FILED: (False, "El INM revisa lo que pidió."),
    State.INCOMPLETE: (True, "Complete lo que le pidió el INM."),
    State.CHECKED: (False, "El INM prepara su cotización."),
    State.QUOTED: (True, "Acepte la cotización, pida un cambio o dígale al INM que no."),
    State.ACCEPTED: (True, "Pague para que el INM programe el servicio (Resolución 015 de 2020, artículo 2)."),
    State.OWED: (False, "El INM programa el servicio; usted paga cuando diga su contrato."),
    State.PAID: (False, "El INM programa el servicio."),
    State.SCHEDULED: (True, "Prepare lo que va a entregar y llévelo en la fecha acordada."),
    State.RECEIVED: (False, "El laboratorio lo tiene en su cola."),
    State.IN_SERVICE: (False, "El laboratorio presta el servicio."),
    State.DONE: (False, "El INM prepara la entrega."),
    State.DELIVERED: (True, "Recoja lo suyo y cuéntenos cómo le fue."),
    State.DECLINED: (True, "Puede pedir que se cotice de nuevo durante 30 días."),
    State.EXPIRED: (True, "Puede pedir que se cotice de nuevo durante 30 días."),
}


@dataclass(frozen=True)
class Standing:
    """`now_title` is the state in words, `now` what comes next, "" once it ended; `is_yours` says whose turn it is."""

    now_title: str
    now: str
    is_yours: bool
    ahead: tuple[str, ...] = ()


def standing_of(request: ServiceRequest) -> Standing:
    state = State(request.state)
    is_yours, now = NEXT.get(state, (False, ""))
    return Standing(str(state.label), now, is_yours)
