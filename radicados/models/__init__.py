from radicados.models.letter import LetterIssuance, Signatory, SignedLetter
from radicados.models.radicado import NUMBER_WIDTH, Actuacion, Consecutivo, Radicado

__all__ = [
    "NUMBER_WIDTH", "Actuacion", "Consecutivo", "LetterIssuance", "Radicado", "Signatory", "SignedLetter",
]  # fmt: skip
