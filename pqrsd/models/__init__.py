"""Petitions, their steps, and the law that rules them."""

from pqrsd.models.calendar import CalendarCopy
from pqrsd.models.case import Anexo, CaseEvent, CompletionRequest, Rating
from pqrsd.models.petition import Petitioner, PetitionerCharacterisation, Pqrsd
from pqrsd.models.reference import Dependencia, Termino
from pqrsd.models.report import QuarterlyReport
from pqrsd.models.session import CaseSession

__all__ = [
    "Anexo",
    "CalendarCopy",
    "CaseEvent",
    "CaseSession",
    "CompletionRequest",
    "Dependencia",
    "Petitioner",
    "PetitionerCharacterisation",
    "Pqrsd",
    "QuarterlyReport",
    "Rating",
    "Termino",
]
