"""The letter that tells why an answer takes longer, and until when (CPACA, art. 14, par.; Ley 1581 de
2012, arts. 14 and 15)."""

from datetime import date

from legal_calendar.days_in_words import business_days
from legal_calendar.legal_time import long_date
from pqrsd.deadlines import Deadline
from pqrsd.letters.day_count import day_count_in_words
from pqrsd.letters.parts import reference, to_petitioner, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import paragraphs
from radicados.letters import Fields, Letter, Paragraph


def compose_extension(
    pqrsd: Pqrsd, *, days: int, text: str, former_due_on: date, deadline: Deadline
) -> Letter:
    """`deadline` has the extension in it; raises NoSignatoryError."""
    return to_petitioner(
        pqrsd,
        "Prórroga del término para responder su petición con radicado",
        (
            Paragraph(
                f"No es posible responder su {reference(pqrsd)}, en el término inicial. Antes de que venza "
                "le informamos los motivos y la fecha en que recibirá la respuesta "
                f"({pqrsd.termino.norm})."
            ),
            *paragraphs(text),
            Fields(
                "Término",
                (
                    ("Fecha límite anterior", long_date(former_due_on)),
                    ("Prórroga", business_days(days)),
                    ("Nueva fecha límite", long_date(deadline.due_on)),
                ),
            ),
            Paragraph(f"Cómo se calculó el plazo: {day_count_in_words(deadline, pqrsd.effective_on)}"),
            tracking(),
        ),
    )
