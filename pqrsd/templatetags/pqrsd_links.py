"""From somebody's radicados to the cases that they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils import timezone

from expedientes.models import Paso
from legal_calendar.stored import current_calendar
from pqrsd.following.standing import State, state_of, time_left
from pqrsd.models import Pqrsd
from radicados.models import Radicado

register = template.Library()


@dataclass(frozen=True)
class CaseLine:
    """What a list says of one case."""

    pqrsd: Pqrsd
    state: State
    time_left: str


@register.simple_tag
def cases_of(radicados: Iterable[Radicado]) -> dict:
    """By the key of a radicado, the case of a petition, or of a writing about one; in the same few queries
    however many they are."""
    keys = [radicado.pk for radicado in radicados]
    cases = {case.radicado_id: case for case in Pqrsd.objects.with_number().filter(radicado__in=keys)}
    steps = Paso.objects.filter(radicado__in=keys).select_related("expediente__pqrsd__radicado")
    steps = steps.defer("expediente__pqrsd__radicado__snapshot", "expediente__pqrsd__search_words")
    cases |= {step.radicado_id: step.expediente.pqrsd for step in steps}
    if not cases:
        return {}
    today, calendar = timezone.localdate(), current_calendar()
    return {
        key: CaseLine(case, state_of(case, today), time_left(case, today, calendar))
        for key, case in cases.items()
    }


@register.inclusion_tag("pqrsd/case/_link.html")
def case_link(radicado: Radicado, cases: dict) -> dict:
    """The way from a radicado to its case, with state and time left; nothing when it belongs to none."""
    return {"radicado": radicado, "line": cases.get(radicado.pk)}


@register.inclusion_tag("pqrsd/case/_link.html")
def only_case_link(radicado: Radicado) -> dict:
    """The same, of one radicado by itself."""
    return case_link(radicado, cases_of([radicado]))
