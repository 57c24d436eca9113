"""*Consulta de estado*: a case by number and code."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ground.webforms.stale import is_stale
from pqrsd.following.access import begin_session, found_by, is_own, url_of
from pqrsd.forms.lookup import CaseLookupForm
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
    pqrsd = found_by(**form.cleaned_data)
    if pqrsd is None:
        record_miss(request)
        return lookup_page(request, form, status=404, kept=kept(request), why="unknown")
    request.case_session = None
    if is_own(request.user, pqrsd):  # nothing is left open when they log out
        return resumed(request, pqrsd, kept(request)) or redirect(url_of(pqrsd))
    request.case_session, token = begin_session(pqrsd)
    response = resumed(request, pqrsd, kept(request)) or redirect(url_of(pqrsd))
    return with_session(response, request.case_session, token)
