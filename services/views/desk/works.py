"""What laboratories and officers do with what was paid: each act on a page of its own, and the labels to print."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from expedientes.views.act_page import ActFiles, act_page, form_of, letter_page, plain_act
from ground.documents.serving import serve
from radicados.qr import QUIET_ZONE, modules
from services import workflow
from services.acts.another_year import letter_of_repricing, letter_of_silence
from services.acts.delivery import delivery_letter, giving_back_letter
from services.acts.reception import exclusion_letter, held_items, reception_letter
from services.acts.size import withdrawal_letter
from services.forms import works as forms
from services.models import Certificate, Item, Label, ServiceRequest
from services.results import Results
from services.views.desk.cases import DOOR, case_of, desk, handler_only

SCHEDULE = "services/desk/schedule.html"

_plain = partial(plain_act, DOOR)
take = _plain(workflow.TAKE, forms.TakeForm, button="Recibirlo", done="Quedó en su custodia.")
relabel = _plain(workflow.RELABEL, forms.RelabelForm, button="Reemplazarla", done="Imprima la etiqueta nueva.")
start = _plain(workflow.START, forms.StartForm, button="Comenzar", done="El servicio comenzó.")
finish = _plain(workflow.FINISH, forms.FinishForm, button="Terminar", done="Quedó terminado.")
prove_size = _plain(
    workflow.PROVE_SIZE, forms.ProveSizeForm, button="Acreditarlo", done="El tamaño quedó acreditado otra vez."
)
suspend = _plain(workflow.SUSPEND, forms.SuspendForm, button="Suspenderlo", done="El servicio quedó suspendido.")
resume = _plain(workflow.RESUME, forms.ToldForm, button="Reanudarlo", done="El servicio sigue.")
reopen = _plain(workflow.REOPEN, forms.ToldForm, button="Reabrir el caso", done="El caso quedó abierto otra vez.")
close = _plain(workflow.CLOSE, forms.CloseForm, button="Cerrar el caso", done="El caso quedó cerrado.")


@handler_only
def schedule(request, case):
    form = form_of(request, case, forms.ScheduleForm)
    done = "El cliente sabe la fecha."
    return act_page(request, case, workflow.SCHEDULING, form, button="Programar", done=done, template=SCHEDULE)


@handler_only
def move(request, case):
    form = form_of(request, case, forms.MoveForm)
    done = "El cliente sabe la nueva fecha."
    return act_page(request, case, workflow.MOVE, form, button="Cambiar la fecha", done=done, template=SCHEDULE)


@handler_only
def reprice(request, case):
    form = form_of(request, case, forms.RepriceForm)
    lead = "Pasa a otro año por decisión del cliente: se cotiza con la tarifa de ese día, y él dice si la acepta."
    return letter_page(request, case, workflow.REPRICE, form, letter_of_repricing, lead=lead)


@handler_only
def end_unanswered(request, case):
    form = form_of(request, case, forms.EndUnansweredForm)
    lead = "El caso se cierra, y lo que pagó queda a favor del cliente."
    return letter_page(request, case, workflow.END_UNANSWERED, form, letter_of_silence, lead=lead)


@handler_only
def receive(request, case):
    files = ActFiles(request, case)
    form = form_of(request, case, forms.ReceiveForm)
    lead = "Lea cada serial en la placa. Las fotos quedan en el acta; cada ítem tendrá su etiqueta."
    compose = partial(reception_letter, documents=files.attachments.documents)
    more = {"draft_id": files.draft}
    return letter_page(request, case, workflow.RECEIVE, form, compose, lead=lead, files=files, more=more)


@handler_only
def exclude(request, case):
    form = form_of(request, case, forms.ExcludeForm)
    lead = "Lo demás sigue. Lo que había pagado por este ítem queda a favor del cliente."
    return letter_page(request, case, workflow.EXCLUDE, form, exclusion_letter, lead=lead)


@handler_only
def certify(request, case):
    files = ActFiles(request, case)
    form = form_of(request, case, forms.CertifyForm)
    if form.is_bound:
        form.files = request.FILES
    done = "El certificado quedó registrado: el cliente lo lee cuando se entrega."
    return act_page(request, case, workflow.CERTIFY, form, button="Registrarlo", done=done, files=files)


@handler_only
def deliver(request, case):
    form = form_of(request, case, forms.DeliverForm)
    lead = "Con los certificados registrados, cada uno con su huella."
    return letter_page(request, case, workflow.DELIVER, form, delivery_letter, lead=lead)


@handler_only
def withdraw_discount(request, case):
    form = form_of(request, case, forms.WithdrawDiscountForm)
    lead = "Con las mismas tasas y el mismo día, sin el descuento. El cliente debe la diferencia antes de la entrega."
    return letter_page(request, case, workflow.WITHDRAW_DISCOUNT, form, withdrawal_letter, lead=lead)


@handler_only
def give_back(request, case):
    form = form_of(request, case, forms.GiveBackForm)
    lead = "Lo que se devuelve al cliente o a quien mandó."
    return letter_page(request, case, workflow.GIVE_BACK, form, giving_back_letter, lead=lead)


@desk
@require_safe
def certificate(request, number, pk):
    """A registered certificate, delivered or not, its reading recorded."""
    found = case_of(request, number)
    own = get_object_or_404(Certificate.objects.select_related("document__scan"), item__request=found, pk=pk)
    return serve(request, own.document, subject=found)


@desk
@require_safe
def results(request, number, pk):
    """The results of a digital certificate."""
    found = case_of(request, number)
    own = get_object_or_404(Certificate, item__request=found, pk=pk, dcc__isnull=False)
    context = {"desk": found.desk, "case": found, "results": Results.of(own), "base": "expedientes/desk/base.html"}
    return render(request, "services/results.html", context)


# --- Labels ------------------------------------------------------------------------------------------------
SIZES = {"62x29": "62 × 29 mm", "57x32": "57 × 32 mm", "100x50": "100 × 50 mm"}


@handler_only
@require_safe
def labels(request, case: ServiceRequest) -> HttpResponse:
    """Those of what is in the Institute, one a page of the printer; they name no customer."""
    size = request.GET.get("tamano", "")
    rows = [_label(item, case) for item in held_items(case)]
    context = {"desk": case.desk, "case": case, "labels": rows, "sizes": SIZES}
    context["size"] = size if size in SIZES else next(iter(SIZES))
    return render(request, "services/desk/labels.html", context)


def _label(item: Item, case: ServiceRequest) -> dict[str, Any]:
    """`dark` are the modules of its QR, by column and row, in a square of that `side`."""
    live = next(label for label in item.labels.all() if label.replaced_at is None)
    square = modules(label_address(live))
    dark = [
        (column + QUIET_ZONE, row + QUIET_ZONE)
        for row, cells in enumerate(square)
        for column, is_dark in enumerate(cells)
        if is_dark
    ]
    number = f"{case.radicado.number}-{item.position:02}"
    return {"item": item, "number": number, "side": len(square) + 2 * QUIET_ZONE, "dark": dark}


def label_address(label: Label) -> str:
    """In capitals, so that the QR holds it in its dense mode: the door reads it in either."""
    return f"{settings.PORTAL_BASE_URL}/I/{label.code}".upper()
