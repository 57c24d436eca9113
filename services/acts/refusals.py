"""What an act says of a request that does not stand where it is possible, and the request held for one that is."""

from collections.abc import Collection
from datetime import date

from expedientes.acts.steps import Refusal, closed_refusal
from radicados.letter_parts import in_a_sentence
from services.kinds import State
from services.models import ServiceRequest


def only_in(states: Collection[State]) -> Refusal:
    """The `refusal` of an act that is possible in these states and asks nothing else."""

    def refusal(request: ServiceRequest, today: date) -> str:
        state = State(request.state)
        if state in states and request.is_open:
            return ""
        where = f"Ese paso ya no es posible: la solicitud está {in_a_sentence(str(state.label))}."
        return closed_refusal(request, today) or where

    return refusal
