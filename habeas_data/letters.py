"""Composes the acknowledgement of a claim. Reads rows; writes nothing."""

from django.conf import settings

from accounts.models import User
from habeas_data.models import DataClaim
from habeas_data.terms import CLAIM_DAYS, CLAIM_EXTENSION_DAYS
from legal_calendar.legal_time import long_date
from radicados.letterhead import letterhead
from radicados.letters import Fields, Letter, Paragraph

DOCUMENT_LABEL = "Documento de identidad"
_ARCHIVED = (
    "La supresión no procede respecto de los datos que la ley obliga a conservar: los radicados y sus cartas "
    "permanecen como documentos de archivo (Ley 594 de 2000), y las autorizaciones, como prueba."
)
_COMPLAINT = (
    "Si no está de acuerdo con la respuesta, o no la recibe en el término, puede presentar una queja ante la "
    "Superintendencia de Industria y Comercio (Ley 1581 de 2012, artículo 16)."
)


def compose(claim: DataClaim) -> Letter:
    """The letter as it will be frozen; raises NoSignatoryError."""
    name, document = claimant(claim.user)
    return Letter(
        **letterhead(),
        subject=f"Acuse de recibo de su reclamo de habeas data: {claim.get_kind_display().lower()}",
        addressee=tuple(filter(None, ("Señor(a)", name, document))),
        salutation="Respetado(a) señor(a):",
        blocks=(
            Paragraph(_reception(claim)),
            _facts(claim, name, document),
            Paragraph("Lo que usted solicitó, en sus palabras:"),
            Paragraph(claim.text),
            *([Paragraph(_ARCHIVED)] if claim.is_erasure else []),
            Paragraph(_COMPLAINT),
        ),
        farewell="Cordialmente,",
    )


def claimant(user: User) -> tuple[str, str]:
    """Name and identity document; "" for an account of the staff, which has none."""
    profile = getattr(user, "profile", None)
    document = f"{profile.document_type} {profile.document_number}" if profile else ""
    return str(user), document


def _reception(claim: DataClaim) -> str:
    return (
        f"El {settings.ENTITY['name']} recibió su reclamo sobre datos personales y lo radicó con el número, "
        "la fecha y la hora de esta carta. Desde entonces figura como «reclamo en trámite». Será atendido a "
        f"más tardar el {long_date(claim.due_on)}: {CLAIM_DAYS} días hábiles contados a partir del día "
        "siguiente a su recibo (Ley 1581 de 2012, artículo 15). Si no fuere posible, antes de esa fecha se "
        "le informarán los motivos y cuándo se atenderá, sin superar los "
        f"{CLAIM_EXTENSION_DAYS} días hábiles siguientes."
    )


def _facts(claim: DataClaim, name: str, document: str) -> Fields:
    identity = ((DOCUMENT_LABEL, document),) if document else ()
    rows = (
        ("Titular", name),
        *identity,
        ("Qué solicita", claim.get_kind_display()),
        ("Fecha límite de respuesta", long_date(claim.due_on)),
    )
    return Fields("Reclamo", rows, documents=(DOCUMENT_LABEL,))
