"""Who follows a case: somebody logged in whose own it is, and, for a while, a browser that told its number
and code or filed it.

Such a browser has a token, and the portal its SHA-256 alone: nothing says who follows an anonymous petition.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from expedientes.models import CaseSession, Expediente, Paso
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd
from radicados.models import Radicado
from radicados.verification import find

# After the filing: how long its code is shown to whoever filed it.
CODE_LIFE = timedelta(minutes=15)


def url_of(case: Expediente) -> str:
    """The page of the case; to whoever may not follow it, it asks for number and code."""
    return reverse("pqrsd:case", args=[case.radicado.number])


# --- By log-in -----------------------------------------------------------------------------------------
def is_own(user, pqrsd: Pqrsd) -> bool:
    """Whether somebody logged in filed it, or their company did."""
    return user.is_authenticated and Radicado.objects.visible_to(user).filter(pk=pqrsd.radicado_id).exists()


def own_case(user, number: str) -> Pqrsd | None:
    """The case of that number, when it is the user's own."""
    if not user.is_authenticated:
        return None
    own = Radicado.objects.visible_to(user).filter(number=number)
    return Pqrsd.objects.with_number().select_related("petitioner").filter(radicado__in=own).first()


# --- By number and code --------------------------------------------------------------------------------
def found_by(*, number: str, code: str) -> Pqrsd | None:
    """The case of a normalised number and code, of the petition itself or of a letter about it.

    An *oficio remisorio* opens none: another entity has it, too.
    """
    radicado = find(code)
    if radicado is None or radicado.number != number:
        return None
    cases = Pqrsd.objects.with_number()
    by_letter = Paso.objects.filter(radicado=radicado).exclude(kind=Step.TRANSFERRED)
    return cases.filter(radicado=radicado).first() or cases.filter(steps__in=by_letter).first()


def begin_session(
    pqrsd: Pqrsd, *, is_filer: bool = False, life: timedelta | None = None
) -> tuple[CaseSession, str]:
    """A new session of that case and its token, which is told this once; it lasts PQRSD_ACCESS_MINUTES unless
    a shorter life is given, and nothing makes it longer."""
    token = secrets.token_urlsafe(32)
    life = life or timedelta(minutes=settings.PQRSD_ACCESS_MINUTES)
    session = CaseSession.objects.create(
        expediente=pqrsd, token_sha256=_sha256(token), ends_at=timezone.now() + life, is_filer=is_filer
    )
    return session, token


def session_of(token: str, number: str) -> CaseSession | None:
    """The live session that a token opens, with its case; None when it is no token, or another case's."""
    if not token:
        return None
    live = CaseSession.objects.filter(ends_at__gt=timezone.now(), expediente__radicado__number=number)
    whole = live.select_related("expediente__pqrsd__radicado", "expediente__pqrsd__petitioner")
    lean = whole.defer("expediente__pqrsd__radicado__snapshot", "expediente__pqrsd__search_words")
    return lean.filter(token_sha256=_sha256(token)).first()


def purge_sessions() -> int:
    """Delete those whose time is over; gives how many."""
    deleted, _ = CaseSession.objects.filter(ends_at__lte=timezone.now()).delete()
    return deleted


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- By filing -----------------------------------------------------------------------------------------
def is_just_filed(pqrsd: Pqrsd) -> bool:
    """Whether whoever filed it is still shown its code."""
    return timezone.now() < pqrsd.radicado.filed_at + CODE_LIFE
