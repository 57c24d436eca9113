"""What the pages of a request read of its quotes and of its money."""

from django import template

from services import facts, seats
from services.models import Quote, ServiceRequest
from services.money import Money

register = template.Library()


@register.simple_tag
def quote_in_force(case: ServiceRequest) -> Quote | None:
    return facts.quote_in_force(case)


@register.simple_tag
def money_of(case: ServiceRequest) -> Money:
    return Money.of(case)


@register.simple_tag
def next_of_seats(case: ServiceRequest) -> str:
    """What comes next of the seats that it waits for, in a sentence; "" when it waits for none."""
    return seats.next_of_seats([case.pk]).get(case.pk, (False, ""))[1]
