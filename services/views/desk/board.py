"""The board: the open requests by where they stand, those that wait longest first, and the way to all of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import UserRequest
from expedientes.forms.queue import RECEIVED
from expedientes.lights import Lights
from expedientes.models import ExpedienteQuerySet
from expedientes.views.desk import listed, record_listing
from ground.audit.models import Action
from services.forms.desk import RequestsForm
from services.kinds import STANDING, State
from services.models import ServiceRequest
from services.views.desk.cases import HEAVY, desk

# In each column; the queue has the others.
SHOWN = 6
FILTERS = ("clase", "laboratorio", "responsable")


@dataclass(frozen=True)
class BoardColumn:
    """The first of those that stand there, how many all of them are, and the filters of the queue that list them."""

    state: State
    count: int
    cases: list[ServiceRequest]
    query: str

    @property
    def is_more(self) -> bool:
        return self.count > len(self.cases)


@desk
@require_safe
def board(request: UserRequest) -> HttpResponse:
    chosen = {name: value for name in FILTERS if (value := request.GET.get(name))}
    form = RequestsForm(chosen, user=request.user)
    form.is_valid()
    columns = list(_columns(form, chosen))
    full = {column.state for column in columns}
    record_listing(request, form, Action.SEARCHED, results=sum(column.count for column in columns))
    context = {
        "desk": ServiceRequest.desk,
        "form": form,
        "forms": [form],
        "columns": columns,
        "empty": [state.label for state in STANDING if state not in full],
        "is_narrowed": bool(chosen),
        "today": timezone.localdate(),
    }
    return render(request, "services/desk/board.html", context, status=422 if form.errors else 200)


def _columns(form: RequestsForm, chosen: dict[str, str]) -> Iterator[BoardColumn]:
    """In the order of the way; by two queries, whatever there is."""
    lights = Lights.now()
    counts, first = _first_of_each(form.filtered(lights))
    shown: dict[str, list[ServiceRequest]] = {}
    for case in listed(form, lights, heavy=HEAVY).filter(pk__in=first).order_by("received_at", "pk"):
        shown.setdefault(case.state, []).append(case)
    for state in STANDING:
        if state in shown:
            query = urlencode(chosen | {"etapa": state.value, "orden": RECEIVED})
            yield BoardColumn(state, counts[state], shown[state], query)


def _first_of_each(cases: ExpedienteQuerySet) -> tuple[dict[str, int], list[int]]:
    """How many there are of each state, and the keys of the first of each."""
    numbered = cases.order_by().annotate(
        place=Window(RowNumber(), partition_by="state", order_by=[F("received_at").asc(), F("pk").asc()]),
        together=Window(Count("pk"), partition_by="state"),
    )
    rows = list(numbered.filter(place__lte=SHOWN).values_list("pk", "state", "together"))
    return {state: count for _, state, count in rows}, [pk for pk, _, _ in rows]
