"""The lots of reference materials at the desk: what is left of each, who has the rest, one that is blocked; and what
leaves for a request."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django import forms as django_forms
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import UserRequest
from expedientes.views.act_page import form_of, letter_page, plain_act
from expedientes.views.desk import PAGE_SIZE
from ground.audit.models import Action, record
from ground.documents.serving import serve
from ground.doors.explicit_permissions import Anybody, has_explicitly
from ground.webforms.fields import PortalForm, TextLineField
from services import workflow
from services.acts import materials as acts
from services.desk import HANDLE, MEASURE, VIEW
from services.forms import materials as forms
from services.goods import Goods
from services.kinds import Shelf, UnitsMove
from services.models import Lot, ServiceRequest, StockMovement
from services.models.materials import LotQuerySet
from services.views.desk.cases import DOOR, handler_only
from services.views.desk.own_acts import only, own_act, posted

# --- What leaves for a request -----------------------------------------------------------------------------
_plain = partial(plain_act, DOOR)
prepare = _plain(workflow.PREPARE, forms.PrepareForm, button="Marcarla", done="El cliente sabe que está alistada.")


@handler_only
def dispatch(request: UserRequest, case: ServiceRequest) -> HttpResponse:
    form = form_of(request, case, forms.DispatchForm)
    goods = Goods.of(case)
    told = (goods.way, goods.address, goods.recipient) if goods else ()
    lead = f"El cliente pidió: {', '.join(filter(None, told)) or 'no dijo cómo'}. Puede ir en partes."
    warnings = [
        f"El lote {each.lot.number} está bloqueado: despache las {each.count} de otro."
        for each in (goods.blocked if goods else ())
    ]
    return letter_page(
        request, case, workflow.DISPATCH, form, acts.dispatch_letter, lead=lead, warnings=warnings
    )  # fmt: skip


# --- The lots ----------------------------------------------------------------------------------------------
class SearchForm(PortalForm):
    q = TextLineField(label="Buscar un material o un lote", required=False, max_length=100)
    estado = django_forms.ChoiceField(
        label="Estado", required=False, choices=[("", "Todos los estados"), *Shelf.choices]
    )  # fmt: skip


def _reached_by(user: Anybody) -> LotQuerySet:
    """Those that somebody of the staff reads: an officer all, a laboratory its own."""
    if user.is_staff and any(map(user.has_perm, (HANDLE, VIEW))):
        return Lot.objects.all()
    return Lot.objects.of_laboratories_of(user) if has_explicitly(user, MEASURE) else Lot.objects.none()


def _measures(user: Anybody, lot: Lot) -> bool:
    """Whether they are of the laboratory that made it."""
    return has_explicitly(user, MEASURE) and lot.laboratory.members.filter(pk=user.pk).exists()


@DOOR.desk
@require_safe
def lots(request: UserRequest) -> HttpResponse:
    """By material, the first to expire first, with what is left of each."""
    if not ServiceRequest.desk.sees_lots(request.user):
        raise Http404
    form = SearchForm(request.GET)
    form.is_valid()
    asked, found = form.cleaned_data, _reached_by(request.user).counted().select_related("laboratory")
    if words := asked.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(number__icontains=words) | Q(code__iexact=words))
    if shelf := asked.get("estado"):
        today = timezone.localdate()
        found = found.filter(pk__in=[lot.pk for lot in _reached_by(request.user) if lot.shelf(today) == shelf])
    context = {
        "desk": ServiceRequest.desk,
        "form": form,
        "forms": [form],
        "page": Paginator(found.order_by("code", "name", "expires_on", "pk"), PAGE_SIZE).get_page(
            request.GET.get("pagina")
        ),
        "may_add": request.user.has_perm("services.add_lot"),
        "is_narrowed": bool(words or shelf),
    }
    return render(request, "services/desk/lots.html", context)


@dataclass(frozen=True)
class Holder:
    """A request and the units that it has of a lot: set apart, or gone."""

    case: ServiceRequest
    reserved: int
    sold: int


def of_lot(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """`view(request, lot, …)`, for whoever reads it; 404 when it is not in scope."""

    @DOOR.desk
    @wraps(view)
    def guarded(request: UserRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        found = _reached_by(request.user).counted().select_related("laboratory", "certificate__scan")
        return view(request, get_object_or_404(found, pk=pk), *args, **kwargs)

    return guarded


@of_lot
@require_safe
def lot(request: UserRequest, lot: Lot) -> HttpResponse:
    """What is left of it and who has the rest; reading it is recorded."""
    record(Action.READ, request=request, subject=lot)
    measures = _measures(request.user, lot)
    cases = ServiceRequest.objects.with_number().filter(items__movements__lot=lot).distinct().order_by("-pk")
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("pagina"))
    context = {
        "desk": ServiceRequest.desk,
        "lot": lot,
        "page": page,
        "holders": _holders(lot, list(page)),
        "may_block": measures and not acts.blocking_refusal(lot, timezone.localdate()),
        "may_lift": measures and not acts.lifting_refusal(lot, timezone.localdate()),
        "may_change": request.user.has_perm("services.change_lot"),
    }
    return render(request, "services/desk/lot.html", context)


def _holders(lot: Lot, cases: list[ServiceRequest]) -> list[Holder]:
    moved = StockMovement.objects.filter(lot=lot, item__request__in=cases).order_by()
    sums = {
        (row["item__request"], row["kind"]): row["sum"]
        for row in moved.values("item__request", "kind").annotate(sum=Sum("units"))
    }
    rows = []
    for case in cases:
        put, freed, sold = (sums.get((case.pk, kind.value), 0) for kind in UnitsMove)
        rows.append(Holder(case, put - freed - sold, sold))
    return [row for row in rows if row.reserved or row.sold]


@of_lot
@require_safe
def certificate(request: UserRequest, lot: Lot) -> HttpResponse:
    return serve(request, lot.certificate, subject=lot)


@of_lot
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: UserRequest, lot: Lot) -> HttpResponse:
    form = forms.BlockForm(posted(request))
    return _act(
        request,
        lot,
        form,
        title="Bloquear el lote",
        lead="Deja de venderse y de despacharse. Cada cliente a quien se despachó recibe una carta firmada.",
        button="Bloquear el lote",
        look="danger",
        refused=acts.blocking_refusal(lot, timezone.localdate()),
        done="El lote quedó bloqueado; las cartas a sus compradores quedaron radicadas.",
        verb=partial(acts.block, lot=lot, by=request.user, request=request),
    )


@of_lot
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: UserRequest, lot: Lot) -> HttpResponse:
    return _act(
        request,
        lot,
        forms.LiftForm(posted(request)),
        title="Levantar el bloqueo",
        lead="Vuelve a venderse, si no ha vencido. Sus compradores lo saben por correo.",
        button="Levantar el bloqueo",
        refused=acts.lifting_refusal(lot, timezone.localdate()),
        done="El lote vuelve a venderse; sus compradores lo saben.",
        verb=partial(acts.lift, lot=lot, by=request.user, request=request),
    )


def _act(request: UserRequest, lot: Lot, form: PortalForm, **page: Any) -> HttpResponse:
    """Only of those who made it."""
    only(_measures(request.user, lot))
    back, trail = reverse("services:desk_lot", args=[lot.pk]), (reverse("services:desk_lots"), "Lotes")
    return own_act(request, form, back=back, about=str(lot), trail=trail, **page)
