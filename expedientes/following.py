"""Who follows a case: somebody logged in whose own it is, and, for a while, a browser that told its number
and code or filed it; and what they read of it, on its page and in the list of their cases.

Such a browser has a token, and the portal its SHA-256 alone: nothing says who follows an anonymous case."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from expedientes.acts.steps import CaseT
from expedientes.models import Anexo, CaseSession, Expediente, Paso
from expedientes.models.step import StepKind
from ground.languages import Words, as_stored
from legal_calendar.ics import DatedEvent
from radicados.models import Radicado
from radicados.verification import find

# After the filing: how long its code is shown to whoever filed it.
CODE_LIFE = timedelta(minutes=15)


def found_by(cases: type[CaseT], *, number: str, code: str, but: Iterable[StepKind] = ()) -> CaseT | None:
    """The case of a normalised number and code, its own or of a letter about it; that of a step of the kinds
    in `but` opens none."""
    radicado = find(code)
    if radicado is None or radicado.number != number:
        return None
    steps = Paso.objects.filter(radicado=radicado).exclude(kind__in=but)
    every = cases.objects.with_number()
    found: CaseT | None = every.filter(radicado=radicado).first() or every.filter(steps__in=steps).first()
    return found


# --- For a while ---------------------------------------------------------------------------------------
def begin_session(
    case: Expediente, *, is_filer: bool = False, life: timedelta | None = None
) -> tuple[CaseSession, str]:
    """A new session of that case and its token, which is told this once; it lasts CASE_ACCESS_MINUTES unless
    a shorter life is given, and nothing makes it longer."""
    token = secrets.token_urlsafe(32)
    life = life or timedelta(minutes=settings.CASE_ACCESS_MINUTES)
    session = CaseSession.objects.create(
        expediente=case, token_sha256=_sha256(token), ends_at=timezone.now() + life, is_filer=is_filer
    )
    return session, token


def session_of(token: str, number: str) -> CaseSession | None:
    """The live session that a token opens; None when it is no token, or another case's."""
    if not token:
        return None
    live = CaseSession.objects.filter(ends_at__gt=timezone.now(), expediente__radicado__number=number)
    return live.filter(token_sha256=_sha256(token)).first()


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_just_filed(case: Expediente) -> bool:
    """Whether whoever filed it is still shown its code."""
    return timezone.now() < case.radicado.filed_at + CODE_LIFE


_WAITING = frozenset({Radicado.Status.PENDING, Radicado.Status.DELAYED})


def due_event(case: Expediente, today: date) -> DatedEvent | None:
    """The day on which an open case is due, or by which who filed it has to complete it, for their calendar:
    one event a case, however often its day changes. Of a reserved one, nothing but number and day. None when
    it has no such day, or that has passed."""
    day = case.waiting_until or case.due_on
    if not case.is_open or day is None or day < today:
        return None
    number, base = case.radicado.number, settings.PORTAL_BASE_URL
    uid = f"{number}@{urlsplit(base).hostname}"
    if case.is_reserved:
        return DatedEvent(uid, case.version, day, number)
    what = "Último día para completar" if case.is_waiting else "Vence el término para responder"
    return DatedEvent(
        uid,
        case.version,
        day,
        f"{what} la {case.desk.noun} {number}",
        "La fecha puede cambiar, por ejemplo por una prórroga: la que rige está en la página del caso.",
        f"{base}{case.get_absolute_url()}",
    )


@dataclass(frozen=True)
class CaseFile:
    """The public steps in their order, each with `anexos` and, when it is a letter, its radicado; `answer` is
    what the entity decided last, None as long as it has not."""

    acknowledgement: Radicado
    steps: tuple[Paso, ...]
    answer: Paso | None
    answer_title: Words

    @property
    def letters(self) -> list[Radicado]:
        return [self.acknowledgement, *(step.radicado for step in self.steps if step.radicado)]

    @property
    def seconds_to_wait(self) -> int:
        """In how many seconds to look again whether the letters are signed; 0 when all of them are."""
        waiting = [letter.status for letter in self.letters if letter.status in _WAITING]
        if not waiting:
            return 0
        return 2 if Radicado.Status.PENDING in waiting else 30


def case_file(case: Expediente, decisions: Mapping[str, Words]) -> CaseFile:
    """`decisions` are the kinds of the steps in which the entity says how it decides, each with its title, ""
    for the step's own name."""
    anexos = Prefetch("anexos", Anexo.objects.select_related("document__scan"))
    letters = Prefetch("radicado", Radicado.objects.with_state())
    steps = tuple(case.steps.public().prefetch_related(anexos, letters))
    answer = next((step for step in reversed(steps) if step.kind in decisions), None)
    title = answer and (decisions[answer.kind] or as_stored(answer.label))
    return CaseFile(Radicado.objects.with_state().get(pk=case.radicado_id), steps, answer, title or "")


@dataclass(frozen=True)
class CaseLine:
    """A case in the words of whoever filed it.

    `key` is the case's. `url` is its one page. `look` is the class of `.status` in the style sheet that goes
    with the `state`. `next_step` says in a sentence what comes next, and `link` is the way to it, a label and
    an address, if there is one. `time_left` counts the business days of a term that runs. One that
    `waits_for_filer` does not go on without them; of one that `changes_soon` it is a matter of seconds.
    """

    key: int
    kind: str
    subject: str
    number: str
    filed_at: datetime
    filed_by: str
    url: str
    state: Words
    look: str
    next_step: Words
    link: tuple[str, str] | None = None
    time_left: str = ""
    waits_for_filer: bool = False
    changes_soon: bool = False

    @classmethod
    def of(cls, case: Expediente, **words: Any) -> Self:
        """With what every case says of itself, from its radicado and who filed that, both loaded."""
        radicado, filer = case.radicado, case.radicado.filed_by
        return cls(
            key=case.pk,
            subject=case.subject,
            number=radicado.number,
            filed_at=radicado.filed_at,
            filed_by=str(filer) if filer and filer.is_active else radicado.filer_name,
            **words,
        )
