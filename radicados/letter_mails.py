"""Mails that carry a letter: they wait until it is signed, and go out with the one that was sealed."""

from ground.mails.models import Mail
from radicados.models import Radicado
from radicados.verification import sealed_pdf

PDF = "application/pdf"


class AlteredLetterError(Exception):
    """The stored letter is not the one that was sealed: it is sent to nobody."""


def letter_key(radicado: Radicado) -> str:
    return f"letter:{radicado.pk}"


def letter_of(mail: Mail) -> Radicado:
    return Radicado.objects.defer("snapshot").get(pk=mail.awaits.removeprefix("letter:"))


def enclosed_letter(letter: Radicado) -> tuple[str, bytes, str]:
    """The signed letter as a file of a mail. Raises AlteredLetterError."""
    pdf = sealed_pdf(letter)
    if pdf is None:
        raise AlteredLetterError(f"La carta {letter.number} no coincide con su huella.")
    return f"{letter.number}.pdf", pdf, PDF
