"""Which acts a case admits as it stands: what the desk offers. Each act refuses by itself what is not so."""

from dataclasses import dataclass
from datetime import date

from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd


@dataclass(frozen=True)
class Act:
    """An act at the address of the case and its `slug`; with a letter it writes to the petitioner."""

    slug: str
    label: str
    with_letter: bool = False


ANSWER = Act("responder", "Responder", with_letter=True)
ANSWER_AGAIN = Act("responder", "Respuesta complementaria", with_letter=True)
REQUEST_COMPLETION = Act("completar", "Pedir que la complete", with_letter=True)
EXTEND = Act("prorrogar", "Prorrogar el término", with_letter=True)
TRANSFER = Act("trasladar", "Trasladar a otra entidad", with_letter=True)
REJECT = Act("rechazar", "Rechazar", with_letter=True)
ARCHIVE = Act("archivar", "Archivar", with_letter=True)
LAPSE = Act("desistimiento", "Archivar por desistimiento tácito", with_letter=True)
ASSIGN = Act("asignar", "Asignar responsable")
MOVE = Act("dependencia", "Pasar a otra dependencia")
RECLASSIFY = Act("clase", "Cambiar la clase")
PRIORITISE = Act("prioridad", "Decidir la prioridad")
RELATE = Act("relacionar", "Relacionar con otro caso")
NOTE = Act("nota", "Escribir una nota interna")
DELIVER = Act("entrega", "Registrar una entrega")


def available(pqrsd: Pqrsd, *, today: date, has_letters: bool) -> list[Act]:
    """In the order in which they are offered; `has_letters`: the entity wrote at least one."""
    possible = _while_open(pqrsd, today) if pqrsd.is_open else _once_closed(pqrsd)
    return [*possible, RELATE, NOTE, *([DELIVER] if has_letters else [])]


def _while_open(pqrsd: Pqrsd, today: date) -> list[Act]:
    letters = [ANSWER]
    if not pqrsd.is_waiting:
        letters.append(REQUEST_COMPLETION)
    elif pqrsd.waiting_until < today:
        letters.append(LAPSE)
    if _is_extendable(pqrsd, today):
        letters.append(EXTEND)
    return [*letters, TRANSFER, REJECT, ARCHIVE, ASSIGN, MOVE, RECLASSIFY, PRIORITISE]


def _once_closed(pqrsd: Pqrsd) -> list[Act]:
    return [ANSWER_AGAIN] if pqrsd.outcome == Outcome.ANSWERED else []


def _is_extendable(pqrsd: Pqrsd, today: date) -> bool:
    """Once, before it is due and where the norm allows it (CPACA, art. 14, par.)."""
    is_possible = pqrsd.termino.extension_days and pqrsd.extended_at is None
    return bool(is_possible and pqrsd.due_on and today <= pqrsd.due_on)
