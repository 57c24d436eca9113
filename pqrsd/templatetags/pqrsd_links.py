"""From a radicado to the case of a petition that it belongs to."""

from django import template
from django.db.models import Q

from expedientes.models import Paso
from pqrsd.following import petition_lines
from pqrsd.models import Pqrsd
from radicados.models import Radicado

register = template.Library()


@register.inclusion_tag("pqrsd/case/_link.html")
def case_link(radicado: Radicado) -> dict:
    """The way to the case, with what is said of it, of a petition's own radicado or of a writing about one;
    nothing when it belongs to none."""
    opened = Pqrsd.objects.filter(radicado=radicado).values_list("pk", flat=True)
    told = Paso.objects.filter(radicado=radicado).values_list("expediente_id", flat=True)
    lines = petition_lines([*opened, *told])
    return {"line": next(iter(lines.values()), None)}


@register.simple_tag
def opens_a_case(radicado: Radicado) -> bool:
    """Whether its number and its code open the case of a petition: that code is nobody's to hand on."""
    return Pqrsd.objects.filter(Q(radicado=radicado) | Q(steps__radicado=radicado)).exists()
