"""The request page and every act on it.

Everything works by plain posts of one form whose buttons name what to do (`action`); with JavaScript the
same posts go through htmx and come back as the section that changed.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from ground.doors.addresses import client_ip
from ground.webforms.drafts import changed_control
from ground.webforms.pages import Pressed, as_number
from ground.webforms.typed import typed_in
from radicados.letter_parts import NoSignatoryError
from requests_oec.filing import (
    AlreadyFiledError,
    NotEntitledError,
    file_request,
    find_draft,
    live_radicado,
    may_draft,
    open_basis,
    open_draft,
)
from requests_oec.forms.request import RequestForms, SectorForm, initial_answers
from requests_oec.models import OecRequest

# The lists of people and items, by their section of the page.
LISTS = {"staff": "staff_members", "items": "equipment_items"}
LIMITS = {"staff": settings.OEC_MAX_STAFF, "items": settings.OEC_MAX_ITEMS}
REMOVED = "oec_removed"  # in the session


@require_http_methods(["GET", "HEAD", "POST"])
def oec_request(request):
    """The page (GET) and every act on it (POST, by the `action` of the pressed button)."""
    basis = open_basis()
    if basis is None or not may_draft(request.user):
        return unavailable(request)
    if request.method != "POST":
        if filed := live_radicado(basis, request.user):
            return to_radicado(request, filed)
        return request_page(request, basis, find_draft(basis, request.user))
    action = Pressed.of(request, "save")
    if action.verb not in VERBS:
        raise Http404
    try:
        return VERBS[action.verb](request, basis, action.number)
    except AlreadyFiledError as error:
        return to_radicado(request, error.radicado)


def _save(request, basis, number):
    draft, forms = _saved_draft(request, basis)
    if not request.htmx:
        messages.success(request, "Su borrador quedó guardado.")
        return redirect("requests_oec:request")
    field = forms.field(request.htmx.trigger_name or "")
    return render(request, "requests_oec/_saved.html", {"draft": draft, "field": field})


@transaction.atomic
def _add_sector(request, basis, number):
    draft, _ = _saved_draft(request, basis)
    sector = basis.sectors.filter(pk=as_number(request.POST.get("sector"))).first()
    if sector is None:
        return section_shown(request, basis, draft, "sectors", problem="Elija un sector de la lista.")
    draft.sectors.add(sector)
    return section_shown(request, basis, draft, "sectors", told=f"Se agregó el numeral {sector.numeral}.")


@transaction.atomic
def _remove_sector(request, basis, number):
    draft, _ = _saved_draft(request, basis)
    sector = draft.sectors.filter(pk=number).first()
    if sector:
        draft.sectors.remove(sector)
        _remember(request, draft, "sectors", sector, f"Se quitó el numeral {sector.numeral}.")
    return section_shown(request, basis, draft, "sectors")


def _remove_row(section):
    """Take one row out of a list of the draft; a row of somebody else's is not in it."""

    @transaction.atomic
    def act(request, basis, number):
        draft, _ = _saved_draft(request, basis)
        row = getattr(draft, LISTS[section]).filter(pk=number).first()
        if row:
            _remember(request, draft, section, row, f"Se eliminó de la lista: {row}.")
            row.delete()
        return section_shown(request, basis, draft, section)

    return act


def _remember(request, draft, section, row, told: str) -> None:
    """What was removed last, for whoever removed it to put back; their session alone has it."""
    fields = {"pk": row.pk} if section == "sectors" else model_to_dict(row, exclude=["id", "request"])
    request.session[REMOVED] = {"draft": draft.pk, "section": section, "fields": fields, "told": told}


@transaction.atomic
def _restore(request, basis, number):
    """*Deshacer*: what was removed last is in its list again, unless that is full by now or has it."""
    draft, _ = _saved_draft(request, basis)
    removed = request.session.pop(REMOVED, None)
    if removed is None or removed["draft"] != draft.pk:
        return redirect("requests_oec:request")
    section, fields = removed["section"], removed["fields"]
    if section == "sectors":
        draft.sectors.add(*basis.sectors.filter(**fields))
    else:
        rows = getattr(draft, LISTS[section])
        if rows.count() < LIMITS[section]:
            same = {"document_type", "document_number"} & fields.keys()
            if not (same and rows.filter(**{name: fields[name] for name in same}).exists()):
                rows.create(**fields)
    return section_shown(request, basis, draft, section, told="Se deshizo: está otra vez en la lista.")


def _go_to(url_name, *, is_row=False):
    """Save, then go to the page of the row that the button names, or else of a new row or list."""

    def act(request, basis, number):
        _saved_draft(request, basis)
        return redirect(url_name, number or 0) if is_row else redirect(url_name)  # no row has 0

    return act


def _change(request, basis, number):
    """Back from all answers to one section, which the browser finds."""
    _saved_draft(request, basis)
    return redirect("requests_oec:request")


def _review(request, basis, number):
    """All answers together, once nothing is wrong with them."""
    draft, forms = _saved_draft(request, basis)
    if not forms.is_valid or missing(draft):
        return request_page(request, basis, draft, forms)
    return redirect("requests_oec:review")


