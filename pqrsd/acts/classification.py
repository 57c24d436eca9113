"""What a case is, once somebody has read it: its kind, with term and reserve, and whether it goes first."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from accounts.models import User
from expedientes.acts.steps import ActRefusedError, add_step, closed_refusal, locked_for
from expedientes.models.office import receiving_office
from ground.audit.models import Action, record
from ground.documents.models import Document
from ground.languages import Words
from ground.mails.models import Mail
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import clock
from pqrsd.acts.due_change import tell_due_change
from pqrsd.deadlines import governing_term
from pqrsd.kinds import RESERVED_KINDS, Kind, Step
from pqrsd.models import Pqrsd, Termino
from pqrsd.notices.mail_events import TO_BOTH, TO_THE_STAFF
from radicados.models import Radicado

NO_DIFFERENCE = (
    "Trate o no de otro derecho fundamental, su término es el mismo: solo el Decreto Legislativo 491 de 2020 (artículo "
    "5, parágrafo) los distingue, para lo recibido hasta el 17 de mayo de 2022."
)


@transaction.atomic(durable=True)
def reclassify(*, pk: int, version: int | None, kind: str, reason: str, by: User, request=None) -> Pqrsd:
    """Give an open case the kind that it is of, and with it the term that the law gives to that kind, from
    the same effective day. A *denuncia* goes to Control interno disciplinario, out of sight of the others.

    Raises NoTermError, NoOfficeError and UncoveredYearError, which are the entity's faults.
    """
    # Whoever annuls locks the radicado, and then the case: so does who may write the reserve of both.
    Radicado.objects.select_for_update(of=["self"], no_key=True).only("pk").get(expediente=pk)
    pqrsd = locked_for(closed_refusal, Pqrsd, pk, version=version)
    if kind == pqrsd.kind:
        raise ActRefusedError(f"El caso ya es de la clase «{pqrsd.get_kind_display()}».")
    former, pqrsd.kind = Kind(pqrsd.kind), Kind(kind)
    before = _dates(pqrsd)
    _date_anew(pqrsd)
    if pqrsd.is_reserved != (kind in RESERVED_KINDS):
        # The reserve is of all that belongs to the case; whoever had it answers for it no more.
        pqrsd.is_reserved = not pqrsd.is_reserved
        pqrsd.office, pqrsd.assignee = receiving_office(is_reserved=pqrsd.is_reserved), None
        letters = pqrsd.steps.letters().order_by().values_list("radicado", flat=True)
        radicados = Radicado.objects.filter(pk__in=[pqrsd.radicado_id, *letters])
        documents = Document.objects.filter(anexo__step__expediente=pqrsd)
        mails = Mail.objects.about(pqrsd, *radicados.only("pk"))
        for rows in (radicados, documents, mails):
            rows.update(is_reserved=pqrsd.is_reserved)
        to_the_staff = mails.of(*TO_BOTH).exclude(recipient=pqrsd.mail_address) | mails.of(*TO_THE_STAFF)
        to_the_staff.cancel("El caso cambió de reserva y lo atienden otras personas.")
    data = {"from": former.label, "to": pqrsd.kind.label}
    add_step(pqrsd, Step.RECLASSIFIED, by=by, text=reason, data=data)
    kinds = {"former": former.value, "kind": kind}
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="reclassify", **kinds)
    _tell_new_dates(pqrsd, before)
    return pqrsd


@transaction.atomic(durable=True)
def set_priority(*, pk: int, version: int | None, is_priority: bool, reason: str, by: User, request=None) -> Pqrsd:
    """Decide whether an open case is served before the others (CPACA, art. 20)."""
    pqrsd = locked_for(closed_refusal, Pqrsd, pk, version=version)
    if pqrsd.is_priority == is_priority:
        raise ActRefusedError(f"El caso ya {'es' if is_priority else 'no es'} prioritario.")
    pqrsd.is_priority = is_priority
    data = {"is_priority": is_priority}
    add_step(pqrsd, Step.PRIORITY_SET, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="set_priority", **data)
    return pqrsd


@transaction.atomic(durable=True)
def set_rights(*, pk: int, version: int | None, is_about_rights: bool, reason: str, by: User, request=None) -> Pqrsd:
    """Decide whether an open case is about the effectiveness of fundamental rights other than that of petition, which
    keep the ordinary term where another one spares them (Decreto Legislativo 491 de 2020, art. 5, paragraph).

    Raises NoTermError and UncoveredYearError, which are the entity's faults.
    """
    pqrsd = locked_for(rights_refusal, Pqrsd, pk, version=version)
    if pqrsd.is_about_rights == is_about_rights:
        raise ActRefusedError(f"El caso ya {'está' if is_about_rights else 'no está'} entre los de otros derechos.")
    before, pqrsd.is_about_rights = _dates(pqrsd), is_about_rights
    _date_anew(pqrsd)
    pqrsd.save(update_fields=["is_about_rights"])
    data = {"is_about_rights": is_about_rights}
    add_step(pqrsd, Step.RIGHTS_SET, by=by, text=reason, data=data)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="set_rights", **data)
    _tell_new_dates(pqrsd, before)
    return pqrsd


def rights_refusal(pqrsd: Pqrsd, today: date) -> Words:
    """It makes a difference only where a term that spares them would govern otherwise."""
    if reason := closed_refusal(pqrsd, today):
        return reason
    terms, calendar = [row.term for row in Termino.objects.filter(kind=pqrsd.kind)], current_calendar()
    either = (replace(clock.facts_of(pqrsd), is_about_rights=is_about) for is_about in (True, False))
    readings = {governing_term(terms, kind=pqrsd.kind, facts=facts, calendar=calendar) for facts in either}
    return "" if len(readings) > 1 else NO_DIFFERENCE


# --- Its dates --------------------------------------------------------------------------------------------
Dates = tuple[date, date | None]


def _dates(pqrsd: Pqrsd) -> Dates:
    """When it is due, and until when it waits to be completed."""
    return pqrsd.due_on or pqrsd.initial_due_on, pqrsd.waiting_until


def _date_anew(pqrsd: Pqrsd) -> None:
    dated_by = calendar_version()  # before the calendar
    calendar = current_calendar()
    clock.restart(pqrsd, calendar=calendar, calendar_version=dated_by)
    if pqrsd.extension_days > pqrsd.termino.extension_days:
        # An extension stays as it was granted, up to what the new term admits (CPACA, art. 14, par.).
        pqrsd.extension_days = pqrsd.termino.extension_days
        pqrsd.extended_at = pqrsd.extended_at if pqrsd.extension_days else None
        clock.restart(pqrsd, calendar=calendar, calendar_version=dated_by)
    pqrsd.save(update_fields=["termino", "calendar_version"])


def _tell_new_dates(pqrsd: Pqrsd, former: Dates) -> None:
    """By mail, when they are others."""
    answer_by, complete_by = former
    is_waiting = pqrsd.due_on is None
    # Under the term that it had, its clock may have gone on in spite of what is waited for.
    before, now = (complete_by or answer_by, pqrsd.waiting_until) if is_waiting else (answer_by, pqrsd.due_on)
    if now != before:
        tell_due_change(
            pqrsd,
            days={},
            before=before,
            now=now,
            is_waiting=is_waiting,
            has_stopped=is_waiting and complete_by is None,
            new_term=pqrsd.termino.term,
        )
