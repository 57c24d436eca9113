"""What ends a petition without answering it: reasoned acts (CPACA, arts. 17 and 19), and the letter about a
claim of personal data that was given up (Ley 1581 de 2012, art. 15)."""

from collections.abc import Iterable

from legal_calendar.legal_time import long_date
from pqrsd.letters.outgoing import appeal, following, reference, to_petitioner
from pqrsd.models import CompletionRequest, Pqrsd
from radicados.letter_parts import paragraphs
from radicados.letters import Block, Letter, Paragraph

_AGAIN = "Puede presentar de nuevo la petición, con el lleno de los requisitos, cuando quiera."


def compose_disrespect(pqrsd: Pqrsd, *, text: str) -> Letter:
    """Rejected for lack of respect (art. 19)."""
    decided = (
        f"Se rechaza su {reference(pqrsd)}, porque toda petición debe ser respetuosa, so pena de rechazo "
        "(CPACA, artículo 19), por las siguientes razones:"
    )
    again = Paragraph("Puede presentarla de nuevo en términos respetuosos.")
    return _decision(pqrsd, "Rechazo de su petición con radicado", decided, text, (again, appeal()))


def compose_repetition(pqrsd: Pqrsd, *, text: str, earlier: str) -> Letter:
    """Referred to the answer that was given before (art. 19); it decides nothing anew."""
    decided = (
        f"Su {reference(pqrsd)}, reitera una que ya fue resuelta. Nos remitimos a la respuesta dada "
        f"en la comunicación con radicado {earlier} (CPACA, artículo 19)."
    )
    return _decision(pqrsd, "Remisión a la respuesta anterior, petición con radicado", decided, text, ())


def compose_archive(pqrsd: Pqrsd, *, text: str, norm: str) -> Letter:
    decided = f"Se archiva su {reference(pqrsd)}{norm}, por las siguientes razones:"
    return _decision(pqrsd, "Archivo de su petición con radicado", decided, text, (appeal(),))


def compose_lapse(pqrsd: Pqrsd, *, text: str, asked: CompletionRequest) -> Letter:
    """Nobody completed it, or clarified it (CPACA, art. 19), in the time that was given: an act, with its
    recourse, where the norm wants one."""
    subject = "Archivo" if asked.is_unclear else "Desistimiento tácito y archivo"
    blocks = (Paragraph(_AGAIN), *([appeal()] if pqrsd.termino.lapses_by_act else []))
    return _decision(pqrsd, f"{subject} de su petición con radicado", _lapsed(pqrsd, asked), text, blocks)


def _lapsed(pqrsd: Pqrsd, asked: CompletionRequest) -> str:
    asked_on, due_on = long_date(asked.requested_on), long_date(asked.due_on)
    if asked.is_unclear:
        return (
            f"El {asked_on} le pedimos corregir o aclarar su {reference(pqrsd)}. El plazo venció el {due_on} "
            "y no recibimos la aclaración; por eso se archiva (CPACA, artículo 19)."
        )
    termino = pqrsd.termino
    verb = "se decreta el desistimiento" if termino.lapses_by_act else "se entiende que desistió de ella"
    return (
        f"El {asked_on} le pedimos completar su {reference(pqrsd)}. El plazo venció el {due_on} y no la "
        f"completó; por eso {verb} y se archiva el expediente ({termino.completion_norm})."
    )


def _decision(pqrsd: Pqrsd, subject: str, decided: str, text: str, remedies: Iterable[Block]) -> Letter:
    return to_petitioner(pqrsd, subject, (Paragraph(decided), *paragraphs(text), *remedies, following()))
