"""Who comes in, who of the staff, where one may be sent on to, and what still keeps a user from filing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ground.doors.explicit_permissions import Anybody
from ground.webforms.pages import PageRequest

View = Callable[..., HttpResponseBase]


class UserRequest(PageRequest):
    """Of somebody who is logged in, as every one is to a page that is not open to all."""

    user: User


def has_all_factors(user: Anybody) -> bool:
    """Whether nothing is to be shown besides the password; of the staff, the second factor is. Who has logged
    in within this very request has shown none."""
    return not user.is_staff or getattr(user, "otp_device", None) is not None


def second_factor_url(destination: str) -> str:
    """The page that asks for the second factor, has it enrolled where there is none, and goes on from there."""
    return redirect_to_login(destination, reverse("accounts:second_factor_check")).url


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
        if not has_all_factors(request.user):
            return redirect(second_factor_url(request.get_full_path()))
        return view(request, *args, **kwargs)

    return guarded


def own_address(request: HttpRequest, wished: str) -> str:
    """The address, if it leads to a page of this portal as the portal says it, from its root; else "". With what cannot
    be seen it is nobody's: a NUL, in what is owed with it, is more than the database holds."""
    is_ours = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if is_ours and wished.startswith("/") and wished.isprintable() else ""


class Obstacle(models.TextChoices):
    NO_PROFILE = "no_profile", _("Su cuenta no corresponde a una persona o empresa registrada.")
    EMAIL_UNVERIFIED = "email_unverified", _("Verifique su correo electrónico antes de radicar.")
    COMPANY_PENDING = "company_pending", _("Su empresa todavía no ha aceptado su vinculación.")


def obstacle(user: User) -> Obstacle | None:
    """The first thing to settle before the user may file anything; None when nothing is missing."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return Obstacle.NO_PROFILE
    if profile.is_legal_person and profile.company_id is None:
        return Obstacle.COMPANY_PENDING
    if user.email_verified_at is None:
        return Obstacle.EMAIL_UNVERIFIED
    return None
