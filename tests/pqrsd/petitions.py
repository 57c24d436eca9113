"""Petitions as people file them."""

import hashlib
from uuid import uuid4

from django.core.files.base import ContentFile

from ground.documents.models import Document
from pqrsd.filing import Submission, file_petition
from pqrsd.kinds import AnswerChannel, Applicant, Kind
from pqrsd.models import Pqrsd
from tests.triggers import without_triggers

PETITIONER = {
    "first_name": "Pedro",
    "last_name": "Peticionario",
    "document_type": "CC",
    "document_number": "1000000555",
    "email": "pedro@prueba.example",
}


def petition(kind: Kind = Kind.PRIVATE_INTEREST, *, petitioner: dict | None = PETITIONER, **facts) -> Pqrsd:
    """A filed petition; `facts` are of the Submission, or of the Pqrsd. Without a petitioner, anonymous."""
    ours = {name: facts.pop(name) for name in set(facts) & set(Submission.__dataclass_fields__)}
    asked = {
        "kind": kind,
        "applicant": Applicant.PERSON if petitioner else Applicant.ANONYMOUS,
        "subject": "Calibración de una balanza",
        "request": "Quiero saber cuándo se entrega el certificado de mi balanza.",
        "answer_channel": AnswerChannel.EMAIL if petitioner else AnswerChannel.PORTAL,
    }
    submission = {"submission_id": uuid4(), "petition": asked | facts, "petitioner": petitioner} | ours
    return file_petition(Submission(**submission))


def changed(pqrsd: Pqrsd, **facts) -> Pqrsd:
    """The case with other facts, as time or an act would leave it."""
    with without_triggers():
        Pqrsd.objects.filter(pk=pqrsd.pk).update(**facts)
    pqrsd.refresh_from_db()
    return pqrsd


def document(name: str = "anexo.pdf", content: bytes = b"%PDF-ficticio", **facts) -> Document:
    """A file as it was accepted before an antivirus was configured."""
    row = Document(
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **facts,
    )
    row.file.save(name, ContentFile(content), save=False)
    row.save()
    return row
