"""Parts that letters of any kind are made of, and who writes and signs those that are composed today."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from accounts.models import Company
from ground.documents.models import Document
from radicados.letters import Entity, Paragraph, Signer
from radicados.models import Signatory


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Running text as people type it: an empty line begins another paragraph."""
    parts = (part.strip() for part in text.replace("\r", "").split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)


def enclosures(documents: Iterable[Document]) -> tuple[Paragraph, ...]:
    """The files that go with it, each with the fingerprint that tells it from any other."""
    lines = [f"{n}. {document.name} (SHA-256 {document.sha256})" for n, document in enumerate(documents, 1)]
    return (Paragraph("Anexos:\n" + "\n".join(lines)),) if lines else ()


def unconfirmed(company: Company | None) -> tuple[Paragraph, ...]:
    """What a letter says of a company that nobody has confirmed yet; nothing of any other."""
    if company is None or company.confirmed_at:
        return ()
    return (
        Paragraph(
            f"El {settings.ENTITY['name']} no ha confirmado todavía quién representa a {company.legal_name} "
            f"({company.tax_number}) en este portal: quien presentó este documento lo hizo en su nombre por haberla "
            "registrado."
        ),
    )


def in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


class NoSignatoryError(Exception):
    """Nobody is empowered to sign today: no letter can be composed."""


def letterhead() -> dict:
    """The `entity`, `signer` and `base_url` of a Letter; raises NoSignatoryError."""
    signatory = Signatory.objects.in_force(timezone.localdate()).first()
    if signatory is None:
        raise NoSignatoryError("No hay un firmante vigente.")
    return {
        "entity": Entity(**{name: settings.ENTITY[name] for name in Entity.__dataclass_fields__}),
        "signer": Signer(signatory.name, signatory.position, signatory.is_acting),
        "base_url": settings.PORTAL_BASE_URL,
    }
