"""What comes in a petition that is open, as the law and its own dates imply it; no step that nobody owes. Pure."""

from dataclasses import dataclass
from datetime import date

from legal_calendar.days import Calendar, UncoveredYearError
from legal_calendar.legal_time import business_days, long_date
from pqrsd.completing import last_day_to_request_completion
from pqrsd.deadlines import DELIVERY_DAYS, Deadline, Facts, Resumption, last_day_of_extension, last_day_to_transfer

RECOURSE = "por una decisión con sus razones, que se le notifica y contra la que procede el recurso de reposición"


@dataclass(frozen=True)
class Ahead:
    """A step of a petition that has not happened: what it is and the words with the norm that says so; `by`, the
    last day for it, when there is one. The one that the term is for is its limit."""

    title: str
    words: str
    by: date | None = None
    is_limit: bool = False


@dataclass(frozen=True)
class Asking:
    """What the petitioner has to complete or clarify by `until`; `more_time` when they may still ask for more."""

    until: date
    norm: str
    is_unclear: bool = False
    more_time: bool = False


def ahead(
    deadline: Deadline,
    facts: Facts,
    calendar: Calendar,
    *,
    today: date,
    elapsed: int,
    asked: Asking | None = None,
    copies_on: date | None = None,
) -> tuple[Ahead, ...]:
    """In their order. `elapsed` are the business days that have counted; with `asked` the clock is stopped.
    `copies_on` is when the copies are due of information that silence granted (CPACA, art. 14, num. 1)."""
    if asked:
        return _completion(deadline, facts, asked, today=today, elapsed=elapsed)
    if deadline.due_on is None or deadline.due_on < today:
        copies = Ahead(
            "Las copias de lo que pidió",
            f"La respuesta no llegó a tiempo: se entiende que su solicitud fue aceptada, y las copias se le "
            f"entregan dentro de los {DELIVERY_DAYS} días hábiles siguientes (CPACA, artículo 14, numeral 1).",
            by=copies_on,
            is_limit=True,
        )
        answer = Ahead("La respuesta, que sigue pendiente", "Que se haya vencido el término no cierra su petición.")
        return (copies, answer) if copies_on and copies_on >= today else (answer,)
    term, steps = deadline.term, []
    transfer_by = last_day_to_transfer(term, facts.effective_on, calendar)
    if transfer_by >= today:
        title = "Si le corresponde a otra entidad, la trasladamos"
        steps.append(Ahead(title, f"Y le decimos a cuál ({term.transfer_norm}).", transfer_by))
    ask_by = last_day_to_request_completion(term, facts.effective_on, calendar)
    if term.ask_days and ask_by and ask_by >= today and term.completion_months:
        stopped = "" if term.resumption == Resumption.RUNS else "; mientras la completa, el término no corre"
        within = f"Dentro de los {business_days(term.ask_days)} que siguen a su radicación"
        steps.append(Ahead("Si le falta algo, se lo pedimos", f"{within}{stopped} ({term.completion_norm}).", ask_by))
    if term.extension_days and not facts.extension_days:
        try:
            longest = last_day_of_extension(term, facts, calendar)
        except UncoveredYearError:
            longest = None
        limit = f", que no puede pasar del {long_date(longest)}" if longest else ""
        words = f"Con las razones y la nueva fecha{limit} ({term.norm})."
        steps.append(Ahead("Si hace falta más tiempo, se lo decimos antes", words, deadline.due_on))
    steps.append(
        Ahead(
            "La respuesta, firmada", f"Con su propio número de radicado ({term.norm}).", deadline.due_on, is_limit=True
        )
    )
    return tuple(steps)


def _completion(deadline: Deadline, facts: Facts, asked: Asking, *, today: date, elapsed: int) -> tuple[Ahead, ...]:
    term, verb = deadline.term, "aclara" if asked.is_unclear else "completa"
    more = " Antes de ese día puede pedir, una vez, un plazo igual." if asked.more_time else ""
    if asked.until < today:
        yours = Ahead(
            f"Usted la {verb}", f"El plazo pasó, pero puede hacerlo mientras no la archivemos ({asked.norm})."
        )
    else:
        yours = Ahead(
            f"Usted la {verb}", f"Es lo que falta para seguir ({asked.norm}).{more}", asked.until, is_limit=True
        )
    total = term.days + facts.extension_days
    if term.resumption == Resumption.RUNS:
        then = f"Su término se sigue contando desde que la recibimos, salvo que ya haya pasado ({term.norm})."
    else:
        left = total if term.resumption == Resumption.RESTARTS else total - elapsed
        then = f"Desde el día hábil siguiente corren los {business_days(left)} que quedan ({term.completion_norm})."
    if asked.is_unclear:
        silence = f"Si no la {verb}, la archivamos"
        how = f"Puede presentarla de nuevo cuando quiera ({asked.norm})."
    else:
        silence = f"Si no la {verb}, se entiende que desistió"
        told = f"La archivamos {RECOURSE}" if term.lapses_by_act else "Se lo decimos"
        how = f"{told}; puede presentarla de nuevo ({asked.norm})."
    return (yours, Ahead("La respuesta", then), Ahead(silence, how))
