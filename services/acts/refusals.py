"""What an act says of a request that does not stand where it is possible, and the request held for one that is."""

from collections.abc import Collection
from datetime import date

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.acts.steps import Refusal, closed_refusal
from ground.languages import Words
from legal_calendar.legal_time import long_date
from radicados.letter_parts import in_a_sentence
from services.kinds import State
from services.models import ServiceRequest

# While the customer has to say whether they want the service in another year, at its price (art. 8 par.).
DIFFERENCE_WAITS = "Falta que el cliente responda por la diferencia de tarifa."
_in_a_sentence = lazy(lambda label: in_a_sentence(str(label)), str)


def suspended_refusal(case: ServiceRequest, today: date) -> Words:
    until = case.suspended_until
    return f"El servicio está suspendido hasta el {long_date(until)}: reanúdelo primero." if until else ""


def only_in(states: Collection[State]) -> Refusal:
    """The `refusal` of an act that is possible in these states and asks nothing else."""

    def refusal(request: ServiceRequest, today: date) -> Words:
        state = State(request.state)
        if state in states and request.is_open:
            return ""
        where = _("Ese paso ya no es posible: la solicitud está {state}.")
        return closed_refusal(request, today) or format_lazy(where, state=_in_a_sentence(state.label))

    return refusal