def _file(request, basis, number):
    """*Radicar Solicitud*."""
    draft, forms = _saved_draft(request, basis)
    if not forms.is_valid or missing(draft):
        return request_page(request, basis, draft, forms)
    try:
        radicado = file_request(
            legal_basis=basis,
            user=request.user,
            answers=forms.answers,
            filed_from=client_ip(request) or None,
            check=_check_lists,
        )
    except ValidationError:  # another tab emptied a list meanwhile
        return request_page(request, basis, draft, forms)
    except NotEntitledError as refused:
        messages.error(request, f"Su solicitud no se radicó. {refused} Lo que escribió quedó guardado.")
        return redirect("requests_oec:request")
    except NoSignatoryError:
        return render(request, "requests_oec/no_signatory.html", status=503)
    return redirect(radicado)


VERBS = {
    "save": _save,
    "add_sector": _add_sector,
    "remove_sector": _remove_sector,
    "add_staff": _go_to("requests_oec:new_staff_member"),
    "paste_staff": _go_to("requests_oec:staff_list"),
    "edit_staff": _go_to("requests_oec:staff_member", is_row=True),
    "remove_staff": _remove_row("staff"),
    "add_item": _go_to("requests_oec:new_equipment_item"),
    "paste_items": _go_to("requests_oec:equipment_list"),
    "edit_item": _go_to("requests_oec:equipment_item", is_row=True),
    "remove_item": _remove_row("items"),
    "change": _change,
    "review": _review,
    "restore": _restore,
    "file": _file,
}


@transaction.atomic
def _saved_draft(request, basis) -> tuple[OecRequest, RequestForms]:
    """The draft with all that the page posted, right or wrong: nothing typed is ever lost.

    What is done to the draft next belongs in the same transaction, which keeps its owner locked: nobody
    files it in between.
    """
    forms = RequestForms(typed={}, posted=request.POST)
    draft = open_draft(basis, request.user)
    draft.keep(typed_in(forms, request.POST), only=changed_control(request))
    return draft, forms


def _check_lists(draft) -> None:
    if lacking := missing(draft):
        raise ValidationError([sentence for _, sentence in lacking])


# --- What the pages show ---
def request_page(request, basis, draft, forms=None):
    """The whole page; with the `forms` that were posted to be filed, their errors and a 422."""
    context = {
        "basis": basis,
        "draft": draft,
        "forms": forms or RequestForms(typed=initial_answers(request.user) | (draft.typed if draft else {})),
        "extra_errors": missing(draft) if forms else [],
        "has_errors": forms is not None,
        "profile": request.user.profile,
        "is_email_missing": not request.user.email,
    }
    for section in ("sectors", *LISTS):
        context |= section_context(request, section, draft, basis)
    return render(request, "requests_oec/request.html", context, status=200 if forms is None else 422)


def to_radicado(request, radicado):
    """A second request leads to the first one's radicado."""
    messages.info(
        request,
        f"Esta comunicación solo se puede solicitar una vez y ya fue radicada con el número {radicado}.",
    )
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": radicado.get_absolute_url()})
    return redirect(radicado)


def unavailable(request):
    """The service is closed, or the account is not one, or not yet, that files requests."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse("requests_oec:request")})
    has_profile = hasattr(request.user, "profile")
    filed = OecRequest.objects.owned_by(request.user).filed() if has_profile else OecRequest.objects.none()
    filed = filed.select_related("radicado", "legal_basis").defer("radicado__snapshot")
    context = {"has_profile": has_profile, "may_draft": may_draft(request.user), "filed": filed}
    return render(request, "requests_oec/closed.html", context)


def section_shown(request, basis, draft, section, *, problem="", told=""):
    """One section after an act on it, which is told to whoever does not see it: by itself for htmx, else the page at
    that section."""
    if told:
        request.session.pop(REMOVED, None)
    elif REMOVED in request.session:
        told = request.session[REMOVED]["told"]
    if request.htmx:
        context = section_context(request, section, draft, basis) | {"problem": problem, "draft": draft}
        response = render(request, f"requests_oec/_{section}.html", context)
        return trigger_client_event(response, "told", {"words": told}) if told else response
    if problem:
        messages.error(request, problem)
    return redirect(anchor(section))


def anchor(section: str) -> str:
    """The address of a section of the page."""
    return reverse("requests_oec:request") + f"#{section}"


def section_context(request, section: str, draft, basis) -> dict:
    """What the template of a section needs; `draft` is None while none was begun under the legal basis."""
    if section in LISTS:
        rows = list(getattr(draft, LISTS[section]).all()) if draft else []
        return {LISTS[section]: rows, "removed": request.session.get(REMOVED)}
    chosen = list(draft.sectors.all()) if draft else []
    others = basis.sectors.exclude(pk__in=[sector.pk for sector in chosen])
    form = SectorForm(sectors=others)
    return {"chosen_sectors": chosen, "sector_form": form, "removed": request.session.get(REMOVED)}


def missing(draft) -> list[tuple[str, str]]:
    """What the lists of the draft still lack, as (id of the section, sentence)."""
    lacking = []
    if not draft.sectors.exists():
        lacking.append(("sectors", "Agregue al menos un sector económico."))
    if not draft.staff_members.exists():
        lacking.append(("staff", "Agregue al menos una persona responsable del servicio."))
    return lacking
