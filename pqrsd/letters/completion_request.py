"""The letter that asks to complete a petition (CPACA, art. 17; Ley 1581 de 2012, arts. 14 and 15), or to
clarify it (CPACA, art. 19)."""

from datetime import date

from legal_calendar.days_in_words import business_days
from legal_calendar.legal_time import long_date
from pqrsd.deadlines import Ground
from pqrsd.letters.parts import reference, to_petitioner, tracking
from pqrsd.models import Pqrsd, Termino
from radicados.letter_parts import paragraphs
from radicados.letters import Fields, Letter, Paragraph


def compose_completion_request(pqrsd: Pqrsd, *, ground: str, text: str, due_on: date | None) -> Letter:
    """Without `due_on` the term goes on while the petitioner is asked; raises NoSignatoryError."""
    is_unclear = ground == Ground.UNCLEAR and pqrsd.termino.clarification_days is not None
    wanted = "Aclaración de su petición" if is_unclear else "Solicitud de completar su petición"
    return to_petitioner(
        pqrsd,
        f"{wanted} con radicado",
        (
            Paragraph(_why(pqrsd, is_unclear)),
            *paragraphs(text),
            *([Fields("Plazo", _terms(pqrsd.termino, due_on, is_unclear))] if due_on else []),
            Paragraph(_until_then(pqrsd.termino, is_unclear)),
            tracking(),
        ),
    )


def _why(pqrsd: Pqrsd, is_unclear: bool) -> str:
    if is_unclear:
        return (
            f"Leímos su {reference(pqrsd)}, y no comprendemos su finalidad o su objeto. Por eso se la "
            "devolvemos para que la corrija o aclare (CPACA, artículo 19)."
        )
    norm = pqrsd.termino.completion_norm
    return f"Leímos su {reference(pqrsd)}, y para responderle de fondo hace falta que la complete ({norm})."


def _terms(termino: Termino, due_on: date, is_unclear: bool) -> tuple[tuple[str, str], ...]:
    months = termino.completion_months
    length = f"{months} mes{'es' if months > 1 else ''}"
    if termino.is_completion_extendable:
        length += ", que puede pedir ampliar una vez por un plazo igual"
    if is_unclear:
        length = business_days(termino.clarification_days)
    what = "Aclararla" if is_unclear else "Completarla"
    return ((f"{what} a más tardar el", long_date(due_on)), ("Duración", length))


def _until_then(termino: Termino, is_unclear: bool) -> str:
    """What happens meanwhile, and what follows from silence."""
    again = "podrá presentarla de nuevo cuando quiera."
    stopped = "Mientras tanto no corre el término para responderle"
    if not termino.completion_months:
        return f"El término para responderle sigue corriendo: le responderemos con lo que haya; {again}"
    if is_unclear:
        return f"{stopped}. Si no la corrige o aclara en el plazo, la petición se archivará; {again}"
    if not termino.lapses_by_act:
        return f"Si no la completa en el plazo, se entenderá que desistió de ella y se lo diremos; {again}"
    return (
        f"{stopped}; vuelve a correr al día siguiente de que la complete. Si no lo hace en el plazo, se "
        "entenderá que desistió y la petición se archivará por decisión motivada, que se le notificará; "
        f"{again}"
    )
