"""A request as its customer follows it: where it stands and whose turn it is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from expedientes.following import CaseLine
from ground.languages import Words
from legal_calendar.spoken import lazy_date
from services.kinds import Service, State
from services.models import Quote, Repricing, ServiceRequest
from services.rounds import in_rounds
from services.seats import next_of_seats

# Whose turn it is in each state, and what comes next, in words for the customer.
NEXT: dict[State, tuple[bool, Words]] = {
    State.FILED: (False, _("El INM revisa lo que pidió.")),
    State.INCOMPLETE: (True, _("Complete lo que le pidió el INM.")),
    State.CHECKED: (False, _("El INM prepara su cotización.")),
    State.QUOTED: (True, _("Acepte la cotización, pida un cambio o dígale al INM que no.")),
    State.ACCEPTED: (True, _("Pague; el INM programa el servicio cuando reciba todo el pago.")),
    State.OWED: (False, _("El INM programa el servicio; usted paga cuando diga su contrato.")),
    State.PAID: (False, _("El INM programa el servicio.")),
    State.SCHEDULED: (True, _("Prepare lo que va a entregar y llévelo en la fecha acordada.")),
    State.RECEIVED: (False, _("El laboratorio lo tiene en su cola.")),
    State.IN_SERVICE: (False, _("El laboratorio presta el servicio.")),
    State.DONE: (False, _("El INM prepara la entrega.")),
    State.DELIVERED: (True, _("Recoja lo suyo y cuéntenos cómo le fue.")),
    State.DECLINED: (True, _("Puede pedir que se cotice de nuevo durante 30 días.")),
    State.EXPIRED: (True, _("Puede pedir que se cotice de nuevo durante 30 días.")),
}

# The same of a course, whose day is known and whose certificates go by mail.
NEXT_OF_COURSES: dict[State, tuple[bool, Words]] = {
    State.SCHEDULED: (False, _("El curso se dicta en la fecha de su edición.")),
    State.IN_SERVICE: (False, _("El curso está en marcha.")),
    State.DONE: (False, _("El INM expide las constancias.")),
    State.DELIVERED: (False, _("A cada participante le llegó su constancia por correo.")),
}

# And of materials, which leave as they are.
NEXT_OF_MATERIALS: dict[State, tuple[bool, Words]] = {
    State.ACCEPTED: (True, _("Pague; lo que hay en existencia ya está apartado para usted.")),
    State.OWED: (False, _("El INM despacha lo que pidió; usted paga cuando diga su contrato.")),
    State.PAID: (False, _("El INM prepara lo que pidió y le dice cuándo sale.")),
    State.SCHEDULED: (False, _("El INM alista lo que pidió.")),
    State.RECEIVED: (False, _("El INM lo despacha, o usted lo recoge.")),
    State.DELIVERED: (True, _("Cuando lo reciba, díganos si llegó completo y en buen estado.")),
}


# The same of a round.
NEXT_OF_ROUNDS: dict[State, tuple[bool, Words]] = {
    State.SCHEDULED: (False, _("La ronda comienza en su fecha: el laboratorio que la coordina le envía el ítem.")),
    State.RECEIVED: (True, _("Usted tiene el ítem: mida, y reporte sus resultados antes de que la ronda cierre.")),
    State.IN_SERVICE: (False, _("El laboratorio espera los resultados de todos para informar la ronda.")),
    State.DELIVERED: (True, _("La ronda se informó: cuéntenos cómo le fue.")),
}
# Of a round, what is in the hands of whoever takes part was not received by the Institute.
TITLE_OF_RECEIVED = _("Con el ítem en su poder")


@dataclass(frozen=True)
class Standing:
    """`now_title` is the state in words, with its look; `now` what comes next, "" once it ended; `is_yours` says whose
    turn it is."""

    now_title: Words
    look: str
    now: Words
    is_yours: bool
    ahead: tuple[Any, ...] = ()


def standing_of(request: ServiceRequest) -> Standing:
    return _standing(request, _told_apart([request.pk]), in_rounds([request.pk]))


def _told_apart(keys: Collection[int]) -> dict[int, tuple[bool, Words]]:
    """Of the requests with those keys that wait for something beside their state: whose turn it is, and what comes."""
    more = Quote.objects.waiting().filter(chain__request__in=keys, chain__number__gt=1)
    waiting = more.filter(chain__request__closed_at=None).values_list("chain__request", flat=True)
    moving = Repricing.objects.filter(why=Repricing.Why.YEAR, accepted_by=None, ended_by=None)
    asked = moving.filter(quote__chain__request__in=keys, quote__chain__request__closed_at=None)
    told: dict[int, tuple[bool, Words]] = {**next_of_seats(keys)}
    told |= dict.fromkeys(waiting, (True, _("Responda la cotización complementaria.")))
    answers = (True, _("Responda si acepta la diferencia de tarifa."))
    return told | dict.fromkeys(asked.values_list("quote__chain__request", flat=True), answers)


def _standing(request: ServiceRequest, apart: Mapping[int, tuple[bool, Words]], of_rounds: Collection[int]) -> Standing:
    state = State(request.state)
    is_of_a_round = request.pk in of_rounds
    own: dict[Service, Mapping[State, tuple[bool, Words]]] = {
        Service.TRAINING: NEXT_OF_COURSES,
        Service.REFERENCE_MATERIAL: NEXT_OF_MATERIALS,
    }
    special = NEXT_OF_ROUNDS if is_of_a_round else own.get(request.service, {})
    known: dict[State, tuple[bool, Words]] = {**NEXT, **special}
    if request.service is Service.REFERENCE_MATERIAL and state is State.DELIVERED and request.next_on is None:
        known[state] = (True, _("Cuéntenos cómo le fue."))  # it came
    is_yours, now = apart.get(request.pk) or known.get(state, (False, ""))
    if request.is_open and (until := request.suspended_until):
        waits = _("El servicio está suspendido hasta el {day}; le escribimos cuando siga.")
        is_yours, now = False, format_lazy(waits, day=lazy_date(until))
    title = _("En revisión") if state is State.FILED else request.state_label
    if is_of_a_round and state is State.RECEIVED:
        title = TITLE_OF_RECEIVED
    return Standing(title, _look(state), now, is_yours)


def _look(state: State) -> str:
    """The class of `.status` in the style sheet."""
    if state in {State.REJECTED, State.WITHDRAWN, State.ANNULLED, State.DECLINED, State.EXPIRED}:
        return "annulled"
    return "issued" if state in {State.CLOSED, State.DELIVERED} else "pending"


def request_lines(keys: Iterable[int]) -> dict[int, CaseLine]:
    """The requests for services among the cases of those keys, by key, in four queries."""
    lines, cases = {}, list(ServiceRequest.objects.with_number().filter(pk__in=keys))
    apart = _told_apart([case.pk for case in cases])
    of_rounds = in_rounds(case.pk for case in cases if case.kind == Service.PROFICIENCY_TEST)
    for case in cases:
        standing = _standing(case, apart, of_rounds)
        lines[case.pk] = CaseLine.of(
            case,
            kind=f"{case.get_kind_display()}: solicitud de servicio",
            url=case.get_absolute_url(),
            state=standing.now_title,
            look=standing.look,
            next_step=standing.now,
        )
    return lines
