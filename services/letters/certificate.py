"""The certificate of somebody who took part in a course; and what is written when a course is not given."""

from django.conf import settings

from radicados.letter_parts import letterhead, paragraphs
from radicados.letters import Fields, Letter, Paragraph
from services.kinds import Result
from services.letters.parts import FAREWELL, following, reference, to_customer
from services.models import CourseEdition, Seat, ServiceRequest

DID = {Result.PASSED: "asistió y aprobó el", Result.ATTENDED: "asistió al"}


def compose_certificate(seat: Seat) -> Letter:
    """To the participant; it opens no case. It names the one that it replaces. Raises NoSignatoryError."""
    person, edition, result = seat.participant, seat.edition, Result(seat.result)
    held_by = f"El {settings.ENTITY['name']} hace constar que {person}, con documento {seat.document}, {DID[result]}"
    facts = (
        ("Curso", edition.name),
        ("Cuándo", edition.when),
        ("Dónde", edition.where),
        ("Intensidad", f"{edition.hours} horas"),
        ("Constancia de", str(result.label).lower()),
    )
    older = seat.certificate
    blocks = (
        Paragraph(f"{held_by} curso «{edition.name}», {edition.when}, con una intensidad de {edition.hours} horas."),
        Fields("El curso", facts),
        *((Paragraph(f"Reemplaza la constancia {older.letter.number}, que ya no vale."),) if older else ()),
    )
    return Letter(
        **letterhead(),
        subject=f"Constancia de {str(result.label).lower()}: {edition.name}",
        addressee=("Señor(a)", str(person), seat.document),
        salutation="Respetado(a) señor(a):",
        blocks=blocks,
        farewell=FAREWELL,
    )


def compose_cancellation(request: ServiceRequest, edition: CourseEdition, *, reason: str) -> Letter:
    """To whoever enrolled somebody in an edition that is not given. Raises NoSignatoryError."""
    blocks = (
        Paragraph(
            f"El {settings.ENTITY['name']} no dictará el curso «{edition.name}», {edition.when}, en el que inscribió a "
            f"los participantes de su {reference(request)}."
        ),
        *paragraphs(reason),
        Paragraph(
            "Usted decide: escríbanos si prefiere otra edición del curso o, si ya pagó, que se le devuelva el dinero. "
            "Mientras tanto su solicitud sigue abierta."
        ),
        following(),
    )
    return to_customer(request, f"Se canceló el curso «{edition.name}»", blocks)
