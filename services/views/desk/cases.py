"""The *Mesa de servicios*: who enters, its queue, as a page and as a file, and one request with all that is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Prefetch, Q
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from expedientes.acts.steps import offered
from expedientes.lights import Lights
from expedientes.models import Anexo
from expedientes.views import presence
from expedientes.views.desk import EXPORTS, Door, QueueRow, listed, queue_page, record_listing
from expedientes.views.place import kept_query, place_of
from ground.audit.models import Action, record
from ground.documents.serving import serve
from ground.doors.explicit_permissions import Anybody
from ground.mails.models import Mail
from radicados.letter_mails import letter_key
from radicados.models import Radicado
from radicados.verification import letter_response
from services.acts import rounds
from services.acts.participants import stranded
from services.acts.review import check_refusal
from services.flags import flags_of
from services.forms.desk import RequestsForm
from services.goods import Goods
from services.kinds import OF_A_CODE, OF_MONEY, STANDING, State, Step
from services.letters.quote import facts_in_words
from services.models import Line, Quote, ServiceRequest
from services.money import Money
from services.opinions import Verdict, opinions
from services.price import AskedLine, Priced, priced
from services.rounds import may_read_codes
from services.seats import is_underquoted, items_shown
from services.work import Work
from services.workflow import FOR_MANY, STAFF

DOOR = Door(ServiceRequest)
desk, handler_only, case_of = DOOR.desk, DOOR.handler_only, DOOR.case_of

HEAVY = ("remarks", "details", "customer", "contract")
MOST_ROWS = 10_000
HEADER = (
    "Número",
    "Servicio",
    "Asunto",
    "Cliente",
    "Laboratorios",
    "Etapa",
    "Recibida",
    "Próxima fecha",
    "Responsable",
)
# The letters in which there is no amount: what a laboratory opens of a request, besides what it wrote itself.
WITHOUT_AMOUNTS = frozenset(
    {
        Step.COMPLETION_REQUESTED, Step.COMPLETED, Step.LAPSED, Step.REJECTED, Step.WITHDRAWN, Step.CERTIFIED,
        Step.COURSE_CANCELLED, Step.AMENDED, Step.ITEMS_RECEIVED, Step.ITEMS_RETURNED, Step.DISPATCHED,
        Step.LOT_BLOCKED, Step.GOODS_CLAIMED, *OF_A_CODE, Step.ROUND_CANCELLED,
    }
)  # fmt: skip


@desk
@require_safe
def queue(request):
    form = RequestsForm(request.GET, user=request.user)
    form.is_valid()
    desk = ServiceRequest.desk
    more = {"stages": _stages(form), "sees_money": desk.sees_money(request.user)}
    more["sees_courses"], more["sees_lots"] = desk.sees_courses(request.user), desk.sees_lots(request.user)
    return queue_page(request, form, "services/desk/queue.html", acts=FOR_MANY, heavy=HEAVY, more=more)


@dataclass(frozen=True)
class Stage:
    """How many open requests stand there, and the filter that lists them."""

    label: str
    count: int
    url: str
    is_current: bool


def _stages(form: RequestsForm) -> list[Stage]:
    """The open requests that the person reads, by where they stand, in the order of the way."""
    open_ones = ServiceRequest.objects.open_to(form.user).open().filter(state__in=STANDING).order_by()
    counts = dict(open_ones.values_list("state").annotate(Count("pk")))
    chosen = form.chosen("etapa")
    return [
        Stage(str(state.label), counts[state], f"?{urlencode({'etapa': state.value})}", state == chosen)
        for state in State
        if state in counts
    ]


@desk
@require_safe
def export(request, kind: str = "csv") -> HttpResponseBase:
    """The rows of the queue's filters as a `kind` of file, at most MOST_ROWS; it is recorded before it begins."""
    form = RequestsForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect("services:desk")
    lights = Lights.now()
    cases = listed(form, lights, heavy=HEAVY)[:MOST_ROWS]
    record_listing(request, form, Action.EXPORTED, rows=cases.count())
    return EXPORTS[kind](f"servicios-{lights.today:%Y-%m-%d}.{kind}", HEADER, _exported(cases))


def _exported(cases) -> Iterator[tuple[Any, ...]]:
    for case in cases.iterator():
        yield (
            case.radicado.number,
            case.get_kind_display(),
            case.subject,
            case.customer_name,
            ", ".join(case.laboratory_names),
            case.state_label,
            timezone.localtime(case.received_at),
            case.next_on or "",
            str(case.assignee or ""),
        )


@dataclass(frozen=True)
class LineRow:
    """A live line, what it costs, as far as the reader may know and it can be said, and what its laboratory thinks."""

    line: Line
    name: str
    amount: str
    verdict: str


@dataclass(frozen=True)
class LetterRow:
    """A radicado of the case, with the mails that carry it."""

    radicado: Radicado
    mails: list[Mail]


