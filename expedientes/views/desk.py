"""The desk of an app: who enters, which case they may open there, and its queue, what is due first first."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Generic
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import UserRequest, View, verified_only
from expedientes.acts.steps import Act, CaseT
from expedientes.drawings import Load, MiniClock
from expedientes.forms.queue import CLOSED, COLUMNS, PRIORITY, TABS, QueueForm, Tab
from expedientes.lights import OPEN_LIGHTS, Light, Lights
from expedientes.models import Expediente, ExpedienteQuerySet
from ground.audit.admin import QUERY_LENGTH
from ground.audit.models import Action, record
from ground.spreadsheets.csv_files import csv_response
from ground.spreadsheets.workbooks import xlsx_response

# How a queue is taken away, by the ending of its file.
EXPORTS: Mapping[str, Callable[..., HttpResponseBase]] = {"csv": csv_response, "xlsx": xlsx_response}


@dataclass(frozen=True)
class Door(Generic[CaseT]):
    """That of the desk of some cases; `shown` are the rows that each of its pages shows of a case."""

    cases: type[CaseT]
    shown: tuple[str, ...] = ()

    def desk(self, view: View) -> View:
        """A page for the staff with both factors who look after such cases or may read them; for the others
        there is no desk."""
        entered = never_cache(verified_only(view))

        @wraps(view)
        def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not (request.user.is_staff and self.cases.desk.admits(request.user)):
                raise Http404
            return entered(request, *args, **kwargs)

        return guarded

    def handler_only(self, view: View) -> View:
        """A page with a form at an address with the number of a case: `view(request, case, …)` for whoever
        handles it.

        Whoever may only read it gets 403; whoever may not know of it, 404.
        """

        @self.desk
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: UserRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            case = self.case_of(request, number)
            if not case.desk.may_handle(request.user, case):
                raise PermissionDenied
            return view(request, case, *args, **kwargs)

        return guarded

    def case_of(self, request: UserRequest, number: str) -> CaseT:
        """The case of that number, its reading recorded in the audit trail; 404 when it is not in scope."""
        cases = self.cases.objects.open_to(request.user).with_number()
        cases = cases.select_related("office", "assignee", *self.shown)
        case: CaseT = get_object_or_404(cases, radicado__number=number)
        record(Action.READ, request=request, subject=case)
        return case


PAGE_SIZE = 25
# No more than these are counted or paged through: beyond, people filter, and the page stays as quick.
COUNTED = 1_000


@dataclass(frozen=True)
class QueueRow:
    """A case as the queue shows it."""

    case: Expediente
    light: Light
    days: str
    left: int | None
    clock: MiniClock | None

    @classmethod
    def of(cls, case: Expediente, lights: Lights) -> "QueueRow":
        facts = lights.of(case), lights.in_words(case), lights.days_left(case)
        return cls(case, *facts, MiniClock.of(case, lights))

    @property
    def figure(self) -> str:
        """The business days that are left, with a minus when it is late; a dash when none are counted."""
        return "–" if self.left is None else f"{self.left}".replace("-", "−")


@dataclass(frozen=True)
class Tally:
    """How many cases there are behind a link of the queue: a tab, or what is open under a light."""

    value: str
    label: str
    count: int
    url: str
    is_current: bool

    @classmethod
    def of(cls, value: str, label: str, cases: ExpedienteQuerySet, url: str, *, is_current: bool) -> "Tally":
        return cls(value, label, cases.order_by()[: COUNTED + 1].count(), url, is_current)

    @property
    def is_more(self) -> bool:
        return self.count > COUNTED

    @property
    def shown(self) -> str:
        return "1.000+" if self.is_more else str(self.count)


@dataclass(frozen=True)
class ColumnHeading:
    """Of a column that sorts: how it does now (`ascending`, `descending` or ""), and the `orden` of its link."""

    sorts: str
    order: str

    @classmethod
    def of(cls, column: str, order: str) -> "ColumnHeading":
        sorts = {column: "ascending", f"-{column}": "descending"}.get(order, "")
        return cls(sorts, f"-{column}" if sorts == "ascending" else column)


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
    acts: Sequence[Act] = (),
    shown: Sequence[str] = (),
    heavy: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """What is open, or what the form's filters say; that it was listed is recorded. `more` is what its template takes
    besides.

    `acts` are those that may be done with many cases at once, at the address `desk_many`; `shown` are the rows
    beside its own that the template shows of a case, `heavy` the columns it does not.
    """
    lights, desk = Lights.now(), form.cases.desk
    form.is_valid()
    cases = listed(form, lights, shown=shown, heavy=heavy)
    page = ShortPaginator(cases, PAGE_SIZE).get_page(request.GET.get("pagina"))
    record_listing(request, form, Action.SEARCHED, results=page.paginator.count)
    queue = request.GET.copy()
    queue.pop("elegir", None)
    context = {
        "desk": desk,
        "form": form,
        "forms": [form],
        "page": page,
        "rows": [QueueRow.of(case, lights) for case in page],
        "due_words": "Terminó" if form.chosen("estado") == CLOSED else "Vence",
        "headings": {column: ColumnHeading.of(column, form.order) for column in COLUMNS},
        "acts": [act for act in acts if desk.handles_any(request.user) and act.is_given_to(request.user, desk)],
        "handled": [
            is_reserved for is_reserved in (True, False) if desk.handles(request.user, is_reserved=is_reserved)
        ],
        "are_chosen": "elegir" in request.GET,
        "queue": queue.urlencode(),
        "is_handler": desk.handles_any(request.user),
        **_overview(form, lights),
        **(more or {}),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _overview(form: QueueForm, lights: Lights) -> dict[str, Any]:
    """The tabs, and of the open cases of the present one what is under each light and due on each day. The
    links keep the order and leave the other filters behind, as the counts do."""
    tab, order = form.tab or Tab(""), {"orden": form.chosen("orden")} if form.chosen("orden") else {}
    tabs = [
        Tally.of("", each.label, form.within(each), f"?{urlencode(each.query | order)}", is_current=each == form.tab)
        for each in TABS
    ]
    if tab.state or "semaforo" not in form.fields:
        return {"tabs": tabs, "tallies": [], "load": None}
    seen, light, query = form.within(tab), form.chosen("semaforo"), tab.query | order
    doors = [(each.value, each.label, seen.filter(lights.condition(each))) for each in OPEN_LIGHTS]
    doors.append((PRIORITY, "Prioritarias", seen.filter(is_priority=True)))
    tallies = [
        Tally.of(value, label, cases, f"?{urlencode(query | {'semaforo': value})}", is_current=value == light)
        for value, label, cases in doors
    ]
    dated = seen.filter(due_on__isnull=False).order_by("due_on").values_list("due_on", flat=True)
    return {
        "tabs": tabs,
        "tallies": tallies,
        "load": Load.of(Counter(dated[:COUNTED]), lights),
        "tab_query": urlencode(query),
    }


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
