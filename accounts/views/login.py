"""Getting in and out; sessions that are about to end, and what was sent after they had."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.contrib.auth.views import LogoutView as DjangoLogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts import sessions
from accounts.attempts import account_must_wait, address_must_wait, count_failure
from accounts.doors import has_all_factors, second_factor_url
from accounts.ended_sessions import forget_kept_post, forget_owner, kept_post, remember_owner
from accounts.forms.credentials import IDENTIFIER_LENGTH, LoginForm
from accounts.models import User
from ground.doors.origins import judged_by_origin
from ground.doors.reading import indexed_form
from ground.doors.throttling import HOUR_SECONDS


@method_decorator([judged_by_origin, indexed_form], name="dispatch")
class LoginView(DjangoLoginView):
    authentication_form = LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {**context, "forms": [context["form"]]}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if seconds := address_must_wait(request):
            return locked_out(request, wait=seconds, why="address")
        if seconds := account_must_wait(request):
            return locked_out(request, wait=seconds, why="account")
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        count_failure(self.request)
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        return let_in(self.request, form.get_user(), self.get_success_url)

    def get_redirect_url(self) -> str:  # type: ignore[override]  # the stubs are of Django 6
        """`next`, unless it would lead back to this page."""
        address = super().get_redirect_url()
        return "" if urlsplit(address).path == self.request.path else address

    def get_default_redirect_url(self) -> str:
        """The staff's is where their work waits."""
        is_staff = self.request.user.is_staff
        return reverse("staff_home") if is_staff else super().get_default_redirect_url()

    def get_success_url(self) -> str:
        """What was sent without a session comes first; of the staff, what shows the second factor."""
        destination = reverse("accounts:resume") if kept_post(self.request) else super().get_success_url()
        return destination if has_all_factors(self.request.user) else second_factor_url(destination)


def asked_again(request: HttpRequest) -> HttpResponse:
    """The log-in page with what was typed but for the password, and with its token: for whoever sent the form of
    another page by a browser that does not say so."""
    again = _("Su navegador no dice desde qué página envió el formulario: escriba su contraseña otra vez.")
    messages.info(request, again)
    form = LoginForm(request, initial={"username": request.POST.get("username", "")[:IDENTIFIER_LENGTH]})
    context = {"form": form, "forms": [form], "next": request.POST.get("next", "")}
    return render(request, LoginView.template_name, context, status=403)


@method_decorator(login_not_required, name="dispatch")
class LogoutView(DjangoLogoutView):
    """Ends the session, by POST only; whoever has none simply lands on the home page. Nothing of whoever leaves stays
    in the browser."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        forget_owner(response)
        return response


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
    # The pages of the staff would answer by asking for the second factor, and lose what was sent.
    if not has_all_factors(request.user):
        return redirect(second_factor_url(request.path))
    if request.method != "POST":
        return render(request, "accounts/resume.html", {"kept": kept})
    forget_kept_post(request)
    if "discard" in request.POST:
        return redirect("service_offer")
    # With 307 the browser sends the same fields, of this page's form, to where they were going.
    return HttpResponseRedirect(kept.path, preserve_request=True)


def let_in(request: HttpRequest, user: User, destination: Callable[[], str]) -> HttpResponse:
    """Begin the user's session, and go to where it leads once it has begun."""
    login(request, user, settings.AUTHENTICATION_BACKENDS[-1])
    sessions.begin(request, user)
    response = redirect(destination())
    remember_owner(response, user)
    return response


def locked_out(request: HttpRequest, response=None, credentials=None, *, wait=0, why="these") -> HttpResponse:
    """The answer after too many failures: of `these` data from one address, which django-axes counts, from an
    `address`, or of an `account`; the same for accounts that do not exist."""
    seconds = wait or round(settings.AXES_COOLOFF_TIME * HOUR_SECONDS)
    context = {"wait_minutes": max(round(seconds / 60), 1), "why": why}
    page = render(request, "accounts/locked_out.html", context, status=429)
    page["Retry-After"] = str(seconds)
    return page
