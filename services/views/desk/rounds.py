"""The rounds of proficiency tests at the desk. Who takes part under which code is read only by the people of the
laboratory that coordinates the round, and each look is recorded; everybody else reads codes."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import UserRequest
from ground.audit.models import Action, record
from ground.doors.explicit_permissions import Anybody, has_explicitly
from ground.webforms.fields import PortalForm
from services.acts import circulation
from services.acts import rounds as acts
from services.circulation import at_home, coming_back
from services.desk import HANDLE, MEASURE, VIEW
from services.forms.courses import EmptyForm
from services.forms.rounds import CancelRoundForm, CodeForm, NoReportForm, SendItemForm, TakeBackForm, ValuesForm
from services.models import Participation, Round, ServiceRequest
from services.models.rounds import RoundQuerySet
from services.round_results import drawn, judge, reported_by
from services.rounds import coordinates, taken_in, taking_part
from services.scores import NoScoreError
from services.views.desk.cases import DOOR
from services.views.desk.own_acts import only, own_act, posted

RoundView = Callable[..., HttpResponse]


def _reached_by(user: Anybody) -> RoundQuerySet:
    """Those that somebody of the staff reads: an officer all, a laboratory its own."""
    if user.is_staff and any(map(user.has_perm, (HANDLE, VIEW))):
        return Round.objects.all()
    own = Round.objects.filter(laboratory__members=user.pk)
    return own if has_explicitly(user, MEASURE) else own.none()


def of_round(view: RoundView) -> Callable[..., HttpResponseBase]:
    """`view(request, round, …)`, for whoever reads it; 404 when it is not in scope."""

    @DOOR.desk
    @wraps(view)
    def guarded(request: UserRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        rounds = _reached_by(request.user).select_related("laboratory", "protocol")
        return view(request, get_object_or_404(rounds, pk=pk), *args, **kwargs)

    return guarded


@DOOR.desk
@require_safe
def rounds(request: UserRequest) -> HttpResponse:
    """Those to come and under way first, then the last that ended."""
    if not ServiceRequest.desk.sees_courses(request.user):
        raise Http404
    every = _reached_by(request.user).select_related("laboratory")
    live = list(every.live().order_by("begins_on", "pk"))
    context = {
        "desk": ServiceRequest.desk,
        "live": live,
        "ended": every.exclude(pk__in=[each.pk for each in live]).order_by("-ends_on", "-pk")[:50],
    }
    return render(request, "services/desk/rounds.html", context)


@of_round
@require_safe
def round(request: UserRequest, chosen: Round) -> HttpResponse:
    """Who takes part, by their codes; whose they are, to who coordinates it."""
    record(Action.READ, request=request, subject=chosen)
    today, mine = timezone.localdate(), coordinates(request.user, chosen)
    context = {
        "desk": ServiceRequest.desk,
        "round": chosen,
        "coordinates": mine,
        "participants": [(each, list(reported_by(each).values())) for each in taking_part(chosen)],
        "why_not_report": acts.report_refusal(chosen, today) if mine else "",
        "travelling": list(chosen.travelling.prefetch_related("passages__participation__codes")),
        "may_send": mine and not circulation.send_refusal(chosen, today),
        "may_take_back": mine and not circulation.taking_back_refusal(chosen, today),
        "may_cancel": has_explicitly(request.user, HANDLE) and not acts.cancel_refusal(chosen, today),
        "may_attest": mine and not acts.no_report_refusal(chosen, today),
        "taken": taken_in([chosen])[chosen.pk],
        "is_over": bool(acts.over_refusal(chosen, today)),
    }
    return render(request, "services/desk/round.html", context)


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def recode(request: UserRequest, chosen: Round, participation: int) -> HttpResponse:
    only(coordinates(request.user, chosen))
    found = get_object_or_404(Participation.objects.select_related("item", "round"), round=chosen, pk=participation)
    return _act(
        request,
        chosen,
        CodeForm(posted(request)),
        title="Cambiar un código",
        lead=f"{found} tendrá otro código, al azar. El anterior no se vuelve a usar.",
        button="Cambiar el código",
        refused=acts.over_refusal(chosen, timezone.localdate()),
        done="El participante lee su código nuevo en su solicitud.",
        verb=lambda text: acts.replace_code(participation=found, text=text, by=request.user, request=request),
    )


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def values(request: UserRequest, chosen: Round) -> HttpResponse:
    only(coordinates(request.user, chosen))
    record(Action.READ, request=request, subject=chosen, what="services_round_values")
    return _act(
        request,
        chosen,
        ValuesForm(posted(request), chosen=chosen),
        title="Valores asignados",
        lead="Nadie más los lee hasta que la ronda se informe. Quedan como los escribe, con coma o punto.",
        button="Guardar los valores",
        refused=acts.over_refusal(chosen, timezone.localdate()),
        done="Los valores quedaron guardados.",
        verb=lambda values: acts.assign_values(chosen=chosen, values=values, by=request.user, request=request),
    )


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def no_report(request: UserRequest, chosen: Round, participation: int) -> HttpResponse:
    only(coordinates(request.user, chosen))
    found = get_object_or_404(Participation.objects.select_related("item", "round"), round=chosen, pk=participation)
    return _act(
        request,
        chosen,
        NoReportForm(posted(request)),
        title="Constancia de no reporte",
        lead=f"{found} no reportó resultados antes de que la ronda cerrara.",
        button="Dejar la constancia",
        refused=acts.no_report_refusal(chosen, timezone.localdate()),
        done="La constancia quedó en la solicitud.",
        verb=lambda text: acts.attest_no_report(participation=found, text=text, by=request.user, request=request),
    )


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def send_item(request: UserRequest, chosen: Round) -> HttpResponse:
    only(coordinates(request.user, chosen))
    return _act(
        request,
        chosen,
        SendItemForm(posted(request), items=at_home(chosen), places=taking_part(chosen)),
        title="Enviar el ítem",
        lead="El participante dice cuándo le llegó y en qué estado, y lo manda de vuelta al laboratorio.",
        button="Ya salió",
        refused=circulation.send_refusal(chosen, timezone.localdate()),
        done="El participante sabe que va en camino.",
        verb=partial(circulation.send_item, by=request.user, request=request),
    )


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: UserRequest, chosen: Round) -> HttpResponse:
    only(coordinates(request.user, chosen))
    return _act(
        request,
        chosen,
        TakeBackForm(posted(request), passages=coming_back(chosen)),
        title="Recibir el ítem de vuelta",
        lead="Compárelo con lo que se escribió cuando salió.",
        button="Recibirlo",
        refused=circulation.taking_back_refusal(chosen, timezone.localdate()),
        done="El ítem quedó en el laboratorio.",
        verb=partial(circulation.take_back, by=request.user, request=request),
    )


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: UserRequest, chosen: Round) -> HttpResponse:
    only(coordinates(request.user, chosen))
    return _act(
        request,
        chosen,
        EmptyForm(posted(request)),
        title="Informar la ronda",
        lead="Cada participante recibe una carta firmada con su código y los resultados de todos, por código. Después "
        "nada de esto cambia.",
        button="Informar la ronda",
        refused=acts.report_refusal(chosen, timezone.localdate()),
        done="Los informes quedaron radicados; en unos segundos estarán firmados.",
        verb=lambda: acts.report_round(chosen=chosen, by=request.user, request=request),
    )


@of_round
@require_safe
def reported(request: UserRequest, chosen: Round) -> HttpResponse:
    """The results of all by code: of a round that was not reported, only for who coordinates it."""
    if chosen.reported_at is None:
        only(coordinates(request.user, chosen))
    record(Action.READ, request=request, subject=chosen)
    results, why_not = [], ""
    try:
        results = list(drawn(judge(chosen)))
    except NoScoreError as why:
        why_not = str(why)
    context = {
        "desk": ServiceRequest.desk,
        "round": chosen,
        "results": results,
        "why_not": why_not,
    }
    return render(request, "services/desk/round_report.html", context)


@of_round
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: UserRequest, chosen: Round) -> HttpResponse:
    only(has_explicitly(request.user, HANDLE))
    return _act(
        request,
        chosen,
        CancelRoundForm(posted(request)),
        title="Cancelar la ronda",
        lead="Cada cliente recibe una carta. Sus solicitudes siguen abiertas, para pasarlas a otra ronda o devolver lo "
        "pagado.",
        button="Cancelar la ronda",
        refused=acts.cancel_refusal(chosen, timezone.localdate()),
        done="La ronda quedó cancelada.",
        verb=lambda reason: acts.cancel_round(chosen=chosen, reason=reason, by=request.user, request=request),
        look="danger",
    )


def _act(request: UserRequest, chosen: Round, form: PortalForm, **page: Any) -> HttpResponse:
    back, trail = reverse("services:desk_round", args=[chosen.pk]), (reverse("services:desk_rounds"), "Rondas")
    return own_act(request, form, back=back, about=str(chosen), trail=trail, **page)
