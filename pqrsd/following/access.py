"""The key to one case: what number and code open for a while, and what a log-in opens to its own.

The key is signed and says only which case: no session knows who follows an anonymous petition.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from pqrsd.models import CaseEvent, Pqrsd
from radicados.verification import find

SALT = "pqrsd.case"


def key_to(pqrsd: Pqrsd) -> str:
    return signing.dumps(pqrsd.pk, salt=SALT)


def url_of(pqrsd: Pqrsd) -> str:
    """The page of the case, for whoever may follow it."""
    return reverse("pqrsd:case", args=[key_to(pqrsd)])


def lookup_url(pqrsd: Pqrsd) -> str:
    """Where a mail sends its reader: the page that asks for number and code, the number already written."""
    return f"{settings.PORTAL_BASE_URL}{reverse('pqrsd:lookup')}?numero={pqrsd.radicado.number}"


def opened_by(key: str) -> Pqrsd | None:
    """The case that a key opens; None when it is none, or its time is over."""
    try:
        pk = signing.loads(key, salt=SALT, max_age=settings.PQRSD_ACCESS_MINUTES * 60)
    except signing.BadSignature:
        return None
    return Pqrsd.objects.with_number().select_related("petitioner").filter(pk=pk).first()


def found_by(*, number: str, code: str) -> Pqrsd | None:
    """The case of a normalised number and code, of the petition itself or of a letter about it.

    An *oficio remisorio* opens none: another entity has it, too.
    """
    radicado = find(code)
    if radicado is None or radicado.number != number:
        return None
    cases = Pqrsd.objects.with_number()
    by_letter = CaseEvent.objects.filter(radicado=radicado).exclude(kind=CaseEvent.Kind.TRANSFERRED)
    return cases.filter(radicado=radicado).first() or cases.filter(events__in=by_letter).first()
