"""Identity documents and telephones: kinds, patterns, normal form, masking. Pure functions.

Patterns follow Colombian practice; those of foreign documents are deliberately soft.
"""

import re
import unicodedata
from functools import cache

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ground.words import unaccented

# As long as names may be: those of a person, one of the two parts.
NAME_LENGTH = 200
PHONE_LENGTH = 30


class DocumentType(models.TextChoices):
    CC = "CC", _("Cédula de ciudadanía")
    CE = "CE", _("Cédula de extranjería")
    TI = "TI", _("Tarjeta de identidad")
    RC = "RC", _("Registro civil de nacimiento")
    PA = "PA", _("Pasaporte")
    PPT = "PPT", _("Permiso por protección temporal")
    CD = "CD", _("Carné diplomático")
    SC = "SC", _("Salvoconducto")
    PET = "PET", _("Permiso de permanencia para tutores (PEP-Tutor)")
    PEP = "PEP", _("Permiso especial de permanencia")
    NIT = "NIT", "NIT"
    DE = "DE", _("Documento extranjero")


# Of those who have not come of age: before seven, the registro civil; to eighteen, the tarjeta de identidad.
MINORS_DOCUMENTS = frozenset({DocumentType.RC, DocumentType.TI})
PERSON_DOCUMENT_TYPES = [choice for choice in DocumentType.choices if choice[0] != DocumentType.NIT]
# The PEP was a document to 2023-02-28 (Resolución 971 de 2021, art. 41): only rows of before have it.
OFFERED_DOCUMENT_TYPES = [choice for choice in PERSON_DOCUMENT_TYPES if choice[0] != DocumentType.PEP]
# Of whoever represents somebody by law (Código Civil, arts. 306 and 1504).
ADULT_DOCUMENT_TYPES = [choice for choice in OFFERED_DOCUMENT_TYPES if choice[0] not in MINORS_DOCUMENTS]

_PATTERNS = {
    DocumentType.CC: (
        r"[1-9]\d{2,9}",
        _("El número de «{label}» debe tener entre 3 y 10 dígitos, sin ceros a la izquierda."),
    ),
    DocumentType.CE: (r"\d{3,7}", _("El número de «{label}» debe tener entre 3 y 7 dígitos.")),
    DocumentType.TI: (r"\d{10,11}", _("El número de «{label}» debe tener 10 u 11 dígitos.")),
    DocumentType.RC: (
        r"\d{8}|\d{10,11}",
        _("El número de «{label}» debe tener 10 u 11 dígitos, u 8 si es el serial de uno antiguo."),
    ),
    DocumentType.PA: (r"[A-Z0-9]{5,16}", _("El número de «{label}» debe tener entre 5 y 16 letras o dígitos.")),
    DocumentType.PEP: (r"\d{15}", _("El número de «{label}» debe tener 15 dígitos.")),
    DocumentType.PPT: (r"\d{5,8}", _("El número de «{label}» debe tener entre 5 y 8 dígitos.")),
    DocumentType.DE: (
        r"[A-Z0-9][A-Z0-9-]{2,29}",
        _("El número de «{label}» debe tener entre 3 y 30 letras, dígitos o guiones."),
    ),
} | dict.fromkeys(
    (DocumentType.CD, DocumentType.SC, DocumentType.PET),
    (r"[A-Z0-9]{3,20}", _("El número de «{label}» debe tener entre 3 y 20 letras o dígitos.")),
)
_OF_DIGITS = {kind for kind, (pattern, _wording) in _PATTERNS.items() if "A-Z" not in pattern}

# As people call each in a list of theirs, and as the codes of the DIAN and of the health system do.
_CALLED = {
    DocumentType.CC: "13, cédula, ced, ciudadanía, cédula digital",
    DocumentType.CE: "22, extranjería, cédula extranjera",
    DocumentType.TI: "12, tarjeta",
    DocumentType.RC: "11, registro, registro civil",
    DocumentType.PA: "41, pas, passport",
    DocumentType.PPT: "48, PT, permiso temporal",
    DocumentType.CD: "carné, carnet, carnet diplomático",
    DocumentType.SC: "SC1, SC2, salvoconducto de permanencia",
    DocumentType.PET: "PEP tutor, PEPT",
    DocumentType.PEP: "47, PE, permiso especial",
    DocumentType.DE: "42, DNI, documento extranjero de identidad",
}
_NUMBER_SIGN = re.compile(r"(?:numero|num|nro|no|n)$")


def _plain(text: str) -> str:
    """Its letters and digits alone, without the words that are left out as easily as said."""
    words = re.findall(r"[a-z0-9]+", unaccented(text))
    return "".join(word for word in words if word not in {"de", "del", "por"}) or "".join(words)


@cache
def _types_by_name() -> dict[str, DocumentType]:
    with override(settings.LANGUAGE_CODE):
        return {
            _plain(name): kind
            for kind, called in _CALLED.items()
            for name in (kind.value, str(kind.label), *called.split(", "))
        }


