"""26 and 27: a service that moves to another year by the customer's doing is priced again, and the customer says
whether they want it so (Resolución 015 de 2020, art. 8 par.)."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from expedientes.acts.letters import done_already, send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, close, locked, locked_for
from expedientes.models import Paso
from ground.languages import Words
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from radicados.letter_parts import paragraphs
from radicados.letters import Letter, Paragraph, fingerprint
from services.acts.answers import judge_acting
from services.acts.refusals import DIFFERENCE_WAITS, only_in
from services.acts.scheduling import MOVABLE, Doing, crosses, judge_day, live_appointment, move_if_paid
from services.acts.writings import acknowledge
from services.facts import settle
from services.kinds import Outcome, Step
from services.ledger import proposals, to_pay
from services.letters.parts import following, reference, to_customer
from services.letters.repricing import repricing_letter
from services.models import Appointment, Repricing, ServiceRequest
from services.payment.hearing import tell_treasury
from services.repricing import Reckoning, in_another_year, keep

YEAR = Repricing.Why.YEAR


# --- 26: another price -------------------------------------------------------------------------------------
def repricing_refusal(case: ServiceRequest, today: date) -> Words:
    if refused := only_in(MOVABLE)(case, today):
        return refused
    if proposals(case):
        return DIFFERENCE_WAITS
    return "" if case.appointments.live() else "No tiene una cita que cambiar."


@transaction.atomic(durable=True)
def reprice(
    *, pk: int, version: int, appointment: Appointment, begins_on: date, doing: Doing, text: str, by: User,
    request=None,
) -> Paso:  # fmt: skip
    """What it costs on that day, which the customer agrees to or not. Raises ActRefusedError, StaleError and
    NoSignatoryError."""
    case = locked_for(repricing_refusal, ServiceRequest, pk, version=version)
    reckonings = _judged(case, appointment, begins_on, doing)
    letter = _letter(case, reckonings, begins_on, text)
    step = write_letter(case, Step.REPRICED, letter, document_kind="Recotización por vigencia", by=by, text=text)
    for each in reckonings:
        keep(each, YEAR, step, case.customer, appointment=appointment, begins_on=begins_on)
    settle(case)
    tell_treasury(case, step)
    return send_letter(case, step, request=request)


def letter_of_repricing(
    case: ServiceRequest, *, appointment: Appointment, begins_on: date, doing: Doing, text: str
) -> Letter:
    """As it would be issued now; raises ActRefusedError and NoSignatoryError."""
    return _letter(case, _judged(case, appointment, begins_on, doing), begins_on, text)


def _judged(case: ServiceRequest, appointment: Appointment, begins_on: date, doing: Doing) -> list[Reckoning]:
    older = live_appointment(case, appointment)
    if doing != Doing.CUSTOMER:
        raise ActRefusedError("La reprogramación no se debe al cliente: conserva su precio.")
    if not crosses(case, older, begins_on):
        raise ActRefusedError("La nueva fecha es de la misma vigencia: cambie la fecha sin recotizar.")
    if begins_on != older.begins_on:
        judge_day(case, older, begins_on)
    reckonings = in_another_year(case, on=max(begins_on, timezone.localdate()))
    if not reckonings:
        raise ActRefusedError("La tarifa que rige ese día da el mismo valor: cambie la fecha sin recotizar.")
    return reckonings


def _letter(case: ServiceRequest, reckonings: list[Reckoning], begins_on: date, text: str) -> Letter:
    opening = (
        f"Usted pidió que el servicio de su {reference(case)} se preste el {long_date(begins_on)}, en otra vigencia. "
        "El INM lo cotiza otra vez con la tarifa de ese día, y usted asume la diferencia (Resolución 015 de 2020, "
        "artículo 8, parágrafo)."
    )
    owes = any(each.balance.owed for each in reckonings)
    after = (
        "Díganos si la acepta. Si la acepta, el servicio pasa a la nueva fecha"
        f"{' cuando pague la diferencia' if owes else ''}; si no, conserva la fecha que tenía, o puede desistir y se "
        f"le devuelve lo pagado. Si no responde en {settings.SERVICES_DIFFERENCE_DAYS} días hábiles, el INM puede "
        "cerrar la solicitud y devolverle el dinero.",
    )
    subject = "Recotización por cambio de vigencia"
    return repricing_letter(case, reckonings, subject=subject, opening=opening, text=text, after=after)


# --- 27: yes, no, or nothing -------------------------------------------------------------------------------
def difference_refusal(case: ServiceRequest, today: date) -> Words:
    if proposals(case):
        return only_in(MOVABLE)(case, today)
    accepted = Repricing.objects.filter(quote__chain__request=case, why=YEAR, ended_by=None)
    if accepted and not to_pay(case):
        return _("La diferencia ya se pagó.")
    return _("No hay una diferencia de tarifa por responder.")


@transaction.atomic(durable=True)
def accept_difference(*, pk: int, submission: UUID, read: str, request) -> Paso:
    """The new day holds once nothing is owed. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(difference_refusal, ServiceRequest, pk)
    waiting = proposals(case)
    letter = waiting[0].step.letter
    judge_acting(case, request.user)
    if read != fingerprint(letter.snapshot):
        raise ActRefusedError(_("Otra carta reemplazó la que usted lee."))
    step = acknowledge(
        case,
        Step.DIFFERENCE_ACCEPTED,
        submission=submission,
        request=request,
        document_kind="Aceptación de una diferencia de tarifa",
        effect="Con esto acepta lo que el servicio vale en la nueva fecha, y pagar la diferencia si la hay.",
        text="",
        facts=(
            ("Carta", letter.number),
            ("Huella de lo aceptado (SHA-256)", read),
            ("Quién aceptó", f"{request.user}"),
        ),
    )
    for each in waiting:
        each.accepted_by = step
        each.save(update_fields=["accepted_by"])
    move_if_paid(case)
    settle(case)
    return step


