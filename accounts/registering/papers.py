"""*Documentación Anexa* (4.1.5): what is asked for, what has arrived and what is still missing."""

from dataclasses import dataclass, field

from accounts.models import RegistrationDraft
from accounts.models.registration import DocumentCategory, DraftDocument

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


@dataclass
class Slot:
    """A place of the page for the documents of one kind."""

    category: DocumentCategory
    received: list[DraftDocument] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Of its control, as it is posted."""
        return f"documents-{self.category.value}"

    @property
    def hint(self) -> str:
        return HINTS[self.category]

    @property
    def admits_many(self) -> bool:
        return self.category == DocumentCategory.OTHER

    @property
    def is_of_companies(self) -> bool:
        """Asked for of whoever brings a company, and of nobody else."""
        return self.category in OF_COMPANIES

    @property
    def errors(self) -> list[tuple[str, str]]:
        """As the error summary takes them."""
        return [(f"id_{self.name}", problem) for problem in self.problems]


def slots(draft: RegistrationDraft | None, problems: dict[str, list[str]]) -> list[Slot]:
    """Every slot of the page."""
    kept = list(draft.documents.select_related("document")) if draft else []
    return [
        Slot(category, [one for one in kept if one.category == category], problems.get(category, []))
        for category in DocumentCategory
    ]


def lacking(draft: RegistrationDraft, *, brings_company: bool) -> dict[str, list[str]]:
    """A sentence for each kind that is required and has not arrived."""
    present = set(draft.documents.values_list("category", flat=True))
    asked = MISSING.keys() if brings_company else MISSING.keys() - OF_COMPANIES
    return {category: [MISSING[category]] for category in asked if category not in present}