@desk
@require_safe
def case(request, number):
    """Everything; amounts only to whoever may read them."""
    found = case_of(request, number)
    sees_money = ServiceRequest.desk.sees_money(request.user)
    anexos = Prefetch("anexos", Anexo.objects.select_related("document__scan"))
    shown = found.steps.select_related("by", "radicado__issuance").defer("radicado__snapshot")
    hidden = _hidden(request.user, found)
    steps = [step for step in shown.prefetch_related(anexos) if step.kind not in hidden]
    mails = list(Mail.objects.about(found).order_by("created_at", "pk"))
    is_handler = ServiceRequest.desk.may_handle(request.user, found)
    acts = offered(STAFF, found, timezone.localdate(), to=request.user)
    is_mine, may_take = found.assignee_id == request.user.pk, any(act.name == "desk_assign" for act in acts)
    lights = Lights.now()
    related = ServiceRequest.objects.open_to(request.user).filter(pk__in=found.related.values("pk")).with_number()
    price = _price(found)
    quotes = Quote.objects.filter(chain__request=found).select_related("chain", "step__radicado")
    quotes = quotes.select_related("accepted_by", "ended_by").prefetch_related("repricings__step")
    context = {
        "desk": ServiceRequest.desk,
        "case": found,
        "place": place_of(request, found, RequestsForm),
        "kept_query": kept_query(request),
        "sees_money": sees_money,
        "facts": facts_in_words(found.priced_customer) if sees_money else "",
        "missing": check_refusal(found, timezone.localdate()) if found.state == State.FILED else "",
        "is_stranded": found.is_open and stranded(found).exists(),
        "is_out_of_round": found.is_open and rounds.stranded(found).exists(),
        "is_underquoted": found.is_open and is_underquoted(found),
        "items": _items(found, price, sees_money=sees_money),
        "work": Work.of(found),
        "goods": Goods.of(found),
        "price": price if sees_money else None,
        "money": Money.of(found) if sees_money else None,
        "quotes": quotes.order_by("chain__number", "-version") if sees_money else (),
        "flags": flags_of(found, sees_money=sees_money),
        "steps": steps,
        "letters": list(_letters(found, steps, mails, sees_money=sees_money)),
        "mails": [mail for mail in mails if not mail.awaits],
        "related": [QueueRow.of(each, lights) for each in related],
        "acts": [(act, act.label_for(found)) for act in acts],
        "is_mine": is_mine,
        "may_take": may_take,
        # What was quoted may be quoted again, but nobody is urged to.
        "is_urged": (is_mine or not may_take) and State(found.state) not in {State.QUOTED, State.ACCEPTED},
        "version": found.version,
        "is_handler": is_handler,
        **(presence.shown_to(found, request.user) if is_handler else {}),
    }
    return render(request, "services/desk/case.html", context)


def _hidden(user: Anybody, case: ServiceRequest) -> frozenset[Step]:
    """The steps of which they read nothing: amounts, if they measure; whose a code of a round is, unless it is of their
    laboratory."""
    money = frozenset() if ServiceRequest.desk.sees_money(user) else OF_MONEY
    return money if may_read_codes(user, case) else money | OF_A_CODE


def _price(case: ServiceRequest) -> Priced:
    """That of today, of the lines as they are."""
    lines = case.lines.first_quoted().order_by("item", "position")
    return priced(map(AskedLine.of, lines), customer=case.priced_customer, on=timezone.localdate())


def _items(case: ServiceRequest, price: Priced, *, sees_money: bool) -> list[tuple[Any, list[LineRow]]]:
    """Each item, and last the whole, with its lines."""
    said = {line["line"]: line["verdict"] for data in opinions(case) for line in data["lines"]}
    lines = (
        case.lines.live()
        .select_related("item", "laboratory")
        .order_by(F("chain").asc(nulls_first=True), "item", "position")
    )
    names = _names(price)
    rows: dict[Any, list[LineRow]] = {item: [] for item in items_shown(case)}
    for place, line in enumerate(lines):
        amount = ""
        if sees_money and price.quote and line.chain_id is None:
            amount = str(price.quote.currency.written(price.quote.lines[place].total))
        verdict = str(Verdict(said[line.pk]).label) if line.pk in said else ""
        rows.setdefault(line.item, []).append(LineRow(line, names.get(line.code, ""), amount, verdict))
    return list(rows.items())


def _names(price: Priced) -> dict[str, str]:
    return dict(price.edition.rates.values_list("code", "name")) if price.edition else {}


def _letters(case: ServiceRequest, steps, mails, *, sees_money: bool) -> Iterator[LetterRow]:
    own = Radicado.objects.with_state().get(pk=case.radicado_id)
    radicados = [own] if sees_money else []
    radicados += [step.radicado for step in steps if step.radicado_id and (sees_money or step.kind in WITHOUT_AMOUNTS)]
    for each in radicados:
        yield LetterRow(each, [mail for mail in mails if mail.awaits == letter_key(each)])


@desk
@require_safe
def document(request, number, pk):
    """A file of the case, its reading recorded."""
    found = case_of(request, number)
    rows = Anexo.objects.exclude(step__kind__in=_hidden(request.user, found)).select_related("document__scan")
    anexo = get_object_or_404(rows, step__expediente=found, pk=pk)
    return serve(request, anexo.document, subject=found)


@desk
@require_safe
def letter(request, number, letter):
    """A signed letter of the case, its reading recorded; one with amounts is not there for who measures."""
    found = case_of(request, number)
    own = Q(expediente=found) | Q(paso__expediente=found)
    if not ServiceRequest.desk.sees_money(request.user):
        own = Q(paso__expediente=found, paso__kind__in=WITHOUT_AMOUNTS)
    hidden = Radicado.objects.filter(paso__expediente=found, paso__kind__in=_hidden(request.user, found))
    shown = Radicado.objects.exclude(pk__in=hidden.values("pk")).defer("snapshot")
    radicado = get_object_or_404(shown, own, number=letter)
    response = letter_response(radicado, as_attachment="descargar" in request.GET)
    record(Action.DOCUMENT_READ, request=request, subject=found, letter=letter)
    return response
