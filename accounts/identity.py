"""Identity documents of persons and entities: kinds, patterns, normal form, masking. Pure functions.

Patterns follow Colombian practice; those of foreign documents are deliberately soft. The NIT's check
digit is DIAN's modulo 11 (python-stdnum).
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from stdnum.co import nit as stdnum_nit

# As long as names may be: those of a person, one of the two parts.
NAME_LENGTH = 200


class DocumentType(models.TextChoices):
    CC = "CC", "Cédula de ciudadanía"
    CE = "CE", "Cédula de extranjería"
    TI = "TI", "Tarjeta de identidad"
    PA = "PA", "Pasaporte"
    PEP = "PEP", "Permiso especial de permanencia"
    PPT = "PPT", "Permiso por protección temporal"
    NIT = "NIT", "NIT"
    DE = "DE", "Documento extranjero"


PERSON_DOCUMENT_TYPES = [choice for choice in DocumentType.choices if choice[0] != DocumentType.NIT]

_PATTERNS = {
    DocumentType.CC: (r"[1-9]\d{2,9}", "entre 3 y 10 dígitos, sin ceros a la izquierda"),
    DocumentType.CE: (r"\d{3,7}", "entre 3 y 7 dígitos"),
    DocumentType.TI: (r"\d{10,11}", "10 u 11 dígitos"),
    DocumentType.PA: (r"[A-Z0-9]{5,16}", "entre 5 y 16 letras o dígitos"),
    DocumentType.PEP: (r"\d{15}", "15 dígitos"),
    DocumentType.PPT: (r"\d{5,8}", "entre 5 y 8 dígitos"),
    DocumentType.DE: (r"[A-Z0-9][A-Z0-9-]{2,29}", "entre 3 y 30 letras, dígitos o guiones"),
}


def normalise_document_number(document_type: str, number: str) -> str:
    """The number as it is stored: upper case, without spaces, points or (save foreign ones) hyphens."""
    number = unicodedata.normalize("NFKC", number).upper()
    dropped = r"[\s.,]" if document_type == DocumentType.DE else r"[\s.,\-–—]"
    return re.sub(dropped, "", number)


def validate_document_number(document_type: str, number: str) -> None:
    """Check a normalised number against its type; raises ValidationError in Spanish."""
    if document_type == DocumentType.NIT:
        validate_nit(number)
        return
    pattern, wording = _PATTERNS[DocumentType(document_type)]
    if not re.fullmatch(pattern, number, re.ASCII):
        label = DocumentType(document_type).label
        raise ValidationError(f"El número de «{label}» debe tener {wording}.", code="document_number")


def validate_nit(number: str) -> None:
    """Check a NIT written with its check digit at the end (`9004943933`)."""
    if not re.fullmatch(r"\d{9,10}", number, re.ASCII):
        raise ValidationError(
            "Escriba el NIT con su dígito de verificación, por ejemplo 900.494.393-3.", code="nit_format"
        )
    if not stdnum_nit.is_valid(number):
        raise ValidationError(
            "El dígito de verificación no corresponde a ese NIT; revise el número.", code="nit_check_digit"
        )


def format_nit(number: str) -> str:
    """`9004943933` as people read it: `900.494.393-3`."""
    return stdnum_nit.format(number)


def mask_document_number(number: str) -> str:
    """The number with all but its last digits hidden: four of a long one, two of a short one."""
    shown = 4 if len(number) >= 8 else 2
    return "•" * (len(number) - shown) + number[-shown:]
