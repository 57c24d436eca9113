"""What the treasury does: the acts on the money of a request, and what waits for it in all of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import UserRequest
from expedientes.acts.steps import ActRefusedError
from expedientes.views.act_page import form_of, letter_page, plain_act
from expedientes.views.desk import PAGE_SIZE
from radicados.letter_parts import NoSignatoryError
from services import workflow
from services.acts.doubts import apply_payment, give_back_doubtful
from services.acts.doubts import give_up as give_up_intent
from services.acts.returns import letter_of_refund, letter_of_reversal
from services.desk import CONFIRM_PAYMENT
from services.forms import money as forms
from services.models import Heard, Intent, Payment, ServiceRequest, TransferProof
from services.payment.intents import LIVE
from services.views.desk.cases import DOOR, desk, handler_only

NO_SIGNATORY = "No se puede escribir el recibo: no hay un firmante vigente. Pida a un administrador que lo registre."

# --- On one request -------------------------------------------------------------------------------------
_plain = partial(plain_act, DOOR)
confirm = _plain(
    workflow.CONFIRM_PROOF, forms.ConfirmForm, button="Confirmar y expedir el recibo", done="El pago quedó contado."
)
refuse_proof = _plain(
    workflow.REFUSE_PROOF, forms.RefuseProofForm, button="No confirmarlo", done="El cliente sabe que no se confirmó."
)
ask_reversal = _plain(
    workflow.ASK_REVERSAL, forms.AskReversalForm, button="Pedirlo", done="Falta que otra persona lo confirme."
)
drop_reversal = _plain(
    workflow.DROP_REVERSAL, forms.ReasonForm, button="Dejarlo contado", done="El pago sigue contado."
)
invoice = _plain(workflow.INVOICE, forms.InvoiceForm, button="Registrarla", done="La factura quedó en el caso.")


@handler_only
def confirm_reversal(request, case):
    form = form_of(request, case, forms.ReversalForm)
    lead = "El pago deja de contar: lo que se debía se vuelve a deber."
    return letter_page(request, case, workflow.CONFIRM_REVERSAL, form, letter_of_reversal, lead=lead)


@handler_only
def refund(request, case):
    form = form_of(request, case, forms.RefundForm)
    lead = "Lo que sobra de lo que pagó el cliente, por un acto administrativo."
    return letter_page(request, case, workflow.REFUND, form, letter_of_refund, lead=lead)


# --- In all of them -------------------------------------------------------------------------------------
def _treasurers_only(request: UserRequest) -> None:
    if not ServiceRequest.desk.permits(request.user, CONFIRM_PAYMENT):
        raise PermissionDenied


@desk
@require_safe
def treasury(request: UserRequest) -> HttpResponse:
    """What waits: proofs to confirm, money that pays nothing known, attempts of which the bank said nothing."""
    if not ServiceRequest.desk.sees_money(request.user):
        raise PermissionDenied
    proofs = TransferProof.objects.filter(answered_by=None).order_by("pk")
    silent = Intent.objects.filter(state__in=LIVE, ask_at=None)
    case = "chain__request__radicado"
    doubtful = Payment.objects.doubtful().select_related(case).order_by("pk")
    context = {
        "desk": ServiceRequest.desk,
        "proofs": _paged(request, "comprobantes", proofs.select_related(case, "step")),
        "doubtful": _paged(request, "pagos", doubtful),
        "silent": _paged(request, "intentos", silent.select_related(case).order_by("opened_at")),
        "may_act": ServiceRequest.desk.permits(request.user, CONFIRM_PAYMENT),
    }
    return render(request, "services/desk/treasury.html", context)


def _paged(request: UserRequest, name: str, rows: QuerySet[Any]) -> Page[Any]:
    """Each list has pages of its own, by its name in the address."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get(name))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def resolve(request: UserRequest, pk: int) -> HttpResponse:
    """A doubtful payment: counted for a request, or given back."""
    _treasurers_only(request)
    payment = get_object_or_404(Payment.objects.doubtful().select_related("chain__request__radicado"), pk=pk)
    form = forms.ResolveForm(request.POST or None, payment=payment)

    def done(answers: dict[str, Any]) -> None:
        if answers["how"] == forms.ResolveForm.APPLY:
            apply_payment(pk=pk, number=answers["number"], text=answers["text"], by=request.user, request=request)
            return
        names = ("account", "administrative_act", "on", "text")
        told = {name: answers[name] for name in names}
        give_back_doubtful(pk=pk, **told, by=request.user, request=request)

    heard = Heard.objects.filter(transaction=payment.transaction.partition(":")[2]) if payment.transaction else ()
    context = {"payment": payment, "heard": heard}
    return _page(request, form, done, "services/desk/resolve.html", "El pago quedó resuelto.", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: UserRequest, key) -> HttpResponse:
    """An attempt of which the bank said nothing: the customer may try again."""
    _treasurers_only(request)
    silent = Intent.objects.filter(state__in=LIVE, ask_at=None)
    intent = get_object_or_404(silent.select_related("chain__request__radicado"), pk=key)
    form = forms.GiveUpForm(request.POST or None)
    act = partial(give_up_intent, key=str(key), by=request.user, request=request)
    done = "El cliente puede volver a intentarlo."
    return _page(request, form, lambda answers: act(**answers), "services/desk/give_up.html", done, {"intent": intent})


def _page(
    request: UserRequest,
    form: django_forms.Form,
    act: Callable[[dict[str, Any]], None],
    template: str,
    done: str,
    context: dict[str, Any],
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except ActRefusedError as refused:
            form.add_error(None, str(refused))
        except NoSignatoryError:
            form.add_error(None, NO_SIGNATORY)
            status = 503
        else:
            messages.success(request, done)
            return redirect("services:desk_treasury")
    context |= {"desk": ServiceRequest.desk, "form": form, "forms": [form]}
    return render(request, template, context, status=status)
