"""The pages that verify an e-mail address, and the button that asks for another link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.email_verification import TakenError, adopt_new_email, owe_link, verify
from accounts.models import User
from accounts.views.opened_links import close_link, dead_link, open_link, opened
from ground.doors.throttling import Throttle

FIRST, NEW = "verify_email", "verify_new_email"

verify_email = open_link(FIRST, "accounts:confirm_email")
verify_new_email = open_link(NEW, "accounts:confirm_new_email")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request):
    """The button that verifies the address of an account."""
    user = opened(request, FIRST)
    if user is None:
        return dead_link(request, FIRST)
    if request.method != "POST":
        return render(request, "accounts/confirm_email.html", {"account": user, "address": user.email})
    verify(user, request=request)
    return _verified(request, FIRST, "Su correo electrónico quedó verificado.")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_new_email(request):
    """The button that puts a new address in the place of the former one."""
    user = opened(request, NEW)
    if user is None:
        return dead_link(request, NEW)
    if request.method != "POST":
        context = {"account": user, "address": user.new_email, "former": user.email}
        return render(request, "accounts/confirm_email.html", context)
    try:
        adopt_new_email(user, request=request)
    except TakenError:
        return render(request, "accounts/email_taken.html", {"address": user.new_email}, status=409)
    except User.DoesNotExist:
        return dead_link(request, NEW)
    return _verified(request, NEW, "El correo nuevo quedó verificado y reemplazó al anterior.")


@require_POST
def resend(request):
    """Another link for the unverified address of whoever is logged in, back to the page they were on."""
    user, throttle = request.user, Throttle("verification-mails", limit=settings.VERIFICATION_MAILS_PER_HOUR)
    if user.email_verified_at or not user.email:
        messages.info(request, "Su correo electrónico ya está verificado.")
    elif throttle.is_exceeded(str(user.pk)):
        messages.warning(request, "Ya le enviamos varios enlaces. Revise su correo o espere una hora.")
    else:
        throttle.count(str(user.pk))
        owe_link(user)
        messages.success(request, f"Enviamos un nuevo enlace a {user.email}.")
    return redirect(_page_before(request))


def _verified(request, purpose: str, sentence: str):
    close_link(request, purpose)
    messages.success(request, sentence)
    return redirect("service_offer" if request.user.is_authenticated else "accounts:login")


def _page_before(request) -> str:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "service_offer"
