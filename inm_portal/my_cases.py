"""*Mis solicitudes*: everything that somebody filed, in one list of cases, whatever app looks after each."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import obstacle
from expedientes.models import Expediente
from pqrsd.following import petition_lines
from requests_oec.case_lines import request_lines
from requests_oec.filing import find_draft, open_basis
from services.following import request_lines as service_lines

PAGE_SIZE = 20
# A letter is signed in seconds; the page asks less often for one that is not.
SOON = timedelta(minutes=1)


@require_safe
def my_cases(request) -> HttpResponse:
    """The last one first; above them, the OEC request that was begun and not filed."""
    user = request.user
    keys = Expediente.objects.visible_to(user).order_by("-received_at", "-pk").values_list("pk", flat=True)
    page = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("pagina"))
    shown = list(page.object_list)
    lines = petition_lines(shown) | request_lines(shown) | service_lines(shown)
    basis = open_basis()
    being_signed = [lines[key].filed_at for key in shown if lines[key].changes_soon]
    is_late = bool(being_signed) and timezone.now() - max(being_signed) > SOON
    context = {
        "page": page,
        "lines": [lines[key] for key in shown],
        "seconds_to_wait": (30 if is_late else 2) if being_signed else 0,
        "draft": find_draft(basis, user) if basis and user.has_profile else None,
        "has_instruments": not obstacle(user),
        "is_of_company": user.has_profile and user.profile.company_id is not None,
    }
    return render(request, "my_cases.html", context)
