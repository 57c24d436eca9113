"""The act of filing and its document."""

from radicados.models.letter import LetterIssuance, SignedLetter
from radicados.models.radicado import NUMBER_WIDTH, Actuacion, Consecutivo, Radicado
from radicados.models.signatory import Signatory

__all__ = [
    "NUMBER_WIDTH",
    "Actuacion",
    "Consecutivo",
    "LetterIssuance",
    "Radicado",
    "Signatory",
    "SignedLetter",
]
