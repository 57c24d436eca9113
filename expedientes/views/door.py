"""Who enters a desk, and which case they may open there."""

from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.doors import UserRequest, View, verified_only
from expedientes.acts.steps import CaseT
from ground.audit.models import Action, record


@dataclass(frozen=True)
class Door(Generic[CaseT]):
    """That of the desk of some cases; `shown` are the rows that each of its pages shows of a case."""

    cases: type[CaseT]
    shown: tuple[str, ...] = ()

    def desk(self, view: View) -> View:
        """A page for the staff with both factors who look after such cases or may read them; for the others
        there is no desk."""
        entered = never_cache(verified_only(view))

        @wraps(view)
        def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not (request.user.is_staff and self.cases.desk.admits(request.user)):
                raise Http404
            return entered(request, *args, **kwargs)

        return guarded

    def handler_only(self, view: View) -> View:
        """A page with a form at an address with the number of a case: `view(request, case, …)` for whoever
        handles it.

        Whoever may only read it gets 403; whoever may not know of it, 404.
        """

        @self.desk
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def guarded(request: UserRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            case = self.case_of(request, number)
            if not case.desk.may_handle(request.user, case):
                raise PermissionDenied
            return view(request, case, *args, **kwargs)

        return guarded

    def case_of(self, request: UserRequest, number: str) -> CaseT:
        """The case of that number, its reading recorded in the audit trail; 404 when it is not in scope."""
        cases = self.cases.objects.open_to(request.user).with_number()
        cases = cases.select_related("office", "assignee", *self.shown)
        case: CaseT = get_object_or_404(cases, radicado__number=number)
        record(Action.READ, request=request, subject=case)
        return case
