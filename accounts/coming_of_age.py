"""Who has not come of age (Ley 27 de 1977, art. 1: at eighteen), by what they tell of themselves. Pure.

A passport says nothing of age: the age that was told decides, and only without it the document does.
"""

from accounts.characterisation import AgeRange
from accounts.identity import MINORS_DOCUMENTS, DocumentType

MINORS_AGES = frozenset({AgeRange.EARLY_CHILDHOOD, AgeRange.CHILDHOOD, AgeRange.ADOLESCENCE})
# Of whom each document is: the registro civil to seven, the tarjeta to eighteen, the cédula from then on.
_AGES = {
    DocumentType.RC: {AgeRange.EARLY_CHILDHOOD, AgeRange.CHILDHOOD},
    DocumentType.TI: {AgeRange.CHILDHOOD, AgeRange.ADOLESCENCE},
    DocumentType.CC: set(AgeRange) - MINORS_AGES,
}


def is_minor(document_type: str, age_range: str) -> bool:
    return age_range in MINORS_AGES if age_range else document_type in MINORS_DOCUMENTS


def disagree(document_type: str, age_range: str) -> bool:
    """Whether people of that age have another document: one of the two may be a mistake."""
    return bool(age_range) and document_type in _AGES and age_range not in _AGES[DocumentType(document_type)]
