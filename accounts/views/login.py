from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView as DjangoLoginView
from django.contrib.auth.views import LogoutView as DjangoLogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator

from accounts.ended_sessions import kept_post, remember_owner
from accounts.forms.login import LoginForm


class LoginView(DjangoLoginView):
    authentication_form = LoginForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {**context, "forms": [context["form"]]}

    def form_valid(self, form: LoginForm) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.begin(self.request, form.get_user())
        remember_owner(response, form.get_user())
        return response

    def get_success_url(self) -> str:
        """What was sent without a session comes first."""
        return reverse("accounts:resume") if kept_post(self.request) else super().get_success_url()


@method_decorator(login_not_required, name="dispatch")
class LogoutView(DjangoLogoutView):
    """Ends the session, by POST only; whoever has none simply lands on the home page."""


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict | None) -> HttpResponse:
    """What django-axes answers after too many failures, the same for accounts that do not exist."""
    wait_minutes = round(settings.AXES_COOLOFF_TIME * 60)
    page = render(request, "accounts/locked_out.html", {"wait_minutes": wait_minutes}, status=429)
    page["Retry-After"] = str(wait_minutes * 60)
    return page
