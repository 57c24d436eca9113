"""Parts that letters of any kind are made of."""

from collections.abc import Iterable

from ground.documents.models import Document
from radicados.letters import Paragraph


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Running text as people type it: an empty line begins another paragraph."""
    parts = (part.strip() for part in text.replace("\r", "").split("\n\n"))
    return tuple(Paragraph(part) for part in parts if part)


def enclosures(documents: Iterable[Document]) -> tuple[Paragraph, ...]:
    """The files that go with it, each with the fingerprint that tells it from any other."""
    lines = [f"{n}. {document.name} (SHA-256 {document.sha256})" for n, document in enumerate(documents, 1)]
    return (Paragraph("Anexos:\n" + "\n".join(lines)),) if lines else ()


def in_a_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]
