"""The second factor of the staff: enrolling it, showing it at each log-in, and looking after it."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import second_factor
from accounts.doors import UserRequest, has_all_factors, own_address, staff_only, verified_only
from accounts.forms.second_factor import CodeForm, EnrolmentForm, ReplacementForm
from ground.webforms.pages import form_page

_KEY = "second_factor_key"  # in the session: the secret that waits for its first code


@staff_only
def check(request: UserRequest) -> HttpResponse:
    """Ask for the second factor, or have it enrolled, and go on to where the person was going."""
    wished = own_address(request, request.POST.get("next", request.GET.get("next", "")))
    destination = reverse("staff_home")
    if wished and urlsplit(wished).path != request.path:
        destination = wished
    if has_all_factors(request.user):
        return redirect(destination)
    if second_factor.device_of(request.user) is None:
        return _enrol(request, EnrolmentForm, "accounts/second_factor/enrol.html", destination)
    form = CodeForm(request.POST or None, request=request)
    if form.is_valid():
        second_factor.enter(request, form.device)
        left = second_factor.recovery_codes_left(request.user)
        if second_factor.is_recovery(form.device) and left <= second_factor.FEW_RECOVERY_CODES:
            advice = "Haga otros nuevos en su cuenta, Segundo factor."
            messages.warning(request, f"Códigos de recuperación que le quedan: {left}. {advice}")
        return redirect(destination)
    context = {"next": destination, "is_demo": settings.IS_DEMO}
    return form_page(request, "accounts/second_factor/check.html", form, **context)


@verified_only
def overview(request: UserRequest) -> HttpResponse:
    """The second factor in *Mi cuenta*: since when, how many codes are left, and new ones."""
    form = CodeForm(request.POST or None, request=request)
    if form.is_valid():
        return _show_codes(request, second_factor.renew_recovery_codes(request=request))
    context = {
        "device": second_factor.device_of(request.user),
        "codes_left": second_factor.recovery_codes_left(request.user),
    }
    return form_page(request, "accounts/second_factor/overview.html", form, **context)


@verified_only
def replace(request: UserRequest) -> HttpResponse:
    """Another application in the place of the present one."""
    own_page = reverse("accounts:second_factor")
    return _enrol(request, ReplacementForm, "accounts/second_factor/replace.html", own_page)


def _enrol(request, form_class, template: str, destination: str) -> HttpResponse:
    key = request.session.setdefault(_KEY, second_factor.new_key())
    form = form_class(request.POST or None, request=request, key=key)
    if form.is_valid():
        del request.session[_KEY]
        replaces = isinstance(form, ReplacementForm)
        try:
            codes = second_factor.enrol(request=request, key=key, last_t=form.step, replaces=replaces)
        except second_factor.AlreadyEnrolledError:
            return redirect("accounts:second_factor_check")
        return _show_codes(request, codes, destination)
    setup = second_factor.setup(request.user, key)
    return form_page(request, template, form, next=destination, **setup)


def _show_codes(request, codes: list[str], destination: str = "") -> HttpResponse:
    """The only time that the codes are seen: they are in this answer and nowhere else."""
    heading = f"Códigos de recuperación de {request.user.get_username()} · {settings.PORTAL_BASE_URL}"
    lines = [heading, "Cada uno sirve una sola vez.", "", *codes, ""]
    context = {
        "codes": codes,
        "file": quote("\r\n".join(lines)),
        "next": destination or reverse("accounts:second_factor"),
    }
    return render(request, "accounts/second_factor/codes.html", context)
