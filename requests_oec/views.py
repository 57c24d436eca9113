"""The OEC request page: one form that saves itself, its lists, and Radicar.

Everything works by plain posts of one form whose buttons name what to do (`action`); with JavaScript the
same posts go through htmx and come back as the section that changed.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, trigger_client_event

from accounts.addresses import client_ip
from requests_oec.filing import AlreadyFiledError, file_request, find_draft, live_radicado, open_draft
from requests_oec.forms import EquipmentItemForm, RequestForms, SectorForm, StaffMemberForm, initial_answers
from requests_oec.letters import NoSignatoryError
from requests_oec.models import LegalBasis, OecRequest

TEMPLATE = "requests_oec/request.html"


@require_http_methods(["GET", "POST"])
def oec_request(request):
    """The page (GET) and every act on it (POST, by the `action` of the pressed button)."""
    basis = _open_basis()
    if basis is None or not hasattr(request.user, "profile"):
        return _unavailable(request)
    if request.method == "GET":
        return _page_or_radicado(request, basis)
    verb, _, argument = request.POST.get("action", "save").partition(":")
    if verb not in VERBS:
        raise Http404
    try:
        return VERBS[verb](request, basis, argument)
    except AlreadyFiledError as filed:
        return _to_radicado(request, filed.radicado)


@require_http_methods(["GET", "POST"])
def staff_member(request, pk=None):
    """The dialog (or page) of one person of the draft."""
    return _row(request, pk, StaffMemberForm, section="staff")


@require_http_methods(["GET", "POST"])
def equipment_item(request, pk=None):
    """The dialog (or page) of one item of the draft."""
    return _row(request, pk, EquipmentItemForm, section="items")


# --- Acts on the draft -------------------------------------------------------------------------------


def _save(request, basis, argument):
    draft, forms = _saved_draft(request, basis)
    if not request.htmx:
        messages.success(request, "Su borrador quedó guardado.")
        return redirect("requests_oec:request")
    field = forms.field(request.htmx.trigger_name or "")
    return render(request, "requests_oec/_saved.html", {"draft": draft, "field": field})


def _add_sector(request, basis, argument):
    draft, _ = _saved_draft(request, basis)
    sector = basis.sectors.filter(pk=_number(request.POST.get("sector"))).first()
    if sector:
        draft.sectors.add(sector)
    return _section(request, draft, "sectors", problem="" if sector else "Elija un sector de la lista.")


def _remove_sector(request, basis, argument):
    draft, _ = _saved_draft(request, basis)
    draft.sectors.remove(*draft.sectors.filter(pk=_number(argument)))
    return _section(request, draft, "sectors")


def _remove_staff_member(request, basis, argument):
    draft, _ = _saved_draft(request, basis)
    draft.staff_members.filter(pk=_number(argument)).delete()
    return _section(request, draft, "staff")


def _remove_equipment_item(request, basis, argument):
    draft, _ = _saved_draft(request, basis)
    draft.equipment_items.filter(pk=_number(argument)).delete()
    return _section(request, draft, "items")


def _go_to_new(url_name):
    """Save, then go to the page of a new row: what «+» does without JavaScript."""

    def act(request, basis, argument):
        _saved_draft(request, basis)
        return redirect(url_name)

    return act


def _go_to_row(url_name):
    """Save, then go to the page of the row that the button names."""

    def act(request, basis, argument):
        _saved_draft(request, basis)
        return redirect(url_name, _number(argument))

    return act


def _file(request, basis, argument):
    """*Radicar Solicitud*."""
    draft, forms = _saved_draft(request, basis)
    if not forms.is_valid or _missing(draft):
        return render(request, TEMPLATE, _context(request, basis, draft, forms), status=422)
    try:
        radicado = file_request(
            legal_basis=basis,
            user=request.user,
            answers=forms.answers,
            filed_from=client_ip(request) or None,
            check=_check_lists,
        )
    except ValidationError:  # another tab emptied a list meanwhile
        return render(request, TEMPLATE, _context(request, basis, draft, forms), status=422)
    except NoSignatoryError:
        return render(request, "requests_oec/no_signatory.html", status=503)
    return redirect(radicado)


VERBS = {
    "save": _save,
    "add_sector": _add_sector,
    "remove_sector": _remove_sector,
    "add_staff": _go_to_new("requests_oec:new_staff_member"),
    "edit_staff": _go_to_row("requests_oec:staff_member"),
    "remove_staff": _remove_staff_member,
    "add_item": _go_to_new("requests_oec:new_equipment_item"),
    "edit_item": _go_to_row("requests_oec:equipment_item"),
    "remove_item": _remove_equipment_item,
    "file": _file,
}


@transaction.atomic
def _saved_draft(request, basis) -> tuple[OecRequest, RequestForms]:
    """The draft with all that the page posted, right or wrong: nothing typed is ever lost."""
    forms = RequestForms(typed={}, posted=request.POST)
    draft = open_draft(basis, request.user)
    draft.typed = forms.typed
    draft.save(update_fields=["typed", "saved_at"])
    return draft, forms


# --- The rows of the lists ---------------------------------------------------------------------------

HEADINGS = {
    "staff": "Responsable del servicio",
    "items": "Equipo, instrumento, muestra o material de referencia",
}
LISTS = {
    "staff": ("staff_members", settings.OEC_MAX_STAFF, "personas"),
    "items": ("equipment_items", settings.OEC_MAX_ITEMS, "elementos"),
}


def _row(request, pk, form_class, *, section):
    basis = _open_basis()
    if basis is None or not hasattr(request.user, "profile"):
        return _unavailable(request)
    if request.method == "GET":
        draft = find_draft(basis, request.user)
        row = _row_of(draft, form_class, pk) if pk else None
        return _row_page(request, form_class(draft=draft, row=row), section)
    try:
        with transaction.atomic():
            draft = open_draft(basis, request.user)
            row = _row_of(draft, form_class, pk) if pk else None
            form = form_class(request.POST, draft=draft, row=row)
            if _is_full(draft, section) and row is None:
                form.add_error(None, _full_message(section))
            if form.is_valid():
                form.save()
    except AlreadyFiledError as filed:
        return _to_radicado(request, filed.radicado)
    if not form.is_valid():
        return _row_page(request, form, section, status=422)
    return _row_saved(request, draft, form_class, section)


def _row_of(draft, form_class, pk):
    return get_object_or_404(form_class.row_model, request=draft, pk=pk) if draft else _not_found()


def _not_found():
    raise Http404


def _is_full(draft, section) -> bool:
    rows, limit, _ = LISTS[section]
    return getattr(draft, rows).count() >= limit


def _full_message(section) -> str:
    _, limit, noun = LISTS[section]
    return f"Una solicitud admite hasta {limit} {noun}."


def _row_page(request, form, section, *, status=200, **saved):
    """One row's form: in the dialog for htmx, else on a page of its own."""
    context = {
        "base": "requests_oec/_dialog.html" if request.htmx else "base.html",
        "heading": HEADINGS[section],
        "section": section,
        "form": form,
        "form_list": [form],
        "is_new": form.row.pk is None,
    }
    return render(request, "requests_oec/row.html", context | saved, status=status)


