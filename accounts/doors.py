"""Who comes in, and who of the staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_otp.middleware import is_verified

from accounts.models import User
from ground.webforms.requests import PageRequest

View = Callable[..., HttpResponseBase]


class UserRequest(PageRequest):
    """Of somebody who is logged in, as every one is to a page that is not open to all."""

    user: User


def staff_only(view: View) -> View:
    """For citizens these pages do not exist."""

    @wraps(view)
    def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def verified_only(view: View) -> View:
    """Staff who have shown their second factor in this session; the others do so first."""

    @wraps(view)
    @staff_only
    def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_verified(request.user):
            return redirect_to_login(request.get_full_path(), reverse("accounts:second_factor_check"))
        return view(request, *args, **kwargs)

    return guarded
