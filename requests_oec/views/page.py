"""What the request's pages show."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from requests_oec.filing import may_draft
from requests_oec.forms.request import RequestForms, SectorForm, initial_answers
from requests_oec.models import OecRequest

# The lists of people and items, by their section of the page.
LISTS = {"staff": "staff_members", "items": "equipment_items"}


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
        context |= section_context(section, draft, basis)
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


def section_shown(request, basis, draft, section, *, problem=""):
    """One section after an act on it: by itself for htmx, else the page at that section."""
    if request.htmx:
        context = section_context(section, draft, basis) | {"problem": problem, "draft": draft}
        return render(request, f"requests_oec/_{section}.html", context)
    if problem:
        messages.error(request, problem)
    return redirect(anchor(section))


def anchor(section: str) -> str:
    """The address of a section of the page."""
    return reverse("requests_oec:request") + f"#{section}"


def section_context(section: str, draft, basis) -> dict:
    """What the template of a section needs; `draft` is None while none was begun under the legal basis."""
    if section in LISTS:
        return {LISTS[section]: list(getattr(draft, LISTS[section]).all()) if draft else []}
    chosen = list(draft.sectors.all()) if draft else []
    others = basis.sectors.exclude(pk__in=[sector.pk for sector in chosen])
    return {"chosen_sectors": chosen, "sector_form": SectorForm(sectors=others)}


def missing(draft) -> list[tuple[str, str]]:
    """What the lists of the draft still lack, as (id of the section, sentence)."""
    lacking = []
    if not draft.sectors.exists():
        lacking.append(("sectors", "Agregue al menos un sector económico."))
    if not draft.staff_members.exists():
        lacking.append(("staff", "Agregue al menos una persona responsable del servicio."))
    return lacking
