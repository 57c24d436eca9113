"""What the portal's search and its site map know of petitions: how to file one, never what somebody filed."""

from urllib.parse import urlencode

from django.urls import reverse

from ground.findable import Findable
from pqrsd.kinds import Kind
from pqrsd.models import QuarterlyReport
from pqrsd.reports.report import from_json
from pqrsd.views.landing import WHAT_IT_IS

FILING = "presentar radicar poner pongo interponer formular enviar hacer"
# Words that are nowhere in a kind's own name, by which people look for it.
SAID_OF_KINDS = {
    Kind.GENERAL_INTEREST: "derecho de petición",
    Kind.PRIVATE_INTEREST: "derecho de petición solicitud",
    Kind.INFORMATION: "derecho de petición copias acceso a la información pública",
    Kind.CONSULTATION: "concepto técnico jurídico pregunta duda",
    Kind.COMPLAINT: "quejarme mala atención maltrato funcionario inconformidad demora",
    Kind.CLAIM: "reclamar mal servicio devolución garantía demora daño",
    Kind.SUGGESTION: "idea propuesta mejora",
    Kind.REPORT: "denunciar corrupción soborno funcionario anónima",
    Kind.COMPLIMENT: "felicitar gracias agradecimiento",
    Kind.DATA_QUERY: "habeas data",
    Kind.DATA_CLAIM: "habeas data borrar mis datos rectificar",
}


def pages() -> list[Findable]:
    return [
        Findable(
            "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)",
            reverse("pqrsd:landing"),
            "Qué puede pedirle al Instituto, con qué término le responde y por dónde. Es gratis y sin abogado.",
            also="pqr pqrs pqrsd derecho de petición",
            is_task=True,
        ),
        Findable(
            "Presentar una petición, queja, reclamo, sugerencia o denuncia",
            reverse("pqrsd:file"),
            "Con su cuenta, sin ella o de forma anónima. Recibe un número de radicado y un acuse firmado.",
            also=f"{FILING} pqr pqrs pqrsd derecho de petición escribir al instituto",
            is_task=True,
        ),
        Findable(
            "Consultar en qué va una PQRSD",
            reverse("pqrsd:lookup"),
            "Con el número de radicado y el código, sin ingresar: en qué va, cuándo le responden y la respuesta; "
            "complétela, escriba de nuevo o desista.",
            also="estado seguir seguimiento rastrear respuesta radicado petición queja reclamo trámite solicitud",
            is_task=True,
        ),
        Findable(
            "¿Cuándo me responden?",
            reverse("pqrsd:calculator"),
            "Calcule hasta qué día tiene el Instituto para responder su petición, y por qué.",
            also="plazo término plazos términos días hábiles vencimiento cuánto se demoran tardan calculadora",
            is_task=True,
        ),
        Findable(
            "Informes de PQRSD",
            reverse("pqrsd:reports"),
            "Cada trimestre: cuántas peticiones, quejas, reclamos, sugerencias y denuncias se recibieron, y en "
            "cuánto tiempo se respondieron.",
            also="estadísticas transparencia informe trimestral datos",
        ),
        Findable(
            "Avisos a quienes presentaron una petición",
            reverse("pqrsd:public_notices"),
            "Las comunicaciones del Instituto a quien presentó una petición y no dijo dónde recibirlas.",
            also="notificación por aviso notificaciones",
        ),
    ]


def kinds() -> list[Findable]:
    """Each kind of petition, where it is filed."""
    return [
        Findable(
            kind.label,
            f"{reverse('pqrsd:file')}?{urlencode({'clase': kind.value})}",
            WHAT_IT_IS[kind],
            place="Presentar una PQRSD",
            also=f"{FILING} {SAID_OF_KINDS.get(kind, '')}",
            is_task=True,
        )
        for kind in Kind
    ]


def reports() -> list[Findable]:
    """The quarterly reports that were published."""
    quarters = [from_json(row.figures).quarter for row in QuarterlyReport.objects.all()]
    return [
        Findable(
            f"Informe de PQRSD, {quarter.name}",
            reverse("pqrsd:report", args=[quarter.year, quarter.number]),
            place="Informes de PQRSD",
            also="transparencia estadísticas",
        )
        for quarter in quarters
    ]
