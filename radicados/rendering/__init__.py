"""From a letter's snapshot to its PDF: pure and repeatable, the same values give the same bytes.

No settings, clock, network or database is read here; the letter's template version chooses how it looks,
so that a letter of any year is drawn for ever as it was issued.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from radicados.letters import FilingStamp, Letter
from radicados.rendering import version_1
from radicados.typefaces import plainly

# The second one writes every script of which there is a typeface, and sets closer what else spilt onto one page more.
_VERSIONS: dict[int, Callable[[Letter, FilingStamp], bytes]] = {
    1: version_1.draw,
    2: partial(version_1.draw, written=plainly, airs=(1.0, 0.8, 0.6)),
}


class UnknownTemplateError(ValueError):
    """The letter asks for a template that this portal does not have."""


def render(letter: Letter, *, number: str, filed_at: datetime, verification_code: str, is_demo: bool) -> bytes:
    """The unsigned letter as PDF/A-2b.

    `filed_at` is an aware datetime, printed in the legal time of Colombia; `verification_code` has no
    separators. Raises UnknownTemplateError, or ValueError when `filed_at` is naive.
    """
    if letter.template_version not in _VERSIONS:
        raise UnknownTemplateError(f"No existe la versión {letter.template_version} de la plantilla.")
    stamp = FilingStamp(number, filed_at, verification_code, letter.base_url, is_demo)
    return _VERSIONS[letter.template_version](letter, stamp)
