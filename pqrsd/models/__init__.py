"""Petitions, what was asked of their petitioners, and the law that rules them."""

from pqrsd.models.exchanges import CompletionRequest, Rating
from pqrsd.models.petition import Petitioner, PetitionerCharacterisation, Pqrsd
from pqrsd.models.reference import CalendarCopy, Termino
from pqrsd.models.report import QuarterlyReport

__all__ = [
    "CalendarCopy",
    "CompletionRequest",
    "Petitioner",
    "PetitionerCharacterisation",
    "Pqrsd",
    "QuarterlyReport",
    "Rating",
    "Termino",
]
