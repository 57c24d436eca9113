"""Who follows a case: somebody logged in whose own it is, and, for a while, a browser that told its number
and code or filed it.

Such a browser has a token, and the portal its SHA-256 alone: nothing says who follows an anonymous case.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from expedientes.acts.steps import CaseT
from expedientes.models import CaseSession, Expediente, Paso
from expedientes.models.step import StepKind
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


def purge_sessions() -> int:
    """Delete those whose time is over; gives how many."""
    deleted, _ = CaseSession.objects.filter(ends_at__lte=timezone.now()).delete()
    return deleted


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_just_filed(case: Expediente) -> bool:
    """Whether whoever filed it is still shown its code."""
    return timezone.now() < case.radicado.filed_at + CODE_LIFE
