"""Accreditation codes of ILAC members' accreditation bodies. Pure functions.

ONAC writes `AA-NNN-###`: the year of the application, the scheme (LAC: calibration, LAB: testing…) and a
consecutive. Other members have formats of their own, of which only the shape of a code is asked.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

_ONAC = re.compile(r"(\d{2})\W*([A-Z]{3})\W*(\d{3})", re.ASCII)
_OTHER = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 ./\-]{0,38}[A-Z0-9]", re.ASCII)


def _tidy(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper()
    text = re.sub(r"[‐‑‒–—−_]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def onac_code(typed: str) -> str:
    """An ONAC code in its normal form (`10 lac 001` → `10-LAC-001`); raises ValidationError."""
    match = _ONAC.fullmatch(_tidy(typed).replace("-", " "))
    if not match:
        raise ValidationError(
            "Escriba el código como aparece en el certificado de ONAC, por ejemplo 10-LAC-001.",
            code="onac_code",
        )
    return "-".join(match.groups())


def other_code(typed: str) -> str:
    """Another body's code, tidied (`75/lc10.050` → `75/LC10.050`); raises ValidationError."""
    code = _tidy(typed)
    if not _OTHER.fullmatch(code):
        raise ValidationError(
            "Escriba el código del certificado: entre 2 y 40 letras, dígitos, puntos, guiones o barras, "
            "con al menos un dígito.",
            code="accreditation_code",
        )
    return code
