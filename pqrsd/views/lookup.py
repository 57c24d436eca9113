"""*Consulta de estado*: a case by number and code, and one's own by log-in."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ground.webforms.stale import is_stale
from pqrsd.following.access import found_by, url_of
from pqrsd.forms.lookup import CaseLookupForm
from pqrsd.models import Pqrsd
from pqrsd.views.opening import Kept, kept, lookup_page, public_page, throttled_page
from pqrsd.views.writings import resumed
from radicados.models import Radicado
from radicados.throttling import is_throttled, record_miss


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request):
    """Number and code open the case for a while. A wrong number and a wrong code have the same answer."""
    if is_throttled(request):
        return throttled_page(request)
    if request.method != "POST":
        form = CaseLookupForm(initial={"number": request.GET.get("numero", "")[:60]})
        return lookup_page(request, form, status=200, kept=Kept())
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
    return resumed(request, pqrsd, kept(request)) or redirect(url_of(pqrsd))


@require_safe
@never_cache
def own(request, number: str):
    """To the case of a petition, or of a writing about it, that the user or their company filed."""
    radicado = get_object_or_404(Radicado.objects.visible_to(request.user), number=number)
    cases = Pqrsd.objects.with_number()
    pqrsd = cases.filter(radicado=radicado).first() or cases.filter(events__radicado=radicado).first()
    return redirect(url_of(pqrsd or get_object_or_404(cases, radicado=radicado)))
