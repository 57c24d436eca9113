"""The queue: what is due first comes first."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import render
from django.views.decorators.http import require_safe

from expedientes.lights import OPEN_LIGHTS, Light, Lights
from ground.audit.admin import QUERY_LENGTH
from ground.audit.models import Action
from ground.audit.trail import record
from pqrsd.forms.desk.queue import PRIORITY, QueueForm
from pqrsd.models import Pqrsd
from pqrsd.views.desk.door import desk

PAGE_SIZE = 25
# No more than these are counted or paged through: beyond, people filter, and the page stays as quick.
COUNTED = 1_000
HEAVY = ("request", "grounds", "missing", "search_text", "priority_reason")


@dataclass(frozen=True)
class Row:
    """A case as the queue shows it."""

    case: Pqrsd
    light: Light
    days: str

    @classmethod
    def of(cls, case: Pqrsd, lights: Lights) -> "Row":
        return cls(case, lights.of(case), lights.in_words(case))


@dataclass(frozen=True)
class Tally:
    """How many open cases have a light, as a door to them."""

    value: str
    label: str
    count: int

    @property
    def is_more(self) -> bool:
        return self.count > COUNTED

    @property
    def shown(self) -> str:
        return "1.000+" if self.is_more else str(self.count)


class ShortPaginator(Paginator):
    """Pages of the first COUNTED rows."""

    object_list: QuerySet[Pqrsd]

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNTED)

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: COUNTED + 1].count()

    @property
    def is_cut(self) -> bool:
        return self.counted > COUNTED


@desk
@require_safe
def queue(request):
    """What is open, or what its filters say; that it was listed is recorded."""
    lights = Lights.now()
    form = QueueForm(request.GET, user=request.user)
    form.is_valid()
    page = ShortPaginator(listed(form, lights), PAGE_SIZE).get_page(request.GET.get("pagina"))
    record_listing(request, Action.SEARCHED, results=page.paginator.count)
    context = {
        "form": form,
        "forms": [form],
        "page": page,
        "rows": [Row.of(case, lights) for case in page],
        "tallies": tallies(request.user, lights),
        "is_handler": Pqrsd.desk.handles_any(request.user),
    }
    return render(request, "pqrsd/desk/queue.html", context, status=422 if form.errors else 200)


def listed(form: QueueForm, lights: Lights):
    """The cases of the form with all that a row of them shows."""
    cases = form.filtered(lights).with_number().defer(*HEAVY, "radicado__snapshot")
    return cases.select_related("petitioner", "office", "assignee")


def record_listing(request, action: Action, **detail) -> None:
    """With its filters; without the words typed by whoever sees *denuncias*, which may name their people."""
    filters = request.GET.copy()
    if Pqrsd.desk.handles_reserved(request.user):
        filters.pop("q", None)
    record(action, request=request, subject=Pqrsd, query=filters.urlencode()[:QUERY_LENGTH], **detail)


def tallies(user, lights: Lights) -> list[Tally]:
    cases = Pqrsd.objects.open_to(user).open()
    doors = [(light.value, light.label, lights.condition(light)) for light in OPEN_LIGHTS]
    counted = [Tally(value, label, _capped(cases.filter(those))) for value, label, those in doors]
    return [*counted, Tally(PRIORITY, "Prioritarias", _capped(cases.filter(is_priority=True)))]


def _capped(cases) -> int:
    return cases.order_by()[: COUNTED + 1].count()
