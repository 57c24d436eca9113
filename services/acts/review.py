"""Whether and how a request can be served: what the laboratory thinks, the lines put right, the check, and a no."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from expedientes.acts.letters import send_letter, write_letter
from expedientes.acts.steps import ActRefusedError, add_step, close, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.languages import Words
from ground.mails.queue import owe
from radicados.letter_parts import in_a_sentence, paragraphs
from radicados.letters import Letter, Paragraph
from services.acts.refusals import only_in
from services.facts import settle
from services.filing import laboratory_of
from services.kinds import Outcome, State, Step
from services.letters.parts import following, reference, to_customer
from services.lines import Told, problems
from services.models import Item, Laboratory, Line, ServiceRequest
from services.notices.mail_events import MESSAGE
from services.opinions import Verdict, owing, refused_by
from services.price import AskedLine, Priced, all_rates, priced, rates_of
from services.seats import waits_for_seats

REVIEWED = frozenset({State.FILED, State.CHECKED})
REJECTABLE = frozenset({State.FILED, State.INCOMPLETE, State.CHECKED})


class Ground(models.TextChoices):
    """Why a request is rejected."""

    OUT_OF_SCOPE = "fuera_de_alcance", "Está fuera del alcance de los servicios del INM"
    NO_CAPABILITY = "sin_capacidad", "El INM no tiene la capacidad técnica para prestarlo"
    UNLAWFUL = "contraria_a_la_ley", "Es contraria a la ley"
    INCOMPLETE = "sin_completar", "No se puede prestar con lo que se entregó"


# --- 6: what the laboratory thinks -------------------------------------------------------------------------
opinion_refusal = only_in({State.FILED})


@transaction.atomic(durable=True)
def give_opinion(
    *, pk: int, version: int, verdicts: Mapping[int, Verdict], lead_days: int, text: str, by: User, request=None
) -> Paso:
    """Of the lines of those laboratories in which the person works; `verdicts`, by the key of each line.

    Raises ActRefusedError and StaleError.
    """
    case = locked_for(opinion_refusal, ServiceRequest, pk, version=version)
    own = [line for line in case.lines.live() if line.pk in verdicts]
    theirs = set(Laboratory.objects.of(by).values_list("pk", flat=True))
    if not own or any(line.laboratory_id not in theirs for line in own):
        others = Laboratory.objects.filter(lines__in=case.lines.live()).distinct()
        raise ActRefusedError(f"El concepto es de {', '.join(map(str, others)) or 'otro laboratorio'}.")
    lines = [{"line": line.pk, "code": line.code, "verdict": verdicts[line.pk]} for line in own]
    laboratories = sorted({line.laboratory_id for line in own if line.laboratory_id})
    data = {"laboratories": laboratories, "lines": lines, "lead_days": lead_days}
    step = add_step(case, Step.OPINION_GIVEN, by=by, text=text, data=data)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    return step


# --- 7: the lines put right --------------------------------------------------------------------------------
correction_refusal = only_in(REVIEWED)


@transaction.atomic(durable=True)
def correct_lines(
    *,
    pk: int,
    version: int,
    quantities: Mapping[int, int],
    item: Item | None = None,
    added: AskedLine | None = None,
    is_told_otherwise: bool = False,
    reason: str,
    by: User,
    request=None,
) -> Paso:
    """Other quantities of some lines, by their key, 0 to take one away, and one more for an `item`.

    A line never changes: it is dropped, and another takes its place. They are held against what the customer told of
    each item, unless `is_told_otherwise`: the instrument is not what was told. Raises ActRefusedError and StaleError.
    """
    case = locked_for(correction_refusal, ServiceRequest, pk, version=version)
    before = {line.pk: line for line in case.lines.live().select_related("item", "laboratory")}
    changed = [line for line in before.values() if quantities.get(line.pk, line.quantity) != line.quantity]
    if not changed and added is None:
        raise ActRefusedError("No cambió nada: corrija una cantidad o agregue una tasa.")
    if any(line.item and line.item.seats.live().exists() for line in changed):
        raise ActRefusedError("De una edición se pagan los cupos tomados: su cantidad no se corrige.")
    kept = [line for line in before.values() if line not in changed]
    again = [(line, quantities[line.pk]) for line in changed if quantities[line.pk]]
    of_items = [(line.item, AskedLine.of(line)) for line in kept]
    of_items += [(line.item, replace(AskedLine.of(line), quantity=quantity)) for line, quantity in again]
    of_items += [(item, added)] if added else []
    asked = [line for _, line in of_items]
    found = priced(asked, customer=case.priced_customer, on=timezone.localdate())
    wrong = [str(each.alone) for each in found.reasons]
    wrong += _unfit(case, of_items, found, is_told_otherwise=is_told_otherwise)
    if wrong:
        raise ActRefusedError(" ".join(dict.fromkeys(wrong)))
    data = {
        "before": [str(line) for line in before.values()],
        "after": [f"{line.quantity} × {line.code}" for line in asked],
    }
    step = add_step(case, Step.LINES_CORRECTED, by=by, text=reason, data=data)
    Line.objects.filter(pk__in=[line.pk for line in changed]).update(dropped_by=step)
    for line, quantity in again:
        Line.objects.create(
            request=case, item=line.item, position=line.position, laboratory=line.laboratory,
            **AskedLine(line.code, quantity, line.persons, line.is_on_site).facts,
        )  # fmt: skip
    if added:
        _add(case, item, added, rates_of(found.edition, [added.code])[added.code] if found.edition else None)
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    owe(MESSAGE, recipient=case.mail_address, about=case, occasion=step.pk)
    return step


def _unfit(
    case: ServiceRequest, lines: Sequence[tuple[Item | None, AskedLine]], found: Priced, *, is_told_otherwise: bool
) -> Iterator[str]:
    """What the lines of each item cannot be together, as the customer's request is told; travel is of no item."""
    rates = all_rates(found.edition) if found.edition else {}
    for item in dict.fromkeys(item for item, _ in lines if item):
        own = [line for of, line in lines if of == item and line.code in rates]
        told = None if is_told_otherwise else Told.of(item.details)
        yield from (f"{item}: {sentence}" for _, sentence in problems(own, rates, service=case.service, told=told))