def _row_saved(request, draft, form_class, section):
    """Back to the page, or to an empty form when the person wants to add another."""
    wants_another = "another" in request.POST
    if not request.htmx:
        new_row = f"requests_oec:new_{'staff_member' if section == 'staff' else 'equipment_item'}"
        return redirect(new_row) if wants_another else redirect(_anchor(section))
    template = f"requests_oec/_{section}.html"
    context = _section_context(draft, section) | {"oob": True}
    if wants_another:
        return _row_page(request, form_class(draft=draft), section, saved_list=template, **context)
    response = render(request, template, context)
    return trigger_client_event(reswap(response, "none"), "closeDialog")


# --- What is shown -----------------------------------------------------------------------------------


def _page_or_radicado(request, basis):
    filed = live_radicado(basis, request.user)
    if filed:
        return _to_radicado(request, filed)
    return render(request, TEMPLATE, _context(request, basis, find_draft(basis, request.user)))


def _to_radicado(request, radicado):
    messages.info(
        request,
        f"Esta comunicación solo se puede solicitar una vez y ya fue radicada con el número {radicado}.",
    )
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": radicado.get_absolute_url()})
    return redirect(radicado)


def _unavailable(request):
    """The service is closed, or the account is not one that files requests."""
    has_profile = hasattr(request.user, "profile")
    filed = OecRequest.objects.owned_by(request.user).filed() if has_profile else OecRequest.objects.none()
    context = {"has_profile": has_profile, "filed": filed.select_related("radicado__issuance", "legal_basis")}
    return render(request, "requests_oec/closed.html", context)


def _section(request, draft, section, *, problem=""):
    if request.htmx:
        context = _section_context(draft, section) | {"problem": problem, "draft": draft}
        return render(request, f"requests_oec/_{section}.html", context)
    if problem:
        messages.error(request, problem)
    return redirect(_anchor(section))


def _anchor(section) -> str:
    return reverse("requests_oec:request") + f"#{section}"


def _section_context(draft, section) -> dict:
    return SECTION_CONTEXTS[section](draft)


def _sectors_context(draft, basis=None) -> dict:
    chosen = list(draft.sectors.all()) if draft else []
    others = (basis or draft.legal_basis).sectors.exclude(pk__in=[sector.pk for sector in chosen])
    return {"chosen_sectors": chosen, "sector_form": SectorForm(sectors=others)}


SECTION_CONTEXTS = {
    "sectors": _sectors_context,
    "staff": lambda draft: {"staff_members": list(draft.staff_members.all()) if draft else []},
    "items": lambda draft: {"equipment_items": list(draft.equipment_items.all()) if draft else []},
}


def _context(request, basis, draft, forms=None) -> dict:
    return {
        "basis": basis,
        "draft": draft,
        "forms": forms or RequestForms(typed=draft.typed if draft else initial_answers(request.user)),
        "extra_errors": _missing(draft) if forms else [],
        "has_errors": forms is not None,
        "profile": request.user.profile,
        **_sectors_context(draft, basis),
        **SECTION_CONTEXTS["staff"](draft),
        **SECTION_CONTEXTS["items"](draft),
    }


def _missing(draft) -> list[tuple[str, str]]:
    """What the lists of the draft still lack, as (id of the section, sentence)."""
    missing = []
    if not draft.sectors.exists():
        missing.append(("sectors", "Agregue al menos un sector económico."))
    if not draft.staff_members.exists():
        missing.append(("staff", "Agregue al menos una persona responsable del servicio."))
    return missing


def _check_lists(draft) -> None:
    if missing := _missing(draft):
        raise ValidationError([sentence for _, sentence in missing])


def _open_basis() -> LegalBasis | None:
    return LegalBasis.objects.in_force(timezone.localdate()).first()


def _number(text) -> int:
    """The number that a button carries; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
