"""What an act says of a request that does not stand where it is possible, and the request held for one that is."""

from collections.abc import Collection
from datetime import date

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.acts.steps import Refusal, closed_refusal
from ground.languages import Words
from radicados.letter_parts import in_a_sentence
from services.kinds import State
from services.models import ServiceRequest

_in_a_sentence = lazy(lambda label: in_a_sentence(str(label)), str)


def only_in(states: Collection[State]) -> Refusal:
    """The `refusal` of an act that is possible in these states and asks nothing else."""

    def refusal(request: ServiceRequest, today: date) -> Words:
        state = State(request.state)
        if state in states and request.is_open:
            return ""
        where = _("Ese paso ya no es posible: la solicitud está {state}.")
        return closed_refusal(request, today) or format_lazy(where, state=_in_a_sentence(state.label))

    return refusal
