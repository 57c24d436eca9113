"""One act on many cases of the queue: a page that lists them and says of each what the act itself refuses, and
then each by itself, in its own transaction and with its own step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.doors import UserRequest, View
from expedientes.acts.steps import Act, ActRefusedError, StaleError
from expedientes.forms.acts import CaseForm
from expedientes.models import Expediente
from expedientes.views.desk import Door
from expedientes.views.place import QUEUE
from ground.audit.admin import QUERY_LENGTH
from ground.audit.models import Action, record
from ground.languages import Words
from ground.webforms.pages import as_number
from radicados.verification import normalise_number

CHANGED = "El caso cambió mientras tanto."


@dataclass(frozen=True)
class Chosen:
    """A case that was chosen, with the version that the person has read, and why the act is not for it."""

    case: Expediente
    version: int
    refused: Words


def many_page(door: Door[Any], forms: Iterable[tuple[Act, type[CaseForm[Any]]]]) -> View:
    """The page of the acts that may be done with many cases, each with its form.

    The address says which, `acto`, and of which cases, a `caso` each; the numbers of cases out of the person's
    sight are passed over as if there were none. What is posted besides is the `version` of each, in their
    order. Those that refuse at last are named on the queue.
    """
    offers = {act.name: (act, form_class) for act, form_class in forms}

    @door.desk
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: UserRequest) -> HttpResponse:
        sent = request.POST if request.method == "POST" else request.GET
        if sent.get("acto") not in offers:
            raise Http404
        act, form_class = offers[sent["acto"]]
        chosen = _chosen(door, act, request)
        cases = [each.case for each in chosen if not each.refused]
        form = None
        if cases:
            form = form_class(request.POST or None, case=cases[0], others=cases[1:], user=request.user)
            if form.is_valid():
                return _done(request, door, act, chosen, form.cleaned_data)
        if request.method != "POST":
            query = request.GET.urlencode()[:QUERY_LENGTH]
            record(Action.SEARCHED, request=request, subject=door.cases, query=query, results=len(chosen))
        context = {
            "desk": door.cases.desk,
            "act": act,
            "title": act.label,
            "form": form,
            "forms": [form] if form else [],
            "ready": [each for each in chosen if not each.refused],
            "refused": [each for each in chosen if each.refused],
            "queue": sent.get(QUEUE, ""),
        }
        is_wrong = not cases or form is not None and form.is_bound
        return render(request, "expedientes/desk/many.html", context, status=422 if is_wrong else 200)

    return page


def _chosen(door: Door[Any], act: Act, request: UserRequest) -> list[Chosen]:
    """In the order of their choice. A page that does not say the version of each has read none of them."""
    sent = request.POST if request.method == "POST" else request.GET
    numbers, said = [normalise_number(each) for each in sent.getlist("caso")], sent.getlist("version")
    versions = dict(zip(numbers, said, strict=True)) if len(numbers) == len(said) else {}
    cases = door.cases.objects.open_to(request.user).with_number().select_related("office", "assignee", *door.shown)
    found = {case.radicado.number: case for case in cases.filter(radicado__number__in=numbers)}
    today = timezone.localdate()
    return [
        Chosen(
            case,
            (as_number(versions.get(number)) or 0) if request.method == "POST" else case.version,
            act.refusal(case, today) if act.is_for(request.user, case) else "Usted puede leer este caso, no atenderlo.",
        )
        for number, case in ((number, found[number]) for number in dict.fromkeys(numbers) if number in found)
    ]


def _done(
    request: UserRequest, door: Door[Any], act: Act, chosen: list[Chosen], answers: dict[str, Any]
) -> HttpResponse:
    done, refused = 0, []
    for each in chosen:
        reason = each.refused
        if not reason:
            try:
                act.verb(pk=each.case.pk, version=each.version, by=request.user, request=request, **answers)
                done += 1
            except ActRefusedError as refusal:
                reason = str(refusal)
            except StaleError:
                reason = CHANGED
        if reason:
            refused.append(f"{each.case.radicado.number} ({reason.rstrip('.')})")
    if done:
        messages.success(request, f"{act.label}: se hizo en {done} {'caso' if done == 1 else 'casos'}.")
    if refused:
        messages.warning(request, f"{act.label}: no se hizo en {', '.join(refused)}.")
    queue = request.POST.get(QUEUE, "")
    return redirect(door.cases.desk.url + (f"?{queue}" if queue else ""))
