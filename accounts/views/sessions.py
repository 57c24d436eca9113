"""Sessions that are about to end, and what was sent after they had."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.middleware import is_verified

from accounts.ended_sessions import KeptPost, forget_kept_post, kept_post


@csrf_exempt
@require_POST
def go_on(request):
    """*Continuar*: the session is used; answers how many seconds it has left.

    Opening any page uses it as well, so no token is asked for: one that is older than the log-in may go on.
    """
    return JsonResponse({"seconds": request.session.go_on()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request):
    """*Continúe donde iba*: what was sent without a session, to be sent once more or thrown away."""
    kept = kept_post(request)
    if kept is None:
        return redirect("service_offer")
    if _needs_second_factor(request):
        check = reverse("accounts:second_factor_check", query={"next": request.path})
        return redirect(check)
    if request.method != "POST":
        return render(request, "accounts/resume.html", {"kept": kept})
    forget_kept_post(request)
    return redirect("service_offer") if "discard" in request.POST else _sent_on(kept)


def _needs_second_factor(request) -> bool:
    """The pages of the staff would answer by asking for it, and lose what was sent."""
    return request.user.is_staff and not is_verified(request.user)


def _sent_on(kept: KeptPost) -> HttpResponse:
    """With 307 the browser sends the same fields, of this page's form, to where they were going."""
    return HttpResponseRedirect(kept.path, preserve_request=True)
