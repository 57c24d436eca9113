"""One case in somebody's list of cases: what each app says of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from expedientes.models import Expediente


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
    state: str
    look: str
    next_step: str
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
