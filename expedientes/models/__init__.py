"""A case, its steps and their files, the offices, and the browsers that follow it."""

from expedientes.models.case import CaseSession, Expediente, ExpedienteQuerySet
from expedientes.models.letter import LetterDraft, ModelParagraph
from expedientes.models.office import Dependencia
from expedientes.models.step import Anexo, Paso

__all__ = [
    "Anexo",
    "CaseSession",
    "Dependencia",
    "Expediente",
    "ExpedienteQuerySet",
    "LetterDraft",
    "ModelParagraph",
    "Paso",
]
