"""What the pages of a request read of its quotes and of its money."""

from django import template

from services import facts, ledger, seats
from services.models import Quote, Repricing, ServiceRequest
from services.money import Money

register = template.Library()


@register.simple_tag
def quote_in_force(case: ServiceRequest) -> Quote | None:
    return facts.quote_in_force(case)


@register.simple_tag
def complement_waiting(case: ServiceRequest) -> Quote | None:
    return ledger.complement_waiting(case)


@register.simple_tag
def proposals_of(case: ServiceRequest) -> list[Repricing]:
    return ledger.proposals(case)


@register.simple_tag
def money_of(case: ServiceRequest) -> Money:
    return Money.of(case)


@register.simple_tag
def next_of_seats(case: ServiceRequest) -> str:
    """What comes next of the seats that it waits for, in a sentence; "" when it waits for none."""
    return seats.next_of_seats([case.pk]).get(case.pk, (False, ""))[1]
