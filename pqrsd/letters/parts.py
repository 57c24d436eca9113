"""What the letters about a petition have in common: to whom they go, which petition they are about."""

from collections.abc import Iterable

from django.conf import settings

from documents.models import Document
from pqrsd.models import Petitioner, Pqrsd
from radicados.letters import Paragraph

PETITIONER_DOCUMENT = "Documento del peticionario"


def addressee(petitioner: Petitioner | None) -> tuple[str, ...]:
    """The lines of the address; of an anonymous petitioner, nothing but that."""
    if petitioner is None:
        return ("Señor(a)", "Peticionario anónimo")
    greeting = "Señores" if petitioner.legal_name else "Señor(a)"
    agent = petitioner.full_name if petitioner.legal_name else ""
    lines = (greeting, str(petitioner), agent, petitioner.document, petitioner.address, petitioner.place)
    return tuple(filter(None, lines))


def salutation(petitioner: Petitioner | None) -> str:
    return "Respetados señores:" if petitioner and petitioner.legal_name else "Respetado(a) señor(a):"


def addressee_name(petitioner: Petitioner | None) -> str:
    return str(petitioner) if petitioner and str(petitioner) else "Peticionario anónimo"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Running text as people type it: an empty line begins another paragraph."""
    parts = (part.strip() for part in text.replace("\r", "").split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)


def enclosures(documents: Iterable[Document]) -> tuple[Paragraph, ...]:
    """The files that go with it, each with the fingerprint that tells it from any other."""
    lines = [f"{n}. {document.name} (SHA-256 {document.sha256})" for n, document in enumerate(documents, 1)]
    return (Paragraph("Anexos:\n" + "\n".join(lines)),) if lines else ()


def tracking(pqrsd: Pqrsd) -> Paragraph:
    """How to follow the case."""
    return Paragraph(
        "Puede seguir el trámite, completar su petición o desistir de ella en "
        f"{settings.PORTAL_BASE_URL}/pqrsd/consulta/ con el número de radicado y el código de verificación "
        "impresos en esta carta. Guárdela: quien tenga los dos puede hacerlo."
    )
