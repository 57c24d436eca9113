"""What who follows a case may read of it: its steps, its letters and its files, in a few queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from expedientes.models import Anexo, Expediente, Paso
from radicados.models import Radicado

_WAITING = frozenset({Radicado.Status.PENDING, Radicado.Status.DELAYED})


@dataclass(frozen=True)
class CaseFile:
    """The public steps in their order, each with `anexos` and, when it is a letter, its radicado; `answer` is
    what the entity decided last, None as long as it has not."""

    acknowledgement: Radicado
    steps: tuple[Paso, ...]
    answer: Paso | None
    answer_title: str

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


def case_file(case: Expediente, decisions: Mapping[str, str]) -> CaseFile:
    """`decisions` are the kinds of the steps in which the entity says how it decides, each with its title, ""
    for the step's own name."""
    anexos = Prefetch("anexos", Anexo.objects.select_related("document__scan"))
    letters = Prefetch("radicado", Radicado.objects.with_state())
    steps = tuple(case.steps.public().prefetch_related(anexos, letters))
    answer = next((step for step in reversed(steps) if step.kind in decisions), None)
    title = answer and (decisions[answer.kind] or answer.label)
    return CaseFile(Radicado.objects.with_state().get(pk=case.radicado_id), steps, answer, title or "")
