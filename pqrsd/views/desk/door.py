"""Who enters the desk, and which case they may open there."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import verified_only
from ground.audit.models import Action
from ground.audit.trail import record
from pqrsd.models import Pqrsd


def desk(view):
    """Staff with both factors who look after petitions or may read them; for the others there is no desk."""

    entered = never_cache(verified_only(view))

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not (request.user.is_staff and Pqrsd.desk.admits(request.user)):
            raise Http404
        return entered(request, *args, **kwargs)

    return guarded


def handler_only(view):
    """A page with a form at an address with the number of a case: `view(request, pqrsd, …)` for whoever
    handles it.

    Whoever may only read it gets 403; whoever may not know of it, 404.
    """

    @desk
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, number, *args, **kwargs):
        pqrsd = case_of(request, number)
        if not Pqrsd.desk.may_handle(request.user, pqrsd):
            raise PermissionDenied
        return view(request, pqrsd, *args, **kwargs)

    return guarded


def case_of(request, number: str) -> Pqrsd:
    """The case of that number, its reading recorded in the audit trail; 404 when it is not in Pqrsd.desk."""
    pqrsd = case_in_scope(request, number)
    record(Action.READ, request=request, subject=pqrsd)
    return pqrsd


def case_in_scope(request, number: str) -> Pqrsd:
    """The same for what shows nothing of the petition."""
    cases = Pqrsd.objects.open_to(request.user).with_number()
    cases = cases.select_related("office", "assignee", "petitioner", "termino", "received_by")
    return get_object_or_404(cases, radicado__number=number)
