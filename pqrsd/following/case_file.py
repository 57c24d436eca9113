"""What the petitioner may read of their case: its steps, its letters and its files, in a few queries."""

from dataclasses import dataclass

from django.db.models import Prefetch

from expedientes.models import Anexo, Paso
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd
from radicados.models import Radicado

# Steps whose words were written for the petitioner, or by them; those of the others are the staff's own.
TOLD = frozenset(
    {
        Step.COMPLETION_REQUESTED,
        Step.COMPLETION_EXTENDED,
        Step.COMPLETED,
        Step.EXTENDED,
        Step.TRANSFERRED,
        Step.ANSWERED,
        Step.REJECTED,
        Step.ARCHIVED,
        Step.LAPSED,
        Step.WITHDRAWN,
        Step.REPLIED,
        Step.RATED,
        Step.DUE_CHANGED,
        Paso.Kind.ANNULLED,
    }
)
# Steps in which the entity says how it decides.
_DECISIONS = frozenset({Step.ANSWERED, Step.TRANSFERRED, Step.REJECTED, Step.ARCHIVED, Step.LAPSED})
_WAITING = frozenset({Radicado.Status.PENDING, Radicado.Status.DELAYED})


@dataclass(frozen=True)
class CaseFile:
    """The public steps in their order, each with `anexos` and, when it is a letter, its radicado."""

    acknowledgement: Radicado
    steps: tuple[Paso, ...]

    @property
    def answer(self) -> Paso | None:
        """What the entity decided last."""
        return next((step for step in reversed(self.steps) if step.kind in _DECISIONS), None)

    @property
    def told(self) -> frozenset[str]:
        """The kinds whose words are shown."""
        return TOLD

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


def case_file(pqrsd: Pqrsd) -> CaseFile:
    anexos = Prefetch("anexos", Anexo.objects.select_related("document__scan"))
    letters = Prefetch("radicado", Radicado.objects.with_state())
    steps = pqrsd.steps.public().prefetch_related(anexos, letters)
    acknowledgement = Radicado.objects.with_state().get(pk=pqrsd.radicado_id)
    return CaseFile(acknowledgement, tuple(steps))
