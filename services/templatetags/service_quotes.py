"""What the pages of a request read of its quotes."""

from django import template

from services import facts
from services.models import Quote, ServiceRequest

register = template.Library()


@register.simple_tag
def quote_in_force(case: ServiceRequest) -> Quote | None:
    return facts.quote_in_force(case)
