"""A handful of petitions for the demonstration. Whoever makes them is plainly fictitious."""

from uuid import UUID

from accounts.models import User
from pqrsd.filing import Submission, file_petition
from pqrsd.kinds import AnswerChannel, Applicant, FilingChannel, Kind, PriorityGround

ANA = {
    "first_name": "Ana María",
    "last_name": "Ficticia Gómez",
    "document_type": "CC",
    "document_number": "1000000002",
    "email": "persona@demo.example",
    "address": "Calle de Demostración 2",
}
PABLO = {"first_name": "Pablo", "last_name": "Periodista Ficticio", "email": "pablo@demo.example"}

PETITIONS = (
    {
        "kind": Kind.PRIVATE_INTEREST,
        "applicant": Applicant.PERSON,
        "subject": "Entrega del certificado de una balanza",
        "request": "Solicito saber cuándo se entrega el certificado de calibración de mi balanza.",
        "grounds": "La balanza se recibió hace dos meses.",
        "answer_channel": AnswerChannel.EMAIL,
    },
    {
        "kind": Kind.INFORMATION,
        "applicant": Applicant.PERSON,
        "subject": "Ensayos de aptitud del último año",
        "request": "Solicito copia del informe de los ensayos de aptitud del último año.",
        "answer_channel": AnswerChannel.EMAIL,
        "priority_ground": PriorityGround.JOURNALIST,
        "priority_reason": "Preparo una nota que se publica esta semana.",
    },
    {
        "kind": Kind.COMPLAINT,
        "applicant": Applicant.ANONYMOUS,
        "subject": "Demora en la atención por teléfono",
        "request": "Llamé tres veces la semana pasada y nadie contestó.",
        "answer_channel": AnswerChannel.PORTAL,
    },
    {
        "kind": Kind.REPORT,
        "applicant": Applicant.ANONYMOUS,
        "subject": "Denuncia de demostración",
        "request": "Esta denuncia es ficticia: solo la ve Control interno disciplinario.",
        "answer_channel": AnswerChannel.PORTAL,
    },
    {
        "kind": Kind.SUGGESTION,
        "applicant": Applicant.PERSON,
        "channel": FilingChannel.PHONE,
        "subject": "Horario de los cursos",
        "request": "Que los cursos de metrología se ofrezcan también los sábados.",
        "answer_channel": AnswerChannel.EMAIL,
    },
)


def file_demo_petitions(*, citizen: User, officer: User) -> None:
    """File those that are not there yet, each in its own transaction."""
    for place, petition in enumerate(PETITIONS):
        file_petition(
            Submission(
                submission_id=UUID(int=place),
                petition=petition,
                petitioner=_petitioner(petition),
                user=citizen if petition["kind"] == Kind.PRIVATE_INTEREST else None,
                received_by=officer if "channel" in petition else None,
            )
        )


def _petitioner(petition: dict) -> dict | None:
    if petition["applicant"] == Applicant.ANONYMOUS:
        return None
    return ANA if petition["kind"] == Kind.PRIVATE_INTEREST else PABLO
