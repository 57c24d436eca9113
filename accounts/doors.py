"""Who of the staff comes in."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse


def staff_only(view):
    """For citizens these pages do not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def verified_only(view):
    """Staff who have shown their second factor in this session; the others do so first."""

    @wraps(view)
    @staff_only
    def guarded(request, *args, **kwargs):
        if not request.user.is_verified():
            return redirect_to_login(request.get_full_path(), reverse("accounts:second_factor_check"))
        return view(request, *args, **kwargs)

    return guarded
