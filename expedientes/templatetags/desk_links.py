"""The addresses of the pages of a case, at its desk and for who follows it, whichever app it is of."""

from typing import Any

from django import template
from django.urls import reverse

from expedientes.desk import Desk
from expedientes.models import Expediente

register = template.Library()


@register.simple_tag
def desk_url(case: Expediente, page: str, *args: Any) -> str:
    """Of a page about the case (`case`, `document`, `letter`), with what else its address takes."""
    return reverse(f"{case.desk.app}:desk_{page}", args=[case.radicado.number, *args])


@register.simple_tag
def numbered_url(desk: Desk, number: str) -> str:
    """Of the case with that number, at its desk."""
    return desk.case_url(number)


@register.simple_tag
def follow_url(case: Expediente, page: str, *args: Any) -> str:
    """The same of a page for who follows it (`case`, `document`, `letter`, `leave`)."""
    return reverse(f"{case.desk.app}:{page}", args=[case.radicado.number, *args])
