"""The people and items of the draft: one at a time in a dialog, or many pasted from a spreadsheet.

For htmx the answer goes into the dialog; without JavaScript each is a page of its own.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, trigger_client_event

from requests_oec.filing import (
    AlreadyFiledError,
    find_draft,
    live_radicado,
    may_draft,
    open_basis,
    open_draft,
)
from requests_oec.views.request import LISTS, REMOVED, anchor, section_context, to_radicado, unavailable


@dataclass(frozen=True)
class Rows:
    """One of the draft's lists."""

    section: str
    noun: str
    limit: int
    new_url: str
    heading: str
    list_heading: str


STAFF = Rows(
    section="staff",
    noun="personas",
    limit=settings.OEC_MAX_STAFF,
    new_url="requests_oec:new_staff_member",
    heading="Responsable del servicio",
    list_heading="Varios responsables a la vez",
)
ITEMS = Rows(
    section="items",
    noun="elementos",
    limit=settings.OEC_MAX_ITEMS,
    new_url="requests_oec:new_equipment_item",
    heading="Equipo, instrumento, muestra o material de referencia",
    list_heading="Varios elementos a la vez",
)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, rows: Rows, form_class, pk=None):
    """A list's form: of one row, new or that of `pk`, or of many at once."""
    basis = open_basis()
    if basis is None or not may_draft(request.user):
        return unavailable(request)
    if request.method != "POST":
        if filed := live_radicado(basis, request.user):
            return to_radicado(request, filed)
        draft = find_draft(basis, request.user)
        return _form_page(request, rows, form_class(draft=draft, row=_row(draft, form_class, pk)))
    try:
        with transaction.atomic():
            draft = open_draft(basis, request.user)
            form = form_class(request.POST, draft=draft, row=_row(draft, form_class, pk))
            taken = getattr(draft, LISTS[rows.section]).count()
            if form.is_valid() and taken + form.added > rows.limit:
                told = f"Una solicitud admite hasta {rows.limit} {rows.noun} y la suya ya tiene {taken}."
                form.add_error(None, told)
            if form.is_valid():
                form.save()
    except AlreadyFiledError as filed:
        return to_radicado(request, filed.radicado)
    if not form.is_valid():
        return _form_page(request, rows, form, status=422)
    request.session.pop(REMOVED, None)
    # Back to the page, or to an empty form when the person wants to add another.
    wants_another = "another" in request.POST
    if not request.htmx:
        return redirect(rows.new_url if wants_another else anchor(rows.section))
    template = f"requests_oec/_{rows.section}.html"
    context = section_context(request, rows.section, draft, basis) | {"oob": True}
    if wants_another:
        return _form_page(request, rows, form_class(draft=draft), saved_list=template, **context)
    response = render(request, template, context)
    response = trigger_client_event(response, "told", {"words": "Quedó en la lista."})
    return trigger_client_event(reswap(response, "none"), "closeDialog", after="settle")


def _row(draft, form_class, pk):
    if pk is None:
        return None
    if draft is None:
        raise Http404
    return get_object_or_404(form_class.row_model, request=draft, pk=pk)


def _form_page(request, rows: Rows, form, *, status=200, **saved):
    context = {
        "base": "requests_oec/_dialog.html" if request.htmx else "base.html",
        "heading": rows.list_heading if form.is_list else rows.heading,
        "section": rows.section,
        "form": form,
        "form_list": [form],
        "can_add_another": not form.is_list and form.added == 1,
    }
    return render(request, "requests_oec/row.html", context | saved, status=status)