@transaction.atomic(durable=True)
def refuse_difference(*, pk: int, submission: UUID, text: str, request) -> Paso:
    """It keeps its day and its price. Raises ActRefusedError and NoSignatoryError."""
    if step := done_already(locked(ServiceRequest, pk), submission):
        return step
    case = locked_for(difference_refusal, ServiceRequest, pk)
    step = acknowledge(
        case,
        Step.DIFFERENCE_REFUSED,
        submission=submission,
        request=request,
        document_kind="No aceptación de una diferencia de tarifa",
        effect="El servicio conserva la fecha y el precio que tenía; si ya no le sirven, puede desistir.",
        text=text,
    )
    end_proposals(case, step)
    settle(case)
    return step


def end_proposals(case: ServiceRequest, step: Paso) -> None:
    Repricing.objects.filter(pk__in=[each.pk for each in proposals(case)]).update(ended_by=step)


def silence_refusal(case: ServiceRequest, today: date) -> Words:
    waiting = proposals(case)
    if not waiting:
        return "No hay una diferencia de tarifa por responder."
    asked_on = timezone.localdate(waiting[0].step.at)
    until = current_calendar().count(asked_on, settings.SERVICES_DIFFERENCE_DAYS).due_on
    return only_in(MOVABLE)(case, today) or ("" if today > until else f"El plazo va hasta el {long_date(until)}.")


@transaction.atomic(durable=True)
def end_unanswered(*, pk: int, version: int, text: str, by: User, request=None) -> Paso:
    """The request ends, and what was paid is given back. Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(silence_refusal, ServiceRequest, pk, version=version)
    letter = letter_of_silence(case, text=text)
    close(case, Outcome.WITHDRAWN)
    step = write_letter(case, Step.UNANSWERED, letter, document_kind="Cierre de una solicitud", by=by, text=text)
    end_proposals(case, step)
    settle(case)
    tell_treasury(case, step)
    return send_letter(case, step, request=request)


def letter_of_silence(case: ServiceRequest, *, text: str) -> Letter:
    """Raises NoSignatoryError."""
    asked = proposals(case)[0].step.letter.number
    blocks = (
        Paragraph(
            f"El INM cierra su {reference(case)}, porque no respondió en {settings.SERVICES_DIFFERENCE_DAYS} días "
            f"hábiles la carta {asked}, que le cotizó el servicio en otra vigencia (Resolución 015 de 2020, artículo "
            "8, parágrafo)."
        ),
        *paragraphs(text),
        Paragraph("Lo que pagó es un saldo a su favor, y el INM se lo devuelve. Puede pedir el servicio otra vez."),
        following(),
    )
    return to_customer(case, f"Cierre de su solicitud {case.radicado.number}", blocks)
