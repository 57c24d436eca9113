"""*Consulta de estado*: a case by number and code."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from expedientes.following import begin_session, found_by
from ground.webforms.stale import is_stale
from pqrsd.forms.lookup import CaseLookupForm
from pqrsd.kinds import Step
from pqrsd.models import Pqrsd
from pqrsd.views.opening import Kept, kept, lookup_page, public_page, throttled_page, with_session
from pqrsd.views.writings import resumed
from radicados.throttling import is_throttled, record_miss


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request):
    """Number and code open the case for a while. A wrong number and a wrong code have the same answer."""
    if is_throttled(request):
        return throttled_page(request)
    if request.method != "POST":
        return lookup_page(request, CaseLookupForm(), status=200, kept=Kept())
    if is_stale(request):
        form = CaseLookupForm(initial=request.POST.dict())
        return lookup_page(request, form, status=403, kept=kept(request), why="stale")
    form = CaseLookupForm(request.POST)
    if not form.is_valid():
        return lookup_page(request, form, status=422, kept=kept(request))
    return _looked_up(request, form)


def _looked_up(request, form: CaseLookupForm):
    pqrsd = found_by(
        Pqrsd, **form.cleaned_data, but=[Step.TRANSFERRED]
    )  # another entity has that letter, too
    if pqrsd is None:
        record_miss(request)
        return lookup_page(request, form, status=404, kept=kept(request), why="unknown")
    request.case_session = None
    if pqrsd.is_own(request.user):  # nothing is left open when they log out
        return resumed(request, pqrsd, kept(request)) or redirect(pqrsd.get_absolute_url())
    request.case_session, token = begin_session(pqrsd)
    response = resumed(request, pqrsd, kept(request)) or redirect(pqrsd.get_absolute_url())
    return with_session(response, pqrsd, request.case_session, token)
