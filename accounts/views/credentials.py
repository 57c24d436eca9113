"""*Mi cuenta*: what the account is entered with, and where it is open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.browsers import browser_in_words
from accounts.credentials import ask_new_email, change_password, forget_new_email
from accounts.forms.credentials import EmailChangeForm, PasswordChangeForm
from accounts.models import Session
from accounts.sessions import end_other_sessions, end_session, open_sessions
from ground.doors.throttling import Throttle
from ground.webforms.form_page import form_page

email_changes = Throttle("email-changes", limit=5)


@require_http_methods(["GET", "HEAD", "POST"])
def email(request):
    form = EmailChangeForm(request.POST or None, user=request.user)
    template = "accounts/account/email.html"
    if not form.is_valid():
        return form_page(request, template, form)
    key = str(request.user.pk)
    if email_changes.is_exceeded(key):
        form.add_error(None, "Pidió varios cambios de correo en poco tiempo. Espere una hora.")
        return form_page(request, template, form)
    email_changes.count(key)
    ask_new_email(email=form.cleaned_data["new_email"], request=request)
    messages.success(
        request,
        "Enviamos un enlace al correo nuevo. El cambio se hace cuando lo abra y lo confirme; "
        "mientras tanto sigue vigente el correo anterior.",
    )
    return redirect("accounts:email")


@require_POST
def forget_email(request):
    forget_new_email(request=request)
    messages.success(request, "El cambio de correo quedó sin efecto.")
    return redirect("accounts:email")


@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    form = PasswordChangeForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return form_page(request, "accounts/account/password.html", form)
    change_password(password=form.cleaned_data["new_password"], request=request)
    messages.success(
        request, "Su contraseña quedó cambiada. Las demás sesiones que tenía abiertas se cerraron."
    )
    return redirect("accounts:account")


@require_safe
def sessions(request):
    """Where the account is open: browser, address and times, this session first."""
    shown = [
        {
            "row": session,
            "handle": _handle(session),
            "browser": browser_in_words(session.user_agent),
            "is_this": session.session_key == request.session.session_key,
        }
        for session in open_sessions(request.user)
    ]
    shown.sort(key=lambda row: not row["is_this"])
    return render(request, "accounts/account/sessions.html", {"sessions": shown})


@require_POST
def end_one_session(request, handle):
    mine = open_sessions(request.user)
    session = next((row for row in mine if constant_time_compare(_handle(row), handle)), None)
    if session is None or session.session_key == request.session.session_key:
        raise Http404
    end_session(session, request=request)
    messages.success(request, "La sesión quedó cerrada.")
    return redirect("accounts:sessions")


@require_POST
def end_all_other_sessions(request):
    end_other_sessions(request.user, keep=request.session.session_key, request=request)
    messages.success(request, "Las demás sesiones quedaron cerradas.")
    return redirect("accounts:sessions")


def _handle(session: Session) -> str:
    """Names the session on its owner's page: its key itself would let in whoever reads the page."""
    return salted_hmac("accounts.sessions.handle", session.session_key).hexdigest()