def document_type_called(name: str) -> str:
    """The code of a document type by code or name (`c.c.`, `Cédula` → `CC`); what is neither comes back as it
    was, for a form to refuse."""
    return _types_by_name().get(_plain(name), name)


def normalise_document_number(document_type: str, number: str) -> str:
    """The number as it is stored: upper case, without the name of its type, nor spaces, points or (save foreign
    ones) hyphens."""
    number = _without_name(document_type, unicodedata.normalize("NFKC", number).upper().strip())
    dropped = r"[\s.,]" if document_type == DocumentType.DE else r"[\s.,\-‐‑–—]"
    return re.sub(dropped, "", number)


def _without_name(document_type: str, number: str) -> str:
    """`C.C. N.º 52.100.200` → `52.100.200`. Where letters belong to numbers, only a whole word is a name."""
    before = r"\D+" if document_type in _OF_DIGITS else r"[^\W\d_]{4,}[\s.:]+"
    if not (found := re.match(before, number)):
        return number
    name = _NUMBER_SIGN.sub("", _plain(found[0]))
    return number[found.end() :] if not name or document_type_called(name) == document_type else number


def checked_document_number(document_type: str, number: str) -> str:
    """The number as it is stored; raises ValidationError when it is none of its type."""
    number = normalise_document_number(document_type, number)
    validate_document_number(document_type, number)
    return number


def validate_document_number(document_type: str, number: str) -> None:
    """Check a normalised number against its type; raises ValidationError in the page's language."""
    pattern, wording = _PATTERNS[DocumentType(document_type)]
    if not re.fullmatch(pattern, number, re.ASCII):
        label = DocumentType(document_type).label
        raise ValidationError(wording.format(label=label), code="document_number")


def mask_document_number(number: str) -> str:
    """The number with all but its last digits hidden: four of a long one, two of a short one."""
    shown = 4 if len(number) >= 8 else 2
    return "•" * (len(number) - shown) + number[-shown:]


# --- Telephones ----------------------------------------------------------------------------------------
# Ten digits since 2021-09-01 (Resolución CRC 5826 de 2019): mobiles begin with 3, landlines with 60 and
# the digit of their region.
_COLOMBIAN_PHONE = r"3\d{9}|60[1245678]\d{7}"
# Until then: seven digits, after the region's and what one dialled before it.
_OLD_LANDLINE = r"(?:(?:\+?57|0[3579]?)?([1245678]))?([2-8]\d{6})"
_NEW_LANDLINE = _(
    "Desde septiembre de 2021 los teléfonos fijos tienen 10 dígitos: escriba 60 y el indicativo de su "
    "región antes del número, por ejemplo {example} en Bogotá."
)
_NEW_FORM = _("Desde septiembre de 2021 los teléfonos fijos tienen 10 dígitos: escriba {whole}.")
_PHONE_WORDING = _(
    "Escriba 10 dígitos, por ejemplo 300 123 4567 o 601 234 5678, y la extensión si la tiene; si el teléfono es "
    "de otro país, comience con + y el código del país."
)
_EXTENSION = re.compile(
    r"[\s,;.(/-]*(?:(?:\b|(?<=\d))(?:extensi[oó]n|extn?|ex|x)|#)[\s.:]*(\d{1,6})\)?\s*\Z", re.I | re.ASCII
)
EXTENSION = " ext. "


def normalise_phone(text: str) -> str:
    """The number as it is stored: ten digits for a Colombian one, `+` and digits for any other, and its
    extension, `6012345678 ext. 123`.

    What is neither digit nor the usual punctuation stays, for `validate_phone` to refuse.
    """
    text = unicodedata.normalize("NFKC", text)
    extension = _EXTENSION.search(text)
    number = re.sub(r"[\s().,/\-‐‑–—]", "", text[: extension.start()] if extension else text)
    number = re.sub(r"^00(?=[1-9])", "+", number)
    number = re.sub(r"^(?:\+57|57)(?=\d{10}$)", "", number)
    return f"{number}{EXTENSION}{extension[1]}" if extension else number


def validate_phone(text: str) -> None:
    """Check a normalised telephone; raises ValidationError in the page's language."""
    number, _said, extension = text.partition(EXTENSION)
    is_whole = text == number or re.fullmatch(r"\d{1,6}", extension, re.ASCII)
    if is_whole and (re.fullmatch(_COLOMBIAN_PHONE, number, re.ASCII) or _is_foreign_phone(number)):
        return
    if old := re.fullmatch(_OLD_LANDLINE, number, re.ASCII):
        region, local = old.groups()
        whole = f"60{region or 1} {local[:3]} {local[3:]}" + (EXTENSION + extension if extension else "")
        wording = _NEW_FORM.format(whole=whole) if region else _NEW_LANDLINE.format(example=whole)
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
