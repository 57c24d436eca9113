"""The NIT of a legal person: nine digits, of the series that DIAN gives, and a check digit (Estatuto Tributario,
art. 555-1; Orden Administrativa 4 de 1989). Pure functions.

The digit is no part of the number: nine digits and a tenth that is missing would be another company's number,
one time in ten. It is read apart, compared, and never taken for granted.
"""

import re
import unicodedata
from typing import NamedTuple, Self

from django.core.exceptions import ValidationError
from django.db.models import CharField, Func
from django.utils.translation import gettext_lazy as _
from stdnum.co import nit as stdnum_nit

BASE_LENGTH = 9
_WEIGHTS = tuple(enumerate((41, 37, 29, 23, 19, 17, 13, 7, 3), start=1))  # of each digit of the base, from the left
_NAME = re.compile(r"\A\W*N\W*I\W*T\W*(?:N[º°O]\W*)?")
_DIGIT_NAME = re.compile(r"\W*\bD\W?V\b\W*(?=\d\W*\Z)")
_NUMBER = re.compile(r"(?<!\S)\d[\d.,\-–]*(?!\S)", re.ASCII)
_HYPHEN = r"[-‐‑‒–—−]"


class Nit(NamedTuple):
    base: str
    digit: str

    def __str__(self) -> str:
        """As people read it: `900.494.393-3`."""
        return f"{_grouped(self.base)}-{self.digit}"

    @classmethod
    def of(cls, base: str) -> Self:
        return cls(base, stdnum_nit.calc_check_digit(base))

    @classmethod
    def read(cls, typed: str) -> Self:
        """The NIT of a legal person as it was typed, with its check digit; raises ValidationError in the page's
        language."""
        base, digit = _parts(typed)
        if not re.fullmatch(rf"\d{{{BASE_LENGTH}}}", base, re.ASCII):
            wording = _(
                "El NIT de una persona jurídica tiene nueve dígitos y uno de verificación, por ejemplo "
                "900.494.393-3. Revise el número."
            )
            raise ValidationError(wording, code="nit_format")
        right = cls.of(base)
        if not digit:
            wording = _("Falta el dígito de verificación: si el NIT es {base}, sería {digit}. Escriba {whole}.")
            told = wording.format(base=_grouped(base), digit=right.digit, whole=right)
            raise ValidationError(told, code="nit_without_digit")
        if digit != right.digit:
            wording = _("El dígito de verificación no corresponde a ese NIT; revise el número.")
            raise ValidationError(wording, code="nit_check_digit")
        return right


def _parts(typed: str) -> tuple[str, str]:
    """The base and the digit, "" when none was typed; what is not digits stays in the base, to be refused."""
    text = _NAME.sub("", unicodedata.normalize("NFKC", typed).upper())
    text = re.sub(r"[\s.,]", "", _DIGIT_NAME.sub("-", text))
    after_hyphen = re.fullmatch(rf"(.*\d){_HYPHEN}(\d)", text, re.ASCII)
    base, digit = after_hyphen.groups() if after_hyphen else (text, "")
    base = re.sub(_HYPHEN, "", base)
    if not digit and len(base) == BASE_LENGTH + 1:
        return base[:-1], base[-1]
    return base, digit


def _grouped(base: str) -> str:
    return re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ".", base)


def base_typed(typed: str) -> str:
    """What was typed before the check digit, whichever digit that is, and whether or not there is one."""
    return _parts(typed)[0]


# --- What somebody looks for ---------------------------------------------------------------------------
def as_stored(words: str) -> str:
    """With its numbers without points or hyphens, and a NIT without its digit."""
    return _NUMBER.sub(lambda number: _base_of(number[0]) or re.sub(r"\D", "", number[0]), words)


def as_printed(words: str) -> str:
    """With its NIT as letters say them, up to the digit: `900494393` is `900.494.393`."""
    return _NUMBER.sub(lambda number: _grouped(_base_of(number[0])) or number[0], words)


def _base_of(number: str) -> str:
    """Of a NIT with its digit or without; "" when it is none."""
    base, digit = _parts(number)
    is_nit = len(base) == BASE_LENGTH and digit in {"", Nit.of(base).digit}
    return base if is_nit else ""


class CheckDigit(Func):
    """The digit of the NIT whose base a column has, as the database computes it."""

    arity = 1
    output_field = CharField()
    _WEIGHED = (f"(ascii(substr(%(expressions)s, {place}, 1)) - 48) * {weight}" for place, weight in _WEIGHTS)
    template = f"substr('01987654321', mod({' + '.join(_WEIGHED)}, 11) + 1, 1)"
