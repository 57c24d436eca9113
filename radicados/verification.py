"""What a verification code or a number typed by hand tells about a radicado, and its letter as it was sealed.

Whoever guesses is slowed down. The codes' own 85 bits are the wall; that is only the fence in front of it.
"""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.http import Http404, HttpResponse

from ground.doors.addresses import client_ip
from ground.doors.throttling import Throttle
from radicados.annulled_copy import MARK, annulled_copy
from radicados.models import NUMBER_WIDTH, Radicado, SignedLetter

logger = logging.getLogger(__name__)

# One symbol of each family that the eye confuses; what is typed for another of its family still counts.
CODE_ALPHABET = "0123456789ACDEFHJKMNPRTVWXY"
CODE_LENGTH = 18  # 27 symbols: 85 bits
_LOOK_ALIKES = str.maketrans("OQILZSBGU", "00112586V")
_ADDRESS = re.compile(r"/V/([^/?#\s]+)")
_DIGIT = "[0-9OQILZSBG]"  # or what is taken for one
_NUMBER = re.compile(rf"(?:^|[^0-9A-Z])({_DIGIT}{{4}})[^0-9A-Z]*([ES])[^0-9A-Z]*({_DIGIT}{{1,9}})[^0-9A-Z]*$")


class Finding(Enum):
    AUTHENTIC = "authentic"
    PENDING = "pending"
    ANNULLED = "annulled"
    CORRUPT = "corrupt"


@dataclass(frozen=True)
class Verdict:
    radicado: Radicado
    finding: Finding


def normalise_code(typed: str) -> str:
    """A code as stored: upper case, no separators, each look-alike as the symbol in the alphabet. The address that
    the QR opens is its code."""
    text = unicodedata.normalize("NFKC", typed).upper()
    if in_address := _ADDRESS.search(text):
        text = in_address[1]
    return re.sub(r"[^0-9A-Z]", "", text).translate(_LOOK_ALIKES)


def normalise_number(typed: str) -> str:
    """A radicado number as stored (`2026-E-000001`) from `2026 e 1`, `2026E000001`…; "" if it is none."""
    text = unicodedata.normalize("NFKC", typed).upper()
    match = _NUMBER.search(text)
    if not match:
        return ""
    year, kind, sequence = match.groups()
    sequence = int(sequence.translate(_LOOK_ALIKES))
    return f"{year.translate(_LOOK_ALIKES)}-{kind}-{sequence:0{NUMBER_WIDTH}d}"


def verify_code(code: str) -> Verdict | None:
    """The verdict on a normalised code, or None when no radicado has it."""
    radicado = find(code)
    return judge(radicado) if radicado else None


def find(code: str) -> Radicado | None:
    """The radicado of a normalised code, with no more loaded than judging it takes."""
    if len(code) != CODE_LENGTH:
        return None
    facts = "number", "verification_code", "issued_at", "sha256", "annulled_at", "is_reserved"
    return Radicado.objects.only(*facts).filter(verification_code=code).first()


def judge(radicado: Radicado) -> Verdict:
    """The verdict on a radicado, its stored letter read and compared with its fingerprint."""
    if radicado.annulled_at:
        finding = Finding.ANNULLED
    elif not radicado.issued_at:
        finding = Finding.PENDING
    else:
        finding = Finding.AUTHENTIC if sealed_pdf(radicado) else Finding.CORRUPT
    return Verdict(radicado, finding)


def sealed_pdf(radicado: Radicado) -> bytes | None:
    """The stored letter if it still has the SHA-256 that was sealed with it; None otherwise."""
    letter = SignedLetter.objects.filter(pk=radicado.pk).first()
    if letter is None or hashlib.sha256(letter.pdf).hexdigest() != radicado.sha256:
        logger.error("radicado %s: its stored letter does not match its fingerprint", radicado.number)
        return None
    return bytes(letter.pdf)


def lost_letters() -> Iterator[Radicado]:
    """Each radicado whose signed letter is not there, or is not the one that was sealed; annulled ones, too."""
    for radicado in Radicado.objects.filter(issued_at__isnull=False).order_by("filed_at").iterator():
        if sealed_pdf(radicado) is None:
            yield radicado


def letter_file(radicado: Radicado) -> tuple[str, bytes] | None:
    """The letter as anybody gets it, with its name as a file: what was sealed, or once it is annulled a copy that
    says so. None while there is none, or when what is stored is not what was sealed."""
    pdf = sealed_pdf(radicado) if radicado.issued_at else None
    if pdf is None:
        return None
    if radicado.annulled_at is None:
        return f"radicado-{radicado.number}.pdf", pdf
    copy = annulled_copy(pdf, number=radicado.number, at=radicado.annulled_at)
    return f"radicado-{radicado.number}-{MARK}.pdf", copy


def letter_response(radicado: Radicado, *, as_attachment: bool) -> HttpResponse:
    """The same as a response; 404 when there is none."""
    file = letter_file(radicado)
    if file is None:
        raise Http404
    name, pdf = file
    disposition = "attachment" if as_attachment else "inline"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def is_throttled(request) -> bool:
    return _misses().is_exceeded(client_ip(request))


def record_miss(request) -> None:
    _misses().count(client_ip(request))


def _misses() -> Throttle:
    """Of one address, in the last hour."""
    return Throttle("verification-misses", settings.VERIFICATION_MISSES_PER_HOUR)
