"""What the list of somebody's cases says of their OEC requests."""

from collections.abc import Iterable

from django.urls import reverse

from expedientes.case_line import CaseLine
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
    whole = cases.select_related("radicado__issuance", "radicado__filed_by").defer("radicado__snapshot")
    return {case.pk: _line(case) for case in whole}


def _line(case: OecCase) -> CaseLine:
    radicado = case.radicado
    state, look, next_step = _WORDS[radicado.status]
    return CaseLine.of(
        case,
        kind=case.get_kind_display(),
        url=case.get_absolute_url(),
        state=state,
        look=look,
        next_step=next_step,
        link=_link(radicado),
        changes_soon=radicado.status == Status.PENDING,
    )


def _link(radicado: Radicado) -> tuple[str, str] | None:
    match radicado.status:
        case Status.ISSUED:
            return "Descargar la carta (PDF)", reverse("radicados:pdf", args=[radicado.number]) + "?descargar"
        case Status.ANNULLED:
            return "Solicitarla de nuevo", reverse("requests_oec:request")
        case _:
            return None
