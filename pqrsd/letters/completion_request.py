"""The letter that asks to complete a petition (CPACA, art. 17), or to clarify it (art. 19)."""

from datetime import date

from legal_calendar.legal_time import long_date
from pqrsd.deadlines import Ground
from pqrsd.letters.parts import reference, to_petitioner, tracking
from pqrsd.models import Pqrsd
from radicados.letter_parts import paragraphs
from radicados.letters import Fields, Letter, Paragraph


def compose_completion_request(pqrsd: Pqrsd, *, ground: str, text: str, due_on: date) -> Letter:
    """Raises NoSignatoryError."""
    is_unclear = ground == Ground.UNCLEAR
    wanted = "Aclaración de su petición" if is_unclear else "Solicitud de completar su petición"
    return to_petitioner(
        pqrsd,
        f"{wanted} con radicado",
        (
            Paragraph(_why(pqrsd, is_unclear)),
            *paragraphs(text),
            Fields("Plazo", _terms(due_on, is_unclear)),
            Paragraph(_UNTIL_THEN_UNCLEAR if is_unclear else _UNTIL_THEN),
            tracking(pqrsd),
        ),
    )


def _why(pqrsd: Pqrsd, is_unclear: bool) -> str:
    if is_unclear:
        return (
            f"Leímos su {reference(pqrsd)}, y no comprendemos su finalidad o su objeto. Por eso se la "
            "devolvemos para que la corrija o aclare (CPACA, artículo 19)."
        )
    return (
        f"Leímos su {reference(pqrsd)}, y para responderle de fondo hace falta que la complete (CPACA, "
        "artículo 17)."
    )


def _terms(due_on: date, is_unclear: bool) -> tuple[tuple[str, str], ...]:
    length = (
        "Diez (10) días hábiles"
        if is_unclear
        else "Un (1) mes, que puede pedir ampliar una vez por otro igual"
    )
    what = "Aclararla" if is_unclear else "Completarla"
    return ((f"{what} a más tardar el", long_date(due_on)), ("Duración", length))


_UNTIL_THEN = (
    "Mientras tanto no corre el término para responderle; vuelve a correr al día siguiente de que la "
    "complete. Si no lo hace en el plazo, se entenderá que desistió y la petición se archivará por decisión "
    "motivada, que se le notificará; podrá presentarla de nuevo cuando quiera."
)
_UNTIL_THEN_UNCLEAR = (
    "Mientras tanto no corre el término para responderle. Si no la corrige o aclara en el plazo, la petición "
    "se archivará; podrá presentarla de nuevo cuando quiera."
)
