"""The *acuse de recibo* of a petition, or the *constancia* of a verbal one (Decreto 1166 de 2016)."""

from collections.abc import Iterator, Sequence

from django.conf import settings

from accounts.models import Company
from ground.documents.models import Document
from legal_calendar.legal_time import LEGAL_TIME, instant, long_date
from legal_calendar.stored import current_calendar
from pqrsd.clock import deadline_of
from pqrsd.kinds import VERBAL_CHANNELS, AnswerChannel, Kind
from pqrsd.letters.parts import (
    PETITIONER_DOCUMENT,
    day_count_in_words,
    deferral_in_words,
    letter_to,
    named,
    reached_at,
    represented,
    tracking,
)
from pqrsd.models import Petitioner, Pqrsd
from radicados.letter_parts import enclosures, paragraphs, unconfirmed
from radicados.letters import Block, DayScale, Fields, Letter, Paragraph

_RESERVED = (
    "El contenido de su denuncia no se copia en esta carta, para protegerla: lo conoce únicamente Control "
    "interno disciplinario. Quien lea el código QR solo verá que la carta es auténtica."
)
_SILENCE = (
    "Si en ese plazo no recibe respuesta, se entenderá que su solicitud fue aceptada y las copias se le "
    "entregarán dentro de los tres días hábiles siguientes (CPACA, artículo 14, numeral 1)."
)
_CLAIM = (
    "Mientras se decide, figura como «reclamo en trámite». Si no está de acuerdo con la respuesta, o no la "
    "recibe en el término, puede presentar una queja ante la Superintendencia de Industria y Comercio (Ley "
    "1581 de 2012, artículos 15 y 16). No se suprimen los datos que la ley obliga a conservar: los radicados "
    "y sus cartas permanecen como documentos de archivo (Ley 594 de 2000), y las autorizaciones, como prueba."
)


def compose_receipt(
    pqrsd: Pqrsd,
    petitioner: Petitioner | None,
    documents: Sequence[Document],
    *,
    company: Company | None = None,
    spot_answer: str = "",
    folios: int | None = None,
) -> Letter:
    """The letter as it will be frozen, with what was answered on the spot; `company` is the one whose account files
    it. Raises NoSignatoryError."""
    what = "Constancia de petición verbal" if pqrsd.channel in VERBAL_CHANNELS else "Acuse de recibo"
    blocks = _blocks(pqrsd, petitioner, documents, company, spot_answer, folios)
    return letter_to(petitioner, subject=f"{what}: {named(pqrsd)}", blocks=blocks)


def _blocks(
    pqrsd: Pqrsd,
    petitioner: Petitioner | None,
    documents: Sequence[Document],
    company: Company | None,
    spot_answer: str,
    folios: int | None,
) -> Iterator[Block]:
    how, note = "recibió", ""
    if pqrsd.channel in VERBAL_CHANNELS:
        how = "escuchó y puso por escrito"
        note = " Se deja constancia de que se presentó de manera verbal (Decreto 1166 de 2016)."
    yield Paragraph(
        f"El {settings.ENTITY['name']} {how} su {named(pqrsd)} el {instant(pqrsd.received_at)} (hora legal "
        f"de Colombia) y la radicó con este número.{note}"
    )
    is_at_once = pqrsd.effective_on == pqrsd.received_at.astimezone(LEGAL_TIME).date()
    # What is received here is filed at once: the letter has that instant beside its number.
    rows = (
        ("Clase", pqrsd.get_kind_display()),
        ("Presentada", pqrsd.get_channel_display()),
        ("Peticionario", str(petitioner) if petitioner else "Anónimo"),
        (PETITIONER_DOCUMENT, petitioner.document if petitioner else ""),
        ("Recibida", instant(pqrsd.received_at) if pqrsd.received_by else ""),
        ("Fecha efectiva", "" if is_at_once else long_date(pqrsd.effective_on)),
        ("Fecha límite de respuesta", long_date(pqrsd.due_on)),
        ("Dependencia", pqrsd.office.name),
        ("Medio de respuesta", AnswerChannel(pqrsd.answer_channel).label),
        ("La recibió", str(pqrsd.received_by) if pqrsd.received_by else ""),
        ("Lengua", pqrsd.language),
        ("Folios en papel", str(folios or "")),
    )
    yield Fields("Petición", tuple(row for row in rows if row[1]), documents=(PETITIONER_DOCUMENT,))
    if petitioner:
        # For whom they ask and where they are notified (Decreto 1166 de 2016): running text, which no public
        # page shows.
        where = reached_at(petitioner)
        told = (represented(petitioner), where and f"Recibe correspondencia y notificaciones en: {where}")
        if any(told):
            yield Paragraph(f"{'. '.join(filter(None, told)).removesuffix('.')}.")  # «Bogotá, D. C.» has its own
    yield from unconfirmed(company)
    if pqrsd.priority_ground:
        yield Paragraph(f"Pidió atención prioritaria. Motivo: {pqrsd.get_priority_ground_display()}.")
    deadline = deadline_of(pqrsd, current_calendar())
    days = tuple(day.number or 0 for day in deadline.trace)
    first, last = (long_date(day.date).rpartition(" de ")[0] for day in (deadline.trace[0], deadline.trace[-1]))
    expires = f"El término vence el {long_date(pqrsd.due_on)}: día {days[-1]} de {days[-1]}."
    yield DayScale(expires, first, last, days)
    counted = day_count_in_words(deadline, pqrsd.effective_on)
    yield Paragraph(f"Cómo se calculó el plazo: {deferral_in_words(pqrsd.received_at, pqrsd.effective_on)}{counted}")
    if pqrsd.kind == Kind.INFORMATION:
        yield Paragraph(_SILENCE)
    if pqrsd.kind == Kind.DATA_CLAIM:
        yield Paragraph(_CLAIM)
    if pqrsd.missing:
        yield Paragraph(
            "Se deja constancia de que al presentarla se le informó lo que faltaba y usted insistió en "
            f"radicarla (CPACA, artículo 15). Faltaba: {'; '.join(pqrsd.missing)}."
        )
    if pqrsd.is_reserved:
        yield Paragraph(_RESERVED)
    else:
        yield Paragraph(f"Lo que usted solicitó, con el asunto «{pqrsd.subject}» y en sus palabras:")
        yield from paragraphs(pqrsd.request)
        if pqrsd.grounds:
            yield from (Paragraph("Razones:"), *paragraphs(pqrsd.grounds))
        if spot_answer:
            yield from (Paragraph("Lo que se le respondió en el acto:"), *paragraphs(spot_answer))
        yield from enclosures(documents)
    yield tracking()
