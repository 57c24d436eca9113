"""How the open petitions stand today: what the daily digest says."""

from dataclasses import dataclass

from django.db.models import Count, Q

from expedientes.lights import OPEN_LIGHTS, Light, Lights
from ground.mails.models import Mail
from pqrsd.models import Pqrsd
from radicados.models import LetterIssuance

LISTED = 20


@dataclass(frozen=True)
class Summary:
    """Of the ordinary petitions, or of the reserved ones; of each list, the first ones."""

    counts: list[tuple[str, int]]
    unassigned: int
    waiting_over: int
    stuck_mails: int
    stuck_letters: int
    overdue: list[Pqrsd]
    near: list[Pqrsd]

    @property
    def is_worth_telling(self) -> bool:
        facts = self.overdue, self.near, self.unassigned, self.waiting_over
        return any([*facts, self.stuck_mails, self.stuck_letters])

    @property
    def is_cut(self) -> bool:
        """Whether a list may go on."""
        return LISTED in {len(self.overdue), len(self.near)}


def summarise(*, is_reserved: bool, lights: Lights) -> Summary:
    cases = Pqrsd.objects.open().filter(is_reserved=is_reserved)
    figures = cases.aggregate(
        unassigned=Count("pk", filter=Q(assignee=None)),
        waiting_over=Count("pk", filter=Q(waiting_until__lt=lights.today)),
        **{light.value: Count("pk", filter=lights.condition(light)) for light in OPEN_LIGHTS},
    )
    stuck_mails = Mail.objects.filter(event__startswith="pqrsd.", is_reserved=is_reserved)
    # Of petitions and of their steps, those that nobody signs until somebody looks.
    of_petitions = Q(radicado__expediente__pqrsd__isnull=False) | Q(
        radicado__paso__expediente__pqrsd__isnull=False
    )
    stuck_letters = LetterIssuance.objects.unissued().filter(of_petitions, parked_at__isnull=False)
    return Summary(
        counts=[(light.label, figures[light.value]) for light in OPEN_LIGHTS if figures[light.value]],
        unassigned=figures["unassigned"],
        waiting_over=figures["waiting_over"],
        stuck_mails=stuck_mails.in_status(Mail.Status.PARKED).count(),
        stuck_letters=stuck_letters.filter(radicado__is_reserved=is_reserved).count(),
        overdue=_first(cases.filter(lights.condition(Light.OVERDUE))),
        near=_first(cases.filter(lights.condition(Light.TODAY) | lights.condition(Light.SOON))),
    )


def _first(cases) -> list[Pqrsd]:
    return list(cases.with_number().select_related("assignee").order_by("due_on", "pk")[:LISTED])
