"""Identity documents and telephones: kinds, patterns, normal form, masking. Pure functions.

Patterns follow Colombian practice; those of foreign documents are deliberately soft. The NIT's check
digit is DIAN's modulo 11 (python-stdnum).
"""

import re
import unicodedata

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.co import nit as stdnum_nit

# As long as names may be: those of a person, one of the two parts.
NAME_LENGTH = 200


class DocumentType(models.TextChoices):
    CC = "CC", _("Cédula de ciudadanía")
    CE = "CE", _("Cédula de extranjería")
    TI = "TI", _("Tarjeta de identidad")
    PA = "PA", _("Pasaporte")
    PEP = "PEP", _("Permiso especial de permanencia")
    PPT = "PPT", _("Permiso por protección temporal")
    NIT = "NIT", "NIT"
    DE = "DE", _("Documento extranjero")


PERSON_DOCUMENT_TYPES = [choice for choice in DocumentType.choices if choice[0] != DocumentType.NIT]

_PATTERNS = {
    DocumentType.CC: (
        r"[1-9]\d{2,9}",
        _("El número de «{label}» debe tener entre 3 y 10 dígitos, sin ceros a la izquierda."),
    ),
    DocumentType.CE: (r"\d{3,7}", _("El número de «{label}» debe tener entre 3 y 7 dígitos.")),
    DocumentType.TI: (r"\d{10,11}", _("El número de «{label}» debe tener 10 u 11 dígitos.")),
    DocumentType.PA: (r"[A-Z0-9]{5,16}", _("El número de «{label}» debe tener entre 5 y 16 letras o dígitos.")),
    DocumentType.PEP: (r"\d{15}", _("El número de «{label}» debe tener 15 dígitos.")),
    DocumentType.PPT: (r"\d{5,8}", _("El número de «{label}» debe tener entre 5 y 8 dígitos.")),
    DocumentType.DE: (
        r"[A-Z0-9][A-Z0-9-]{2,29}",
        _("El número de «{label}» debe tener entre 3 y 30 letras, dígitos o guiones."),
    ),
}


def normalise_document_number(document_type: str, number: str) -> str:
    """The number as it is stored: upper case, without spaces, points or (save foreign ones) hyphens."""
    number = unicodedata.normalize("NFKC", number).upper()
    dropped = r"[\s.,]" if document_type == DocumentType.DE else r"[\s.,\-–—]"
    return re.sub(dropped, "", number)


def validate_document_number(document_type: str, number: str) -> None:
    """Check a normalised number against its type; raises ValidationError in the page's language."""
    if document_type == DocumentType.NIT:
        validate_nit(number)
        return
    pattern, wording = _PATTERNS[DocumentType(document_type)]
    if not re.fullmatch(pattern, number, re.ASCII):
        label = DocumentType(document_type).label
        raise ValidationError(wording.format(label=label), code="document_number")


def validate_nit(number: str) -> None:
    """Check a NIT written with its check digit at the end (`9004943933`)."""
    if not re.fullmatch(r"\d{9,10}", number, re.ASCII):
        raise ValidationError(
            _("Escriba el NIT con su dígito de verificación, por ejemplo 900.494.393-3."), code="nit_format"
        )
    if not stdnum_nit.is_valid(number):
        raise ValidationError(
            _("El dígito de verificación no corresponde a ese NIT; revise el número."), code="nit_check_digit"
        )


def format_nit(number: str) -> str:
    """`9004943933` as people read it: `900.494.393-3`."""
    return stdnum_nit.format(number)


def mask_document_number(number: str) -> str:
    """The number with all but its last digits hidden: four of a long one, two of a short one."""
    shown = 4 if len(number) >= 8 else 2
    return "•" * (len(number) - shown) + number[-shown:]


# --- Telephones ----------------------------------------------------------------------------------------
# Ten digits since 2021-09-01 (Resolución CRC 5826 de 2019): mobiles begin with 3, landlines with 60 and
# the digit of their region.
_COLOMBIAN_PHONE = r"3\d{9}|60[1245678]\d{7}"
_NEW_LANDLINE = _(
    "Desde septiembre de 2021 los teléfonos fijos tienen 10 dígitos: escriba 60 y el indicativo de su "
    "región antes del número, por ejemplo {example} en Bogotá."
)
_PHONE_WORDING = _(
    "Escriba 10 dígitos, por ejemplo 300 123 4567 o 601 234 5678; si el teléfono es de otro país, "
    "comience con + y el código del país."
)


def normalise_phone(text: str) -> str:
    """The number as it is stored: ten digits for a Colombian one, `+` and digits for any other.

    What is neither digit nor the usual punctuation stays, for `validate_phone` to refuse.
    """
    number = re.sub(r"[\s().,/\-–—]", "", unicodedata.normalize("NFKC", text))
    number = re.sub(r"^00(?=[1-9])", "+", number)
    return re.sub(r"^(?:\+57|57)(?=\d{10}$)", "", number)


def validate_phone(text: str) -> None:
    """Check a normalised telephone; raises ValidationError in the page's language."""
    if re.fullmatch(_COLOMBIAN_PHONE, text, re.ASCII) or _is_foreign_phone(text):
        return
    if re.fullmatch(r"[2-8]\d{6}", text, re.ASCII):
        wording = _NEW_LANDLINE.format(example=f"601 {text[:3]} {text[3:]}")
        raise ValidationError(wording, code="phone_legacy")
    raise ValidationError(_PHONE_WORDING, code="phone")


def _is_foreign_phone(text: str) -> bool:
    """By its length and country code alone: each country opens new ranges more often than we update."""
    if not re.fullmatch(r"\+\d{6,15}", text, re.ASCII):
        return False
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return False
    return number.country_code != 57 and phonenumbers.is_possible_number(number)
