"""A case as its petitioner follows it: where it stands, and its line in the list of their cases."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from expedientes.following import CaseLine
from expedientes.models import Paso
from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.legal_time import business_days, long_date, until_due
from legal_calendar.stored import current_calendar
from pqrsd.ahead import Ahead, Asking, ahead
from pqrsd.clock import facts_of
from pqrsd.completing import more_time_refusal
from pqrsd.deadlines import DELIVERY_DAYS, Deadline, days_elapsed, days_left, delivery_due_on_after_silence, reckon
from pqrsd.kinds import Kind, Outcome
from pqrsd.models import Pqrsd
from radicados.models import Radicado

# The class of `.status` in the style sheet: each has its own icon, so that colour is not alone.
_DONE, _RUNNING, _LATE, _VOID = "issued", "pending", "failed", "annulled"

RECEIVED = "Radicada"


@dataclass(frozen=True)
class State:
    words: str
    look: str


@dataclass(frozen=True)
class Standing:
    """State, dates and business days of a case as of today, or of the day on which it was closed.

    `left` is None while the clock waits for the petitioner, and negative once the term is over. When nobody
    answered a request for information in time, it counts as granted, and its copies are due on `copies_on`.
    `now` says in words how far the term has come, "" once it is closed; `ahead` is what may come.
    """

    state: State
    deadline: Deadline
    elapsed: int
    left: int | None
    copies_on: date | None = None
    now: str = ""
    ahead: tuple[Ahead, ...] = ()

    @property
    def now_title(self) -> str:
        """The state as a step that follows those that were taken."""
        return "Por asignar a quien la responda" if self.state.words == RECEIVED else self.state.words

    @property
    def total(self) -> int:
        return self.elapsed + max(self.left or 0, 0)

    @property
    def days_given(self) -> int:
        """The whole term, without what an extension added."""
        return self.deadline.term.days

    @property
    def days_late(self) -> int:
        return max(-(self.left or 0), 0)


def standing_of(pqrsd: Pqrsd) -> Standing:
    calendar, today, facts = current_calendar(), timezone.localdate(), facts_of(pqrsd)
    deadline = reckon(pqrsd.termino.term, facts, calendar)
    day = timezone.localdate(pqrsd.closed_at) if pqrsd.closed_at else today
    is_late = pqrsd.is_open and deadline.due_on and deadline.due_on < day
    is_granted = is_late and pqrsd.kind == Kind.INFORMATION
    standing = Standing(
        state=state_of(pqrsd, today),
        deadline=deadline,
        elapsed=days_elapsed(deadline, day, calendar),
        left=days_left(deadline, day, calendar),
        copies_on=delivery_due_on_after_silence(deadline, calendar) if is_granted else None,
    )
    if not pqrsd.is_open:
        return standing
    asked = None
    if pqrsd.is_waiting:
        request = pqrsd.completion_requests.get(completed_on=None)
        may_extend = not more_time_refusal(
            pqrsd.termino.term,
            request.due_on,
            today=today,
            ground=request.ground,
            already_extended=request.extended_at is not None,
        )
        asked = Asking(request.due_on, request.norm, request.is_unclear, may_extend)
    coming = ahead(
        deadline, facts, calendar, today=today, elapsed=standing.elapsed, asked=asked, copies_on=standing.copies_on
    )
    return replace(standing, now=_now(standing), ahead=coming)


def _now(standing: Standing) -> str:
    if standing.left is None:
        return f"El término está detenido en el día {standing.elapsed} de {standing.days_given} hábiles."
    if standing.days_late:
        return f"El término venció el {long_date(standing.deadline.due_on)}."
    return f"Día {standing.elapsed} de {standing.total} hábiles."


ANNULLED = State(str(Outcome.ANNULLED.label), _VOID)


def state_of(pqrsd: Pqrsd, today: date) -> State:
    if not pqrsd.is_open:
        is_done = pqrsd.outcome in {Outcome.ANSWERED, Outcome.TRANSFERRED}
        return State(pqrsd.get_outcome_display(), _DONE if is_done else _VOID)
    if pqrsd.is_waiting:
        return State("Esperando que usted la complete", _LATE)
    if pqrsd.due_on and pqrsd.due_on < today:
        return State("Vencida: la respuesta está demorada", _LATE)
    if pqrsd.extended_at:
        return State("Prorrogada", _RUNNING)
    is_new = pqrsd.assignee_id is None and pqrsd.version <= 1
    return State(RECEIVED, _RUNNING) if is_new else State("En trámite", _RUNNING)


def time_left(pqrsd: Pqrsd, today: date, calendar: Calendar) -> str:
    """«Quedan 3 días hábiles», and the like, from the stored dates alone: for lists. "" when it is closed, or
    the calendar does not reach it."""
    last_day = pqrsd.due_on or pqrsd.waiting_until
    if last_day is None or not pqrsd.is_open:
        return ""
    try:
        left = calendar.days_between(today, last_day)
    except UncoveredYearError:
        return ""
    if not pqrsd.is_waiting:
        return until_due(left)
    if left < 0:
        return "Pasó el plazo para completarla; todavía puede hacerlo"
    return f"Tiene {business_days(left)} para completarla" if left else "Hoy vence el plazo para completarla"


# What ends by a letter, and what is said of it once it is signed.
_ENDED_BY_LETTER: dict[str, str] = {
    Outcome.ANSWERED: "Lea la respuesta.",
    Outcome.TRANSFERRED: "Le responde la entidad a la que la trasladamos: lea cuál es.",
    Outcome.REJECTED: "Lea las razones.",
    Outcome.ARCHIVED: "Lea las razones; puede presentarla de nuevo.",
    Outcome.LAPSED: "No recibimos a tiempo lo que le pedimos; puede presentarla de nuevo.",
}
# The same while the letter cannot be read.
_NOT_TO_BE_READ: dict[str, dict[str, Any]] = {
    Radicado.Status.PENDING: {
        "next_step": "La carta se está firmando; estará aquí en unos segundos.",
        "changes_soon": True,
    },
    Radicado.Status.DELAYED: {"next_step": "La carta está demorada: nuestro equipo ya lo sabe, y aparecerá aquí."},
    Radicado.Status.ANNULLED: {"next_step": "La carta fue anulada: en el caso está por qué, y lo que siga."},
}
_ENDED_OTHERWISE: dict[str, str] = {
    Outcome.WITHDRAWN: "Usted desistió de ella; puede presentarla de nuevo.",
    Outcome.ANNULLED: "Su radicado fue anulado: lea por qué. Si todavía la necesita, presente otra.",
}


def petition_lines(keys: Iterable[int]) -> dict[int, CaseLine]:
    """The petitions among the cases of those keys, by key, in the same few queries however many they are."""
    petitions = Pqrsd.objects.with_number().select_related("radicado__filed_by").filter(pk__in=keys)
    # In their order, so that the last one stands; what was annulled only where there is nothing else.
    letters = Paso.objects.public().filter(expediente__in=keys, radicado__kind=Radicado.Kind.SALIDA)
    letters = letters.order_by(F("radicado__annulled_at").desc(nulls_last=True), "at", "pk")
    with_state = letters.select_related("radicado__issuance").defer("radicado__snapshot")
    last_letters = {step.expediente_id: step.radicado for step in with_state}
    today, calendar = timezone.localdate(), current_calendar()
    lines = {}
    words: dict[str, Any]
    for pqrsd in petitions:
        state = state_of(pqrsd, today)
        if pqrsd.radicado.annulled_at:  # whatever it had come to
            state, words = ANNULLED, {"next_step": _ENDED_OTHERWISE[Outcome.ANNULLED]}
        elif pqrsd.is_open:
            words = {"next_step": _awaited(pqrsd, today, calendar)}
            words["time_left"] = time_left(pqrsd, today, calendar)
            if pqrsd.is_waiting:
                words["link"] = "Completarla", reverse("pqrsd:complete", args=[pqrsd.radicado.number])
                words["waits_for_filer"] = True
        elif pqrsd.outcome in _ENDED_OTHERWISE:
            words = {"next_step": _ENDED_OTHERWISE[pqrsd.outcome]}
        else:
            label = "Leer la respuesta" if pqrsd.outcome == Outcome.ANSWERED else "Leer la carta"
            read = {"next_step": _ENDED_BY_LETTER[pqrsd.outcome], "link": (label, pqrsd.get_absolute_url())}
            words = _NOT_TO_BE_READ.get(last_letters[pqrsd.pk].status, read)
        lines[pqrsd.pk] = CaseLine.of(
            pqrsd,
            kind=pqrsd.get_kind_display(),
            url=pqrsd.get_absolute_url(),
            state=state.words,
            look=state.look,
            **words,
        )
    return lines


def _awaited(pqrsd: Pqrsd, today: date, calendar: Calendar) -> str:
    if pqrsd.is_waiting:
        until = long_date(pqrsd.waiting_until)
        if pqrsd.waiting_until < today:
            return f"Debía completarla a más tardar el {until}: hágalo ahora, antes de que la archivemos."
        return f"Complétela a más tardar el {until}: mientras tanto, el término para responderle no corre."
    due = long_date(pqrsd.due_on)
    if pqrsd.due_on >= today:
        return f"Le respondemos a más tardar el {due}."
    late = f"Debimos responderle a más tardar el {due}; le pedimos disculpas."
    if pqrsd.kind == Kind.INFORMATION:
        try:
            until = f"a más tardar el {long_date(calendar.after(pqrsd.due_on, DELIVERY_DAYS))}"
        except UncoveredYearError:
            until = f"dentro de los {DELIVERY_DAYS} días hábiles siguientes"
        return (
            f"{late} Se entiende que su solicitud fue aceptada, y las copias se le deben entregar {until} "
            "(CPACA, artículo 14, numeral 1)."
        )
    return f"{late} Su petición sigue abierta y debemos responderla."
