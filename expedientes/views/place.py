"""Where a case stands in the queue that somebody came from, so that the next one is always in sight.

The queue travels in the address of each page of the case: `cola`, its own query, and `lugar`, the place that
the case had in it. A case that an act took out of the queue leaves its place to the next one.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from accounts.doors import UserRequest
from expedientes.forms.queue import QueueForm
from expedientes.lights import Lights
from expedientes.models import Expediente
from expedientes.views.desk import COUNTED
from ground.webforms.pages import as_number

QUEUE, PLACE = "cola", "lugar"


@dataclass(frozen=True)
class QueuePlace:
    """The numbers of the cases before and after, "" where there is none; the queue and its length."""

    queue: str
    before: str
    after: str
    at: int
    length: int
    is_in: bool

    @property
    def before_query(self) -> str:
        return _query(self.queue, self.at - 1)

    @property
    def after_query(self) -> str:
        return _query(self.queue, self.at + 1 if self.is_in else self.at)


def place_of(request: UserRequest, case: Expediente, form_class: type[QueueForm]) -> QueuePlace | None:
    """None for who did not come from a queue. Of the queue as it is now, its first COUNTED cases."""
    if QUEUE not in request.GET:
        return None
    queue = request.GET[QUEUE]
    form = form_class(QueryDict(queue), user=request.user)
    form.is_valid()
    numbers = list(form.filtered(Lights.now()).values_list("radicado__number", flat=True)[:COUNTED])
    is_in = case.radicado.number in numbers
    told = min(max(as_number(request.GET.get(PLACE)) or 1, 1), len(numbers) + 1)
    at = numbers.index(case.radicado.number) + 1 if is_in else told
    following = numbers[at if is_in else at - 1 :]
    return QueuePlace(
        queue=queue,
        before=numbers[at - 2] if at > 1 else "",
        after=following[0] if following else "",
        at=at,
        length=len(numbers),
        is_in=is_in,
    )


def kept_query(request: HttpRequest) -> str:
    """What keeps the place on the way to another page of the same case: the end of its address, or ""."""
    return _query(request.GET[QUEUE], as_number(request.GET.get(PLACE)) or 1) if QUEUE in request.GET else ""


def _query(queue: str, at: int) -> str:
    return "?" + urlencode({QUEUE: queue, PLACE: at})
