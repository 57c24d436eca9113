"""The queue of a desk: what is due first comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from accounts.doors import UserRequest
from accounts.models import User
from expedientes.forms.queue import PRIORITY, QueueForm
from expedientes.lights import OPEN_LIGHTS, Light, Lights
from expedientes.models import Expediente, ExpedienteQuerySet
from ground.audit.admin import QUERY_LENGTH
from ground.audit.models import Action, record

PAGE_SIZE = 25
# No more than these are counted or paged through: beyond, people filter, and the page stays as quick.
COUNTED = 1_000


@dataclass(frozen=True)
class QueueRow:
    """A case as the queue shows it."""

    case: Expediente
    light: Light
    days: str

    @classmethod
    def of(cls, case: Expediente, lights: Lights) -> "QueueRow":
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

    object_list: QuerySet[Expediente]

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNTED)

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: COUNTED + 1].count()

    @property
    def is_cut(self) -> bool:
        return self.counted > COUNTED


def queue_page(
    request: UserRequest,
    form: QueueForm,
    template: str,
    *,
    shown: Sequence[str] = (),
    heavy: Sequence[str] = (),
) -> HttpResponse:
    """What is open, or what the form's filters say; that it was listed is recorded.

    `shown` are the rows beside its own that the template shows of a case, `heavy` the columns it does not.
    """
    lights = Lights.now()
    form.is_valid()
    cases = listed(form, lights, shown=shown, heavy=heavy)
    page = ShortPaginator(cases, PAGE_SIZE).get_page(request.GET.get("pagina"))
    record_listing(request, form, Action.SEARCHED, results=page.paginator.count)
    context = {
        "desk": form.cases.desk,
        "form": form,
        "forms": [form],
        "page": page,
        "rows": [QueueRow.of(case, lights) for case in page],
        "tallies": tallies(form.cases, request.user, lights),
        "is_handler": form.cases.desk.handles_any(request.user),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def listed(
    form: QueueForm, lights: Lights, *, shown: Sequence[str] = (), heavy: Sequence[str] = ()
) -> ExpedienteQuerySet:
    """The cases of the form with all that a row of them shows."""
    cases = form.filtered(lights).with_number().defer("search_text", "radicado__snapshot", *heavy)
    return cases.select_related("office", "assignee", *shown)


def record_listing(request: UserRequest, form: QueueForm, action: Action, **detail: Any) -> None:
    """With its filters; without the words of whoever sees reserved cases, which may name their people."""
    filters = request.GET.copy()
    if form.cases.desk.handles_reserved(request.user):
        filters.pop("q", None)
    record(action, request=request, subject=form.cases, query=filters.urlencode()[:QUERY_LENGTH], **detail)


def tallies(cases: type[Expediente], user: User, lights: Lights) -> list[Tally]:
    seen = cases.objects.open_to(user).open()
    doors = [(light.value, light.label, lights.condition(light)) for light in OPEN_LIGHTS]
    counted = [Tally(value, label, _capped(seen.filter(those))) for value, label, those in doors]
    return [*counted, Tally(PRIORITY, "Prioritarias", _capped(seen.filter(is_priority=True)))]


def _capped(cases: ExpedienteQuerySet) -> int:
    return cases.order_by()[: COUNTED + 1].count()
