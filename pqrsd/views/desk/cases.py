"""The *Mesa PQRSD*: who enters, its queue, as a page and as a file, and one case with all that is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from expedientes.acts.steps import offered
from expedientes.lights import Lights
from expedientes.models import Anexo, ExpedienteQuerySet
from expedientes.search import matching
from expedientes.views import presence
from expedientes.views.desk import EXPORTS, Door, QueueRow, listed, queue_page, record_listing
from expedientes.views.place import kept_query, place_of
from ground.audit.models import Action, record
from ground.documents.serving import serve
from ground.mails.models import Mail
from legal_calendar.days import UncoveredYearError
from pqrsd.clock import deadline_of
from pqrsd.forms.desk import PetitionsForm
from pqrsd.models import Pqrsd
from pqrsd.workflow import FOR_MANY, HANDLERS
from radicados.letter_mails import letter_key
from radicados.models import Radicado
from radicados.verification import letter_response

DOOR = Door(Pqrsd, shown=("petitioner", "termino", "received_by"))
desk, handler_only, case_of = DOOR.desk, DOOR.handler_only, DOOR.case_of
OTHERS_SHOWN = 20


SHOWN = ("petitioner",)
HEAVY = ("request", "grounds", "missing", "priority_reason")
MOST_ROWS = 10_000
HEADER = (
    "Número", "Clase", "Asunto", "Peticionario", "Documento", "Tipo de solicitante", "Canal", "Recibida",
    "Fecha efectiva", "Vence", "Semáforo", "Días hábiles que faltan", "Prioritaria", "Dependencia",
    "Responsable", "Resultado", "Cerrada",
)  # fmt: skip


@desk
@require_safe
def queue(request):
    form = PetitionsForm(request.GET, user=request.user)
    return queue_page(request, form, "pqrsd/desk/queue.html", acts=FOR_MANY, shown=SHOWN, heavy=HEAVY)


@desk
@require_safe
def export(request, kind: str = "csv") -> HttpResponseBase:
    """The rows of the queue's filters as a `kind` of file, at most MOST_ROWS; it is recorded before it begins."""
    lights = Lights.now()
    form = PetitionsForm(request.GET, user=request.user)
    if not form.is_valid():
        return redirect("pqrsd:desk")
    cases = listed(form, lights, shown=SHOWN, heavy=HEAVY)[:MOST_ROWS]
    record_listing(request, form, Action.EXPORTED, rows=cases.count())
    return EXPORTS[kind](f"pqrsd-{lights.today:%Y-%m-%d}.{kind}", HEADER, _exported(cases, lights))


def _exported(cases, lights: Lights) -> Iterator[tuple]:
    for case in cases.iterator():
        petitioner, days = case.named_petitioner, lights.days_left(case)
        yield (
            case.radicado.number,
            case.get_kind_display(),
            case.subject,
            str(petitioner) if petitioner else "Anónimo",
            petitioner.document if petitioner else "",
            case.get_applicant_display(),
            case.get_channel_display(),
            timezone.localtime(case.received_at),
            case.effective_on,
            case.due_on or "",
            lights.of(case).label,
            "" if days is None else days,
            "Sí" if case.is_priority else "No",
            case.office.name,
            str(case.assignee or ""),
            case.get_outcome_display(),
            timezone.localtime(case.closed_at) if case.closed_at else "",
        )


@dataclass(frozen=True)
class LetterRow:
    """A radicado of the case, with the mails that carry it."""

    radicado: Radicado
    mails: list[Mail]


@desk
@require_safe
def case(request, number):
    """Everything; what may be done with it, only to whoever handles it."""
    pqrsd = case_of(request, number)
    lights = Lights.now()
    anexos = Prefetch("anexos", Anexo.objects.select_related("document__scan"))
    shown = pqrsd.steps.select_related("by", "radicado__issuance").defer("radicado__snapshot")
    steps = list(shown.prefetch_related(anexos))
    own = Radicado.objects.with_state().get(pk=pqrsd.radicado_id)
    radicados = [own, *(step.radicado for step in steps if step.radicado_id)]
    mails = list(Mail.objects.about(pqrsd).order_by("created_at", "pk"))
    is_handler = Pqrsd.desk.may_handle(request.user, pqrsd)
    acts = offered(HANDLERS, pqrsd, lights.today, to=request.user)
    related = Pqrsd.objects.open_to(request.user).filter(pk__in=pqrsd.related.values("pk"))
    try:
        deadline = deadline_of(pqrsd, lights.calendar)
    except UncoveredYearError:  # older than the calendar
        deadline = None
    context = {
        "desk": Pqrsd.desk,
        "case": pqrsd,
        "place": place_of(request, pqrsd, PetitionsForm),
        "kept_query": kept_query(request),
        "petitioner": pqrsd.named_petitioner,
        "row": QueueRow.of(pqrsd, lights),
        "deadline": deadline,
        "steps": steps,
        "letters": [LetterRow(each, [mail for mail in mails if mail.awaits == letter_key(each)]) for each in radicados],
        "mails": [mail for mail in mails if not mail.awaits],
        "related": _rows(related, lights),
        "others": _rows(_of_the_same(request, pqrsd), lights),
        "acts": [(act, act.label_for(pqrsd)) for act in acts],
        "is_mine": pqrsd.assignee_id == request.user.pk,
        "version": pqrsd.version,
        "is_handler": is_handler,
        **(presence.shown_to(pqrsd, request.user) if is_handler else {}),
    }
    return render(request, "pqrsd/desk/case.html", context)


@desk
@require_safe
def document(request, number, pk):
    """A file of the case, its reading recorded."""
    pqrsd = case_of(request, number)
    anexo = get_object_or_404(Anexo.objects.select_related("document__scan"), step__expediente=pqrsd, pk=pk)
    return serve(request, anexo.document, subject=pqrsd)


@desk
@require_safe
def letter(request, number, letter):
    """A signed letter of the case, its reading recorded; 404 until there is one."""
    pqrsd = case_of(request, number)
    own = Q(expediente=pqrsd) | Q(paso__expediente=pqrsd)
    radicado = get_object_or_404(Radicado.objects.defer("snapshot"), own, number=letter)
    response = letter_response(radicado, as_attachment="descargar" in request.GET)
    record(Action.DOCUMENT_READ, request=request, subject=pqrsd, letter=letter)
    return response


def _of_the_same(request, pqrsd: Pqrsd) -> ExpedienteQuerySet:
    """The other petitions of whoever has the same document, found by the index of words."""
    petitioner = pqrsd.named_petitioner
    document = petitioner and (petitioner.nit or petitioner.document_number)
    if not document:
        return Pqrsd.objects.none()
    same = Q(petitioner__nit=document) if petitioner.nit else Q(petitioner__document_number=document)
    return matching(Pqrsd.objects.open_to(request.user), document).filter(same).exclude(pk=pqrsd.pk)


def _rows(cases: ExpedienteQuerySet, lights: Lights) -> list[QueueRow]:
    shown = cases.with_number().select_related("petitioner").order_by("-received_at", "-pk")
    return [QueueRow.of(each, lights) for each in shown[:OTHERS_SHOWN]]
