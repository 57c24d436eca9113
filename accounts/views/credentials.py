"""What an account is entered with: changed in *Mi cuenta*, verified and recovered (4.3) by mailed links.

A link's token goes into the session and out of the address, so it is in no Referer and no bookmark.
Opening uses nothing up: a page with a button follows, because programs that look at mails for their
readers open links as well.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import credentials, links
from accounts.doors import Obstacle, obstacle, own_address
from accounts.forms.credentials import EmailChangeForm, NewPasswordForm, PasswordChangeForm, RecoveryForm
from accounts.models import Profile, Session, User
from accounts.registering.drafts import is_registered_here
from accounts.sessions import browser_in_words, end_other_sessions, end_session, open_sessions
from accounts.views.login import let_in
from ground.doors.reading import indexed_form
from ground.doors.throttling import Throttle
from ground.webforms.pages import form_page

FIRST, NEW, RECOVER = "verify_email", "verify_new_email", "recover"
_NEXT = "page_after_confirming"

email_changes = Throttle("email-changes", limit=5)


# --- In *Mi cuenta* -------------------------------------------------------------------------------------
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
    credentials.ask_new_email(email=form.cleaned_data["new_email"], request=request)
    messages.success(
        request,
        "Enviamos un enlace al correo nuevo. El cambio se hace cuando lo abra y lo confirme; "
        "mientras tanto sigue vigente el correo anterior.",
    )
    return redirect("accounts:email")


@require_POST
def forget_email(request):
    credentials.forget_new_email(request=request)
    messages.success(request, "El cambio de correo quedó sin efecto.")
    return redirect("accounts:email")


@require_http_methods(["GET", "HEAD", "POST"])
def password(request):
    form = PasswordChangeForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return form_page(request, "accounts/account/password.html", form)
    credentials.change_password(password=form.cleaned_data["new_password"], request=request)
    messages.success(request, "Su contraseña quedó cambiada. Las demás sesiones que tenía abiertas se cerraron.")
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


# --- By a mailed link -----------------------------------------------------------------------------------
def _open_link(purpose: str, next_page: str):
    """The view of a link's address; `next_page` is the URL name of the page with the button."""

    @login_not_required
    @never_cache
    @require_safe
    def view(request, uid, token):
        if links.resolve(purpose, uid, token) is None:
            return _dead_link(request, purpose)
        request.session[_key(purpose)] = [uid, token]
        if going_to := own_address(request, request.GET.get("next", "")):
            request.session[_NEXT] = going_to
        return redirect(next_page)

    return view


verify_email = _open_link(FIRST, "accounts:confirm_email")
verify_new_email = _open_link(NEW, "accounts:confirm_new_email")
recover_open = _open_link(RECOVER, "accounts:new_password")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request):
    """The button that confirms a registration, or its address, and lets its owner in. In a browser in which it was not
    registered they write a password: somebody else may have registered this address, with one that they know."""
    user = _opened(request, FIRST)
    if user is None:
        return _dead_link(request, FIRST)
    is_elsewhere = user.awaits_confirmation and not is_registered_here(request, user)
    form = NewPasswordForm(request.POST or None, user=user) if is_elsewhere else None
    if request.method != "POST" or (form and not form.is_valid()):
        profile = Profile.objects.filter(user=user).first()
        context = {"account": user, "profile": profile, "form": form, "forms": [form] if form else []}
        status = 422 if form and form.is_bound else 200
        return render(request, "accounts/confirm_email.html", context, status=status)
    try:
        if form:
            password = form.cleaned_data["new_password"]
            credentials.confirm_registration(user, password=password, request=request)
        else:
            credentials.verify_email(user, request=request)
    except credentials.OvertakenError:
        return _dead_link(request, FIRST)
    going_to = request.session.pop(_NEXT, "")
    _close_link(request, FIRST)
    messages.success(request, _("Su correo electrónico quedó verificado."))
    if request.user.is_authenticated:
        return redirect("service_offer")
    if user.is_staff:  # with their password and their second factor
        return redirect("accounts:login")
    waits_for_company = obstacle(user) == Obstacle.COMPANY_PENDING
    first_page = reverse("accounts:company" if waits_for_company else "service_offer")
    return let_in(request, user, lambda: first_page if waits_for_company else going_to or first_page)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_new_email(request):
    """The button that puts a new address in the place of the former one."""
    user = _opened(request, NEW)
    if user is None:
        return _dead_link(request, NEW)
    if request.method != "POST":
        context = {"account": user, "address": user.new_email, "former": user.email}
        return render(request, "accounts/confirm_new_email.html", context)
    try:
        credentials.adopt_new_email(user, request=request)
    except credentials.TakenError:
        return render(request, "accounts/email_taken.html", {"address": user.new_email}, status=409)
    except User.DoesNotExist:
        return _dead_link(request, NEW)
    _close_link(request, NEW)
    messages.success(request, "El correo nuevo quedó verificado y reemplazó al anterior.")
    return redirect("service_offer" if request.user.is_authenticated else "accounts:login")


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
        credentials.owe_link(user)
        messages.success(request, f"Enviamos un nuevo enlace a {user.email}.")
    return redirect(own_address(request, request.POST.get("next", "")) or "service_offer")


@indexed_form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request):
    """Asks for the user name or the e-mail; whatever it is, the answer is the same page."""
    form = RecoveryForm(request.POST or None)
    if not form.is_valid():
        return form_page(request, "accounts/recover.html", form)
    credentials.ask_recovery(identifier=form.cleaned_data["identifier"], request=request)
    return redirect("accounts:recover_asked")


@login_not_required
@require_safe
def recover_asked(request):
    return render(request, "accounts/recover_asked.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request):
    """The new password of whoever opened a link; the link dies with it."""
    user = _opened(request, RECOVER)
    if user is None:
        return _dead_link(request, RECOVER)
    form = NewPasswordForm(request.POST or None, user=user)
    if not form.is_valid():
        return form_page(request, "accounts/new_password.html", form, account=user)
    _close_link(request, RECOVER)
    try:
        credentials.set_password(user=user, password=form.cleaned_data["new_password"], request=request)
    except credentials.OvertakenError:
        return _dead_link(request, RECOVER)
    messages.success(request, _("Su contraseña quedó cambiada. Ingrese con la nueva."))
    return redirect("accounts:login")


def _opened(request, purpose: str):
    """The row of the link that this browser opened, if the link is still good; otherwise None."""
    return links.resolve(purpose, *request.session.get(_key(purpose), ["", ""]))


def _close_link(request, purpose: str) -> None:
    request.session.pop(_key(purpose), None)


def _dead_link(request, purpose: str):
    """Says that a link does not work any more, and how to get another."""
    context = {"is_recovery": purpose == RECOVER}
    return render(request, "accounts/dead_link.html", context, status=404)


def _key(purpose: str) -> str:
    return f"opened_link_{purpose}"
