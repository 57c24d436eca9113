"""The life of a request in one table: who may do what, where it stands before and after, by which norm.

A row says what its act's own refusal makes true (tests/services/test_workflow.py compares them): the pages offer the
acts that refuse nothing, and the verb asks the same again.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from expedientes.acts import assignment, records
from expedientes.acts.steps import Act, closed_refusal
from services.acts import (
    another_year,
    answers,
    circulation,
    complement,
    completion,
    courses,
    delivery,
    materials,
    participants,
    pauses,
    payments,
    quoting,
    reception,
    returns,
    review,
    round_results,
    rounds,
    scheduling,
    seats,
    size,
    works,
    writings,
)
from services.desk import CONFIRM_PAYMENT, HANDLE, MEASURE, SCHEDULE
from services.kinds import State
from services.models import ServiceRequest

ANY = frozenset(State)
OPEN = ANY - {State.CLOSED, State.WITHDRAWN, State.REJECTED, State.ANNULLED}
THE_SAME: frozenset[State] = frozenset()

_row = partial(Act, namespace="services")
_officer, _treasury = partial(_row, permission=HANDLE), partial(_row, permission=CONFIRM_PAYMENT)

# Each row: address, label, what does it and what it refuses; from where, to where, by which norm.
# fmt: off
# --- The officer, by a letter -------------------------------------------------------------------------------
QUOTE = _officer(
    "desk_quote", "Cotizar", quoting.quote, quoting.quote_refusal,
    quoting.QUOTABLE, {State.QUOTED}, "Resolución 015 de 2020, artículos 1 a 9", with_letter=True,
)
QUOTE_MORE = _officer(
    "desk_quote_more", "Hacer una cotización complementaria", complement.quote_more, complement.complement_refusal,
    complement.COMPLEMENTED, THE_SAME, "Resolución 015 de 2020, artículo 1", with_letter=True,
)
REQUEST_COMPLETION = _officer(
    "desk_request_completion", "Pedir que la complete", completion.request_completion, completion.request_refusal,
    completion.ASKABLE, {State.INCOMPLETE}, "CPACA, artículo 17, por analogía", with_letter=True,
)
LAPSE = _officer(
    "desk_lapse", "Archivar por desistimiento tácito", completion.lapse, completion.lapse_refusal,
    completion.WAITING, {State.WITHDRAWN}, "CPACA, artículo 17, por analogía", with_letter=True,
)
REJECT = _officer(
    "desk_reject", "Rechazar", review.reject, review.rejection_refusal,
    review.REJECTABLE, {State.REJECTED}, "Resolución 015 de 2020, artículo 8", with_letter=True,
)

DEFER = _officer(
    "desk_defer", "Aplazar el pago", payments.defer, payments.deferral_refusal,
    {State.ACCEPTED}, {State.OWED}, "Resolución 015 de 2020, artículo 2", with_letter=True,
)

# --- The treasury -------------------------------------------------------------------------------------------
CONFIRM_PROOF = _treasury(
    "desk_confirm", "Confirmar un comprobante", payments.confirm, payments.confirmation_refusal,
    ANY, {*ANY}, "Resolución 015 de 2020, artículo 2", with_letter=True,
)
REFUSE_PROOF = _treasury(
    "desk_refuse_proof", "No confirmar un comprobante", payments.refuse_proof, payments.confirmation_refusal,
    ANY, THE_SAME,
)
ASK_REVERSAL = _treasury(
    "desk_ask_reversal", "Pedir que se reverse un pago", returns.ask_reversal, returns.asking_reversal_refusal,
    ANY, THE_SAME,
)
CONFIRM_REVERSAL = _treasury(
    "desk_confirm_reversal", "Reversar el pago", returns.confirm_reversal, returns.reversal_refusal,
    ANY, {*ANY}, with_letter=True,
)
DROP_REVERSAL = _treasury(
    "desk_drop_reversal", "No reversar el pago", returns.drop_reversal, returns.reversal_refusal, ANY, THE_SAME,
)
REFUND = _treasury(
    "desk_refund", "Registrar una devolución", returns.refund, returns.refund_refusal, ANY, THE_SAME, with_letter=True,
)
INVOICE = _treasury(
    "desk_invoice", "Registrar la factura electrónica", payments.register_invoice, payments.invoice_refusal,
    payments.INVOICEABLE, THE_SAME,
)

# --- The officer, without a letter --------------------------------------------------------------------------
CHECK = _officer(
    "desk_check", "Dar por revisada", review.check, review.check_refusal,
    {State.FILED}, {State.CHECKED}, "Resolución 015 de 2020, artículo 8",
)
CORRECT = _officer(
    "desk_correct", "Corregir los servicios", review.correct_lines, review.correction_refusal,
    review.REVIEWED, THE_SAME, "Resolución 015 de 2020, artículo 1",
)
RECALL = _officer(
    "desk_recall", "Retirar lo que se pidió completar", completion.recall, completion.recall_refusal,
    completion.WAITING, {State.FILED, State.CHECKED}, "CPACA, artículo 17, por analogía",
)
ASSIGN = _officer(
    "desk_assign", "Asignar responsable", partial(assignment.assign, ServiceRequest), closed_refusal,
    OPEN, THE_SAME,
)

# --- The laboratory -----------------------------------------------------------------------------------------
OPINE = _row(
    "desk_opinion", "Dar el concepto técnico", review.give_opinion, review.opinion_refusal,
    {State.FILED}, THE_SAME, "Resolución 015 de 2020, artículo 8; ISO/IEC 17025, 7.1", permission=MEASURE,
)

START = _row(
    "desk_start", "Comenzar", works.start, works.starting_refusal,
    works.STARTABLE, {State.SCHEDULED, State.RECEIVED, State.IN_SERVICE}, "Resolución 015 de 2020, artículo 8",
    permission=SCHEDULE,
)
FINISH = _row(
    "desk_finish", "Terminar", works.finish, works.finishing_refusal,
    works.WORKED_ON, {State.SCHEDULED, State.RECEIVED, State.IN_SERVICE, State.DONE}, "ISO/IEC 17025, 7.8",
    permission=SCHEDULE,
)
CERTIFY = _row(
    "desk_certify", "Registrar un certificado", works.certify, works.certifying_refusal,
    works.CERTIFIABLE, {*works.CERTIFIABLE}, "ISO/IEC 17025, 7.8.2 y 7.8.8", permission=MEASURE,
)

# --- The officer or the laboratory --------------------------------------------------------------------------
_both = partial(_row, permission=SCHEDULE)
SCHEDULING = _both(
    "desk_schedule", "Programar", scheduling.schedule, scheduling.scheduling_refusal,
    scheduling.SCHEDULABLE, {*scheduling.SCHEDULABLE, State.SCHEDULED}, "Resolución 015 de 2020, artículos 2 y 8",
)
MOVE = _both(
    "desk_move", "Cambiar la fecha", scheduling.reschedule, scheduling.moving_refusal,
    scheduling.MOVABLE, THE_SAME, "Resolución 015 de 2020, artículo 8, parágrafo",
)
REPRICE = _officer(
    "desk_reprice", "Recotizar por vigencia", another_year.reprice, another_year.repricing_refusal,
    scheduling.MOVABLE, THE_SAME, "Resolución 015 de 2020, artículo 8, parágrafo", with_letter=True,
)
END_UNANSWERED = _officer(
    "desk_end_unanswered", "Cerrar: no respondió por la diferencia", another_year.end_unanswered,
    another_year.silence_refusal, scheduling.MOVABLE, {State.WITHDRAWN},
    "Resolución 015 de 2020, artículo 8, parágrafo", with_letter=True,
)
RECEIVE = _both(
    "desk_receive", "Recibir", reception.receive, reception.reception_refusal,
    reception.RECEIVABLE, {State.SCHEDULED, State.RECEIVED, State.IN_SERVICE},
    "Resolución 015 de 2020, artículo 8; ISO/IEC 17025, 7.4", with_letter=True,
)
EXCLUDE = _both(
    "desk_exclude", "Excluir un ítem", reception.exclude, reception.exclusion_refusal,
    reception.EXCLUDED_FROM, {*reception.EXCLUDED_FROM, State.DONE, State.DELIVERED},
    "ISO/IEC 17025, 7.4.3 y 7.8", with_letter=True,
)
SUSPEND = _both(
    "desk_suspend", "Suspender el servicio", pauses.suspend, pauses.suspension_refusal,
    pauses.SUSPENDABLE, THE_SAME,
)
RESUME = _both(
    "desk_resume", "Reanudar el servicio", pauses.resume, pauses.resuming_refusal, pauses.SUSPENDABLE, THE_SAME,
)
TAKE = _both("desk_take", "Recibir en custodia", reception.take, reception.custody_refusal, ANY, THE_SAME)
RELABEL = _both(
    "desk_relabel", "Reemplazar una etiqueta", reception.replace_label, reception.custody_refusal, ANY, THE_SAME,
)
GIVE_BACK = _both(
    "desk_give_back", "Devolver", delivery.give_back, delivery.return_refusal,
    size.AT_WORK | {State.DELIVERED}, THE_SAME, "ISO/IEC 17025, 7.4", with_letter=True,
)

# --- Materials ----------------------------------------------------------------------------------------------
PREPARE = _both(
    "desk_prepare", "Marcar como alistada", materials.prepare, materials.preparing_refusal,
    {State.SCHEDULED}, {State.RECEIVED},
)
DISPATCH = _officer(
    "desk_dispatch", "Despachar", materials.dispatch, materials.dispatch_refusal,
    materials.DISPATCHABLE, {*materials.DISPATCHABLE, State.DELIVERED}, "Resolución 015 de 2020, artículo 2",
    with_letter=True,
)

# --- The officer, at the end --------------------------------------------------------------------------------
PROVE_SIZE = _officer(
    "desk_prove_size", "Acreditar el tamaño al prestarse", size.prove_size, size.proving_refusal,
    size.AT_WORK, THE_SAME, "Resolución 015 de 2020, artículo 4, parágrafo",
)
WITHDRAW_DISCOUNT = _officer(
    "desk_withdraw_discount", "Retirar el descuento del artículo 4", size.withdraw_discount, size.withdrawal_refusal,
    size.AT_WORK, THE_SAME, "Resolución 015 de 2020, artículos 4 y 7", with_letter=True,
)
DELIVER = _officer(
    "desk_deliver", "Entregar", delivery.deliver, delivery.delivery_refusal,
    {State.DONE, State.DELIVERED}, {State.DELIVERED}, "Resolución 015 de 2020, artículo 4, parágrafo", with_letter=True,
)
CLOSE = _officer(
    "desk_close", "Cerrar", delivery.shut_down, delivery.closing_refusal, {State.DELIVERED}, {State.CLOSED},
)

REOPEN = _officer(
    "desk_reopen", "Reabrir el caso", pauses.open_again, pauses.reopening_refusal, {State.CLOSED}, {State.DELIVERED},
)

# --- Whoever attends it -------------------------------------------------------------------------------------
MESSAGE = _row(
    "desk_message", "Escribirle al cliente", writings.message, writings.writing_refusal,
    ANY - {State.ANNULLED}, THE_SAME,
)
NOTE = _row(
    "desk_note", "Escribir una nota interna", partial(records.note, ServiceRequest), records.always,
    ANY, THE_SAME,
)
RELATE = _officer(
    "desk_relate", "Relacionar con otro caso", partial(records.relate, ServiceRequest), records.always,
    ANY, THE_SAME,
)

# --- The customer -------------------------------------------------------------------------------------------
COMPLETE = _row(
    "complete", _("Completar la solicitud"), completion.complete, completion.completing_refusal,
    {State.INCOMPLETE}, {State.FILED}, "CPACA, artículo 17, por analogía",
)
ACCEPT = _row(
    "accept", _("Aceptar la cotización"), answers.accept, answers.answer_refusal,
    {State.QUOTED}, {State.ACCEPTED}, "CPACA, artículo 53; Ley 527 de 1999",
)
ACCEPT_MORE = _row(
    "accept_more", _("Aceptar la cotización complementaria"), complement.accept_more, complement.answer_refusal,
    complement.COMPLEMENTED, THE_SAME, "CPACA, artículo 53; Ley 527 de 1999",
)
DECLINE_MORE = _row(
    "decline_more", _("No aceptar la cotización complementaria"), complement.decline_more, complement.answer_refusal,
    complement.COMPLEMENTED, {*complement.COMPLEMENTED},
)
ACCEPT_DIFFERENCE = _row(
    "accept_difference", _("Aceptar la diferencia de tarifa"), another_year.accept_difference,
    another_year.difference_refusal, scheduling.MOVABLE, THE_SAME, "Resolución 015 de 2020, artículo 8, parágrafo",
)
REFUSE_DIFFERENCE = _row(
    "refuse_difference", _("No aceptar la diferencia de tarifa"), another_year.refuse_difference,
    another_year.difference_refusal, scheduling.MOVABLE, THE_SAME, "Resolución 015 de 2020, artículo 8, parágrafo",
)
ASK_CHANGE = _row(
    "ask_change", _("Pedir un cambio"), answers.ask_change, answers.answer_refusal,
    {State.QUOTED}, {State.CHECKED},
)
DECLINE = _row(
    "decline", _("No aceptar la cotización"), answers.decline, answers.answer_refusal,
    {State.QUOTED}, {State.DECLINED},
)
ASK_REQUOTE = _row(
    "ask_requote", _("Pedir que se cotice de nuevo"), answers.ask_requote, answers.requote_refusal,
    answers.ENDED, {State.CHECKED}, "Resolución 015 de 2020, artículos 1 y 9",
)
PAY_ONLINE = _row(
    "pay", _("Pagar en línea"), payments.start_online, payments.online_refusal,
    payments.PAYABLE, THE_SAME, "Resolución 015 de 2020, artículo 2",
)
SEND_PROOF = _row(
    "send_proof", _("Enviar el comprobante de una transferencia"), payments.send_proof, payments.proof_refusal,
    payments.PAYABLE, THE_SAME, "Resolución 015 de 2020, artículo 2",
)
RECEIVE_GOODS = _row(
    "receive_goods", _("Decir cómo llegó"), materials.confirm_receipt, materials.receipt_refusal,
    materials.RECEIVABLE, THE_SAME,
)
RATE = _row(
    "rate", _("Calificar el servicio"), delivery.rate, delivery.rating_refusal,
    {State.DELIVERED, State.CLOSED}, THE_SAME,
)
WRITE = _row(
    "write", _("Escribir sobre esta solicitud"), writings.write, writings.writing_refusal,
    ANY - {State.ANNULLED}, THE_SAME,
)
WITHDRAW = _row(
    "withdraw", _("Desistir de la solicitud"), writings.withdraw, writings.withdrawal_refusal,
    writings.NOT_BEGUN, {State.WITHDRAWN}, "CPACA, artículo 18",
)

# --- The customer, of the seats of a course -----------------------------------------------------------------
TAKE_SEATS = _row(
    "take_seats", _("Tomar los cupos ofrecidos"), seats.take, seats.take_refusal,
    seats.WITH_SEATS, THE_SAME, "Resolución 015 de 2020, artículo 8",
)
LEAVE_LIST = _row(
    "leave_list", _("Dejar la lista de espera"), seats.leave, seats.leave_refusal,
    seats.WITH_SEATS, THE_SAME,
)
CHANGE_PARTICIPANT = _row(
    "change_participant", _("Cambiar un participante"), participants.change, participants.change_refusal,
    participants.CHANGEABLE, THE_SAME,
)
CHANGE_FOR = _officer(
    "desk_change_participant", "Cambiar un participante", participants.change_for, participants.change_refusal,
    participants.CHANGEABLE, THE_SAME,
)
MOVE_COURSE = _officer(
    "desk_move_course", "Pasar a otra edición del curso", participants.move_to, participants.move_refusal,
    participants.CHANGEABLE, participants.CHANGEABLE, "Resolución 015 de 2020, artículo 8",
)
AMEND = _officer(
    "desk_amend_certificate", "Enmendar una constancia", courses.amend, courses.amend_refusal,
    ANY, THE_SAME, "ISO/IEC 17025, 7.8.8",
)
# --- The customer, of a round -------------------------------------------------------------------------------
REPORT_RESULTS = _row(
    "report_results", _("Reportar los resultados"), round_results.report_results, round_results.reporting_refusal,
    round_results.REPORTABLE, {State.IN_SERVICE}, "Resolución 015 de 2020, artículo 1; ISO/IEC 17043",
)
ITEM_ARRIVED = _row(
    "item_arrived", _("Decir que llegó el ítem"), circulation.arrived, circulation.arrival_refusal,
    circulation.WITH_AN_ITEM, {State.RECEIVED, State.IN_SERVICE}, "ISO/IEC 17025, 7.4",
)
MOVE_ROUND = _officer(
    "desk_move_round", "Pasar a otra ronda", rounds.move_to, rounds.move_refusal,
    rounds.MOVABLE, {*rounds.MOVABLE}, "Resolución 015 de 2020, artículo 8",
)
GIVE_BACK_ITEM = _row(
    "give_back_item", _("Enviar de vuelta el ítem"), circulation.give_back, circulation.giving_back_refusal,
    circulation.WITH_AN_ITEM, {State.IN_SERVICE}, "ISO/IEC 17025, 7.4",
)
# fmt: on

# In the order in which they are offered; the customer's are in their pages.
STAFF = (
    CONFIRM_PROOF, REFUSE_PROOF, QUOTE, DEFER, CHECK, OPINE, CORRECT, REQUEST_COMPLETION, RECALL, LAPSE, REJECT,
    SCHEDULING, DISPATCH, PREPARE, RECEIVE, START, FINISH, CERTIFY, PROVE_SIZE, WITHDRAW_DISCOUNT, DELIVER, GIVE_BACK,
    CLOSE, TAKE, MOVE, EXCLUDE, RELABEL, QUOTE_MORE, REPRICE, END_UNANSWERED, RESUME, SUSPEND, REOPEN,
    CONFIRM_REVERSAL, DROP_REVERSAL, REFUND, INVOICE, ASK_REVERSAL, MOVE_COURSE, MOVE_ROUND, CHANGE_FOR, AMEND, MESSAGE,
    ASSIGN, NOTE, RELATE,
)  # fmt: skip

# What only a request for a course admits.
OF_COURSES = (TAKE_SEATS, LEAVE_LIST, CHANGE_PARTICIPANT, CHANGE_FOR, MOVE_COURSE, AMEND)

# And only one for materials.
OF_MATERIALS = (PREPARE, DISPATCH, RECEIVE_GOODS)
# What only a request for a place in a round admits.
OF_ROUNDS = (MOVE_ROUND, REPORT_RESULTS, ITEM_ARRIVED, GIVE_BACK_ITEM)

# What may be done with many requests at once.
FOR_MANY = (ASSIGN, NOTE)
