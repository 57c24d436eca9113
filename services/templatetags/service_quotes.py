"""What the pages of a request read of its quotes and of its money."""

from django import template

from services import facts
from services.models import Quote, ServiceRequest
from services.money import Money

register = template.Library()


@register.simple_tag
def quote_in_force(case: ServiceRequest) -> Quote | None:
    return facts.quote_in_force(case)


@register.simple_tag
def money_of(case: ServiceRequest) -> Money:
    return Money.of(case)
