"""*Documentación Anexa* (4.1.5): what is asked for, what has arrived and what is still missing."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from accounts.models.registration import DocumentCategory
from ground.documents.drafts import kept_files
from ground.documents.slots import Slot, UploadPlace
from ground.doors.throttling import Throttle

HINTS = {
    DocumentCategory.TAX: "El RUT actualizado; de una empresa extranjera, su documento tributario.",
    DocumentCategory.REPRESENTATIVE: "Si es de otro país, su pasaporte o documento de identidad.",
    DocumentCategory.CONTACT: "Su documento de identidad; si es de otro país, el pasaporte o un equivalente.",
    DocumentCategory.OTHER: "Los que quiera añadir, por ejemplo el certificado de existencia y "
    "representación legal. Puede escoger varios a la vez.",
}
MISSING = {
    DocumentCategory.TAX: "Adjunte el NIT o RUT de la empresa.",
    DocumentCategory.REPRESENTATIVE: "Adjunte la cédula del representante legal.",
    DocumentCategory.CONTACT: "Adjunte la cédula del contacto.",
}
OF_COMPANIES = frozenset({DocumentCategory.TAX, DocumentCategory.REPRESENTATIVE})


@dataclass(frozen=True, kw_only=True)
class Paper(UploadPlace):
    """The place of the page for the documents of one kind."""

    category: DocumentCategory

    @property
    def hint(self) -> str:
        return HINTS[self.category]

    @property
    def is_of_companies(self) -> bool:
        """Asked for of whoever brings a company, and of nobody else."""
        return self.category in OF_COMPANIES


def slot_of(category: DocumentCategory) -> Slot:
    uploads = Throttle("registration_uploads", settings.REGISTRATION_UPLOADS_PER_HOUR)
    if category == DocumentCategory.OTHER:
        return Slot(slot_name(category), uploads, limit=settings.REGISTRATION_MAX_DOCUMENTS)
    return Slot(slot_name(category), uploads, replaces=True)


def slot_name(category: DocumentCategory) -> str:
    return f"documents-{category.value}"


def papers(key: UUID, problems: dict[DocumentCategory, list[str]], post_to: str) -> list[Paper]:
    """Every place of the page of the registration with that key."""
    kept = kept_files(key)
    return [
        Paper(slot_of(category), kept, problems.get(category, []), post_to, category=category)
        for category in DocumentCategory
    ]


def lacking(key: UUID, *, brings_company: bool) -> dict[DocumentCategory, list[str]]:
    """A sentence for each kind that is required and has not arrived."""
    present = {kept.slot for kept in kept_files(key)}
    asked = MISSING.keys() if brings_company else MISSING.keys() - OF_COMPANIES
    return {category: [MISSING[category]] for category in asked if slot_name(category) not in present}
