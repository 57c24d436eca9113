"""The *acuse de recibo* of a petition, or the *constancia* of a verbal one (Decreto 1166 de 2016)."""

from collections.abc import Sequence

from django.conf import settings

from documents.models import Document
from legal_calendar.stored import current_calendar
from pqrsd.clock import deadline_of
from pqrsd.kinds import VERBAL_CHANNELS, AnswerChannel, Kind
from pqrsd.letters.counting import explained
from pqrsd.letters.parts import (
    PETITIONER_DOCUMENT,
    addressee,
    enclosures,
    paragraphs,
    salutation,
    tracking,
)
from pqrsd.models import Petitioner, Pqrsd
from radicados.legal_time import instant, long_date
from radicados.letterhead import letterhead
from radicados.letters import Block, Fields, Letter, Paragraph

_RESERVED = (
    "El contenido de su denuncia no se copia en esta carta, para protegerla: lo conoce únicamente Control "
    "interno disciplinario. Quien lea el código QR solo verá que la carta es auténtica."
)
_SILENCE = (
    "Si en ese plazo no recibe respuesta, se entenderá que su solicitud fue aceptada y las copias se le "
    "entregarán dentro de los tres días hábiles siguientes (CPACA, artículo 14, numeral 1)."
)


def compose(pqrsd: Pqrsd, petitioner: Petitioner | None, documents: Sequence[Document]) -> Letter:
    """The letter as it will be frozen; raises NoSignatoryError."""
    return Letter(
        **letterhead(),
        subject=_subject(pqrsd),
        addressee=addressee(petitioner),
        salutation=salutation(petitioner),
        blocks=tuple(_blocks(pqrsd, petitioner, documents)),
        farewell="Cordialmente,",
    )


def _subject(pqrsd: Pqrsd) -> str:
    what = "Constancia de petición verbal" if pqrsd.channel in VERBAL_CHANNELS else "Acuse de recibo"
    return f"{what}: {pqrsd.get_kind_display().lower()}"


def _blocks(pqrsd: Pqrsd, petitioner: Petitioner | None, documents: Sequence[Document]):
    yield Paragraph(_reception(pqrsd))
    yield _facts(pqrsd, petitioner)
    yield Paragraph(
        f"Cómo se calculó el plazo: {explained(deadline_of(pqrsd, current_calendar()), pqrsd.effective_on)}"
    )
    if pqrsd.kind == Kind.INFORMATION:
        yield Paragraph(_SILENCE)
    if pqrsd.missing:
        yield Paragraph(_insistence(pqrsd))
    yield from _content(pqrsd, documents)
    yield tracking(pqrsd)


def _reception(pqrsd: Pqrsd) -> str:
    how = "escuchó y puso por escrito" if pqrsd.channel in VERBAL_CHANNELS else "recibió"
    return (
        f"El {settings.ENTITY['name']} {how} su {pqrsd.get_kind_display().lower()} el "
        f"{instant(pqrsd.received_at)} (hora legal de Colombia) y la radicó con el número, la fecha y la "
        "hora de esta carta."
    )


def _facts(pqrsd: Pqrsd, petitioner: Petitioner | None) -> Fields:
    document = petitioner.document if petitioner else ""
    rows = (
        ("Clase", pqrsd.get_kind_display()),
        ("Presentada", pqrsd.get_channel_display()),
        ("Peticionario", str(petitioner) if petitioner and str(petitioner) else "Anónimo"),
        (PETITIONER_DOCUMENT, document),
        ("Recibida", instant(pqrsd.received_at)),
        ("Fecha efectiva", long_date(pqrsd.effective_on)),
        ("Fecha límite de respuesta", long_date(pqrsd.due_on)),
        ("Dependencia", pqrsd.office.name),
        ("Medio de respuesta", AnswerChannel(pqrsd.answer_channel).label),
        ("La recibió", str(pqrsd.received_by) if pqrsd.received_by else ""),
        ("Lengua", pqrsd.language),
        ("Atención prioritaria", pqrsd.get_priority_ground_display() if pqrsd.priority_ground else ""),
    )
    return Fields("Petición", tuple(row for row in rows if row[1]), documents=(PETITIONER_DOCUMENT,))


def _insistence(pqrsd: Pqrsd) -> str:
    return (
        "Se deja constancia de que al presentarla se le informó lo que faltaba y usted insistió en radicarla "
        f"(CPACA, artículo 15). Faltaba: {'; '.join(pqrsd.missing)}."
    )


def _content(pqrsd: Pqrsd, documents: Sequence[Document]) -> tuple[Block, ...]:
    if pqrsd.is_reserved:
        return (Paragraph(_RESERVED),)
    grounds = (Paragraph("Razones:"), *paragraphs(pqrsd.grounds)) if pqrsd.grounds else ()
    return (
        Paragraph(f"Asunto: {pqrsd.subject}"),
        Paragraph("Lo que usted solicitó, en sus palabras:"),
        *paragraphs(pqrsd.request),
        *grounds,
        *enclosures(documents),
    )
