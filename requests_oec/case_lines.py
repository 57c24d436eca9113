"""What the list of somebody's cases says of their OEC requests."""

from collections.abc import Iterable

from django.urls import reverse

from expedientes.following import CaseLine
from radicados.models import Radicado
from requests_oec.models import OecCase

Status = Radicado.Status
# By how far its letter has come: the state, its look, and what comes next.
_WORDS = {
    Status.PENDING: (
        "Firmando la comunicación",
        "pending",
        "La carta se está firmando; estará aquí en unos segundos.",
    ),
    Status.DELAYED: (
        "Comunicación demorada",
        "failed",
        "Su radicado es válido y nuestro equipo ya lo tiene a la vista: la carta aparecerá aquí. No presente "
        "la solicitud de nuevo.",
    ),
    Status.ISSUED: ("Comunicación emitida", "issued", "Descargue la carta firmada."),
    Status.ANNULLED: (
        "Anulada",
        "annulled",
        "La comunicación ya no tiene validez. Si todavía la necesita, solicítela de nuevo.",
    ),
}


def request_lines(keys: Iterable[int]) -> dict[int, CaseLine]:
    """The OEC requests among the cases of those keys, by key, in one query."""
    cases = OecCase.objects.filter(pk__in=keys)
    lines = {}
    for case in cases.select_related("radicado__issuance", "radicado__filed_by").defer("radicado__snapshot"):
        status, number = case.radicado.status, case.radicado.number
        state, look, next_step = _WORDS[status]
        link = None
        if status == Status.ISSUED:
            link = "Descargar la carta (PDF)", reverse("radicados:pdf", args=[number]) + "?descargar"
        elif status == Status.ANNULLED:
            link = "Solicitarla de nuevo", reverse("requests_oec:request")
        lines[case.pk] = CaseLine.of(
            case,
            kind=case.get_kind_display(),
            url=case.get_absolute_url(),
            state=state,
            look=look,
            next_step=next_step,
            link=link,
            changes_soon=status == Status.PENDING,
        )
    return lines
