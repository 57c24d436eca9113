"""The life of a petition in one table: who may do what, where the case stands before and after, by which law.

A row says what its act's own refusal makes true (tests/pqrsd/acts/test_workflow.py compares them): the
pages offer the acts that refuse nothing, and the verb asks the same again.
"""

from enum import StrEnum
from functools import partial

from expedientes.acts import assignment, records
from expedientes.acts.steps import Act, closed_refusal
from pqrsd.acts import answer, classification, completion, endings, transfer, writings
from pqrsd.kinds import Outcome
from pqrsd.models import Pqrsd


class Stage(StrEnum):
    """Where an open case stands; a closed one stands at its Outcome."""

    RUNNING = "en término"
    EXTENDED = "prorrogada"
    OVERDUE = "vencida"
    WAITING = "a la espera de que se complete"
    WAITING_OVER = "sin completar en su plazo"


RUNNING, EXTENDED, OVERDUE, WAITING, WAITING_OVER = Stage
IN_TERM = frozenset({RUNNING, EXTENDED})
ASKED = frozenset({WAITING, WAITING_OVER})
OPEN = frozenset(Stage)
CLOSED = frozenset(Outcome)
ANY = OPEN | CLOSED
THE_SAME: frozenset[Stage | Outcome] = frozenset()


_row = partial(Act, namespace="pqrsd")

# Each row: address, label, what does it and what it refuses; from where, to where, by which law.
# fmt: off
# --- Whoever handles the case, by a letter ------------------------------------------------------------------
ANSWER = _row(
    "desk_answer", "Responder", answer.answer, answer.answer_refusal,
    OPEN | {Outcome.ANSWERED}, {Outcome.ANSWERED}, "CPACA, artículos 13 y 14",
    with_letter=True, label_once_closed="Respuesta complementaria",
)
REQUEST_COMPLETION = _row(
    "desk_request_completion", "Pedir que la complete", completion.request_completion,
    completion.request_refusal, IN_TERM, IN_TERM | {WAITING},
    "CPACA, artículos 17 y 19; Ley 1581 de 2012, artículos 14 y 15", with_letter=True,
)
LAPSE = _row(
    "desk_lapse", "Archivar por desistimiento tácito", endings.lapse, endings.lapse_refusal,
    {WAITING_OVER}, {Outcome.LAPSED, Outcome.ARCHIVED},
    "CPACA, artículos 17 y 19; Ley 1581 de 2012, artículo 15", with_letter=True,
)
EXTEND = _row(
    "desk_extend", "Prorrogar el término", answer.extend, answer.extend_refusal,
    {RUNNING}, {EXTENDED},
    "CPACA, artículo 14, parágrafo; Ley 1581 de 2012, artículos 14 y 15", with_letter=True,
)
TRANSFER = _row(
    "desk_transfer", "Trasladar a otra entidad", transfer.transfer, closed_refusal,
    OPEN, {Outcome.TRANSFERRED},
    "CPACA, artículo 21; Ley 1581 de 2012, artículo 15", with_letter=True,
)
REJECT = _row(
    "desk_reject", "Rechazar", endings.reject, closed_refusal,
    OPEN, {Outcome.REJECTED}, "CPACA, artículo 19", with_letter=True,
)
ARCHIVE = _row(
    "desk_archive", "Archivar", endings.archive, endings.archive_refusal,
    OPEN, {Outcome.ARCHIVED}, "Ley 962 de 2005, artículo 81; CPACA, artículo 36", with_letter=True,
)

# --- Whoever handles the case, without a letter -------------------------------------------------------------
ASSIGN = _row(
    "desk_assign", "Asignar responsable", partial(assignment.assign, Pqrsd), closed_refusal,
    OPEN, THE_SAME,
)
MOVE = _row(
    "desk_move", "Pasar a otra dependencia", partial(assignment.move, Pqrsd), assignment.move_refusal,
    OPEN, THE_SAME,
)
RECLASSIFY = _row(
    "desk_reclassify", "Cambiar la clase", classification.reclassify, closed_refusal,
    OPEN, OPEN, "CPACA, artículo 14",
)
PRIORITISE = _row(
    "desk_prioritise", "Decidir la prioridad", classification.set_priority, closed_refusal,
    OPEN, THE_SAME, "CPACA, artículo 20",
)
SET_RIGHTS = _row(
    "desk_rights", "Decidir si trata de otro derecho fundamental", classification.set_rights,
    classification.rights_refusal, OPEN, OPEN, "Decreto Legislativo 491 de 2020, artículo 5, parágrafo",
)
RELATE = _row(
    "desk_relate", "Relacionar con otro caso", partial(records.relate, Pqrsd), records.always,
    ANY, THE_SAME,
)
NOTE = _row(
    "desk_note", "Escribir una nota interna", partial(records.note, Pqrsd), records.always,
    ANY, THE_SAME,
)
DELIVER = _row(
    "desk_deliver", "Registrar una entrega", partial(records.record_delivery, Pqrsd),
    records.delivery_refusal, ANY, THE_SAME, "CPACA, artículos 67 a 69",
)

# --- The petitioner -----------------------------------------------------------------------------------------
COMPLETE = _row(
    "complete", "Completar la petición", completion.complete, completion.completion_refusal,
    ASKED, IN_TERM, "CPACA, artículos 17 y 19; Ley 1581 de 2012, artículo 15",
)
MORE_TIME = _row(
    "more_time", "Pedir más plazo para completarla", completion.ask_more_time, completion.more_time_refusal,
    {WAITING}, THE_SAME, "CPACA, artículo 17",
)
RATE = _row(
    "rate", "Calificar la respuesta", writings.rate, writings.rating_refusal,
    {Outcome.ANSWERED}, THE_SAME,
)
REPLY = _row(
    "reply", "Escribir sobre esta petición", writings.reply, writings.reply_refusal,
    ANY - {Outcome.ANNULLED}, THE_SAME,
)
WITHDRAW = _row(
    "withdraw", "Desistir de la petición", writings.withdraw, closed_refusal,
    OPEN, {Outcome.WITHDRAWN}, "CPACA, artículo 18",
)
# fmt: on

# In the order in which they are offered; the petitioner's are in their pages.
HANDLERS = (
    *(ANSWER, REQUEST_COMPLETION, LAPSE, EXTEND, TRANSFER, REJECT, ARCHIVE),
    *(ASSIGN, MOVE, RECLASSIFY, PRIORITISE, SET_RIGHTS, RELATE, NOTE, DELIVER),
)

# What may be done with many cases at once: nothing that a person has to read before it is sent.
FOR_MANY = (ASSIGN, MOVE, PRIORITISE, NOTE)