def _add(case: ServiceRequest, item: Item | None, added: AskedLine, rate: Any) -> None:
    last = Line.objects.filter(request=case, item=item).aggregate(last=Max("position"))["last"] or 0
    Line.objects.create(
        request=case, item=item, position=last + 1, laboratory=laboratory_of(rate), **added.facts
    )  # fmt: skip


# --- 8: the check ------------------------------------------------------------------------------------------
def check_refusal(case: ServiceRequest, today: date) -> Words:
    """The rates are right, each laboratory said that it can, and nothing that earns a discount is unproved."""
    if refused := only_in({State.FILED})(case, today):
        return refused
    if waits_for_seats(case):
        return "Todavía no tiene cupo en el curso: espera en la lista."
    if not case.lines.live().exists():
        return "Falta decir qué tasas corresponden a lo que pidió: corrija los servicios."
    if laboratories := owing(case):
        return f"Falta el concepto de {', '.join(map(str, laboratories))}."
    if line := refused_by(case):
        return (
            f"{line.laboratory} dijo que no puede prestar {line.code}: corrija los servicios, o rechace la solicitud."
        )
    return ""


def asks_proof(case: ServiceRequest) -> bool:
    """Whether the size that would earn the discount of article 4 was declared with a support, and nobody saw it."""
    customer = case.priced_customer
    is_due = customer.is_micro_or_small and customer.is_secondary_laboratory
    return is_due and customer.proves_size and case.size_proved_at is None


@transaction.atomic(durable=True)
def check(*, pk: int, version: int, is_size_proved: bool | None = None, text: str = "", by: User, request=None) -> Paso:
    """`is_size_proved`: what the officer found of the support of article 4. Raises ActRefusedError and StaleError."""
    case = locked_for(check_refusal, ServiceRequest, pk, version=version)
    if asks_proof(case):
        if is_size_proved is None:
            raise ActRefusedError("Falta verificar el soporte del artículo 4.")
        if is_size_proved:
            case.size_proved_at = Now()
        else:
            case.customer = case.customer | {"proves_size": False}
    case.checked_at = Now()
    step = add_step(case, Step.CHECKED, by=by, text=text, data={"is_size_proved": is_size_proved})
    settle(case)
    record(Action.CHANGED, request=request, actor=by, subject=case, what=f"services_{step.kind}")
    return step


# --- 10: a no ----------------------------------------------------------------------------------------------
rejection_refusal = only_in(REJECTABLE)


@transaction.atomic(durable=True)
def reject(*, pk: int, version: int, ground: str, text: str, by: User, request=None) -> Paso:
    """Raises ActRefusedError, StaleError and NoSignatoryError."""
    case = locked_for(rejection_refusal, ServiceRequest, pk, version=version)
    letter = rejection_letter(case, ground=ground, text=text)
    close(case, Outcome.REJECTED)
    step = write_letter(
        case,
        Step.REJECTED,
        letter,
        document_kind="Rechazo de una solicitud de servicio",
        by=by,
        text=text,
        data={"ground": ground},
    )
    settle(case)
    return send_letter(case, step, request=request)


def rejection_letter(case: ServiceRequest, *, ground: str, text: str) -> Letter:
    why = in_a_sentence(str(Ground(ground).label))
    blocks = (
        Paragraph(f"El INM no puede prestar lo que pidió en su {reference(case)}, porque {why}."),
        *paragraphs(text),
        Paragraph("Puede pedir otro servicio cuando quiera, o escribirnos por PQRSD si no está de acuerdo."),
        following(),
    )
    return to_customer(case, f"Respuesta a su solicitud {case.radicado.number}", blocks)
