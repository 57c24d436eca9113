"""All answers of a request together, read once more before it is filed."""

from collections.abc import Iterator

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from ground.webforms.review import ReviewAnswer, ReviewPart, answers, review, review_page
from radicados.drawn import undrawn
from requests_oec.filing import (
    find_draft,
    live_radicado,
    may_draft,
    open_basis,
)
from requests_oec.forms.request import RequestForms
from requests_oec.models import OecRequest
from requests_oec.views.request import missing, to_radicado, unavailable


@require_safe
def oec_review(request):
    """All answers of the draft together, as it was saved; where something is wrong, back to the page."""
    basis = open_basis()
    if basis is None or not may_draft(request.user):
        return unavailable(request)
    if filed := live_radicado(basis, request.user):
        return to_radicado(request, filed)
    draft = find_draft(basis, request.user)
    if draft is None:
        return redirect("requests_oec:request")
    forms = RequestForms(typed={}, posted=draft.posted)
    if not forms.is_valid or missing(draft):
        return redirect("requests_oec:request")
    form_url = reverse("requests_oec:request")
    shown = review(draft.posted, review_parts(draft, forms), forms, form_url=form_url, undrawn=undrawn)
    return review_page(request, "requests_oec/review.html", shown)


def review_parts(draft: OecRequest, forms: RequestForms) -> Iterator[ReviewPart]:
    """The sections of the page, with the lists of the draft."""
    sectors = tuple(ReviewAnswer(f"Numeral {sector.numeral}", sector.text) for sector in draft.sectors.all())
    staff = tuple(
        ReviewAnswer(f"Persona {place}", f"{person}\n{person.get_document_type_display()} {person.document_number}")
        for place, person in enumerate(draft.staff_members.all(), 1)
    )
    items = tuple(
        ReviewAnswer(f"Elemento {place}", str(item)) for place, item in enumerate(draft.equipment_items.all(), 1)
    )
    yield ReviewPart("accreditation", "Acreditación", tuple(answers(forms.accreditation)))
    yield ReviewPart("representative", "Representante legal", tuple(answers(forms.representative)))
    yield ReviewPart("sectors", "Sector económico", sectors)
    yield ReviewPart("staff", "Responsables del servicio", staff)
    yield ReviewPart("items", "Equipos, instrumentos, muestras y materiales", items or (ReviewAnswer("Elementos", ""),))
    yield ReviewPart("declarations", "Declaraciones", tuple(answers(forms.declarations)))
