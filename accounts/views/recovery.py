"""*Recuperar Contraseña* (4.3)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.recovery import NewPasswordForm, RecoveryForm
from accounts.recovery import OvertakenError, ask, set_password
from accounts.views.opened_links import close_link, dead_link, open_link, opened
from ground.webforms.form_page import form_page

PURPOSE = "recover"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request):
    """Asks for the user name or the e-mail; whatever it is, the answer is the same page."""
    form = RecoveryForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "accounts/recover.html", form)
    ask(identifier=form.cleaned_data["identifier"], request=request)
    return redirect("accounts:recover_asked")


@login_not_required
@require_safe
def recover_asked(request):
    return render(request, "accounts/recover_asked.html")


recover_open = open_link(PURPOSE, "accounts:new_password")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request):
    """The new password of whoever opened a link; the link dies with it."""
    user = opened(request, PURPOSE)
    if user is None:
        return dead_link(request, PURPOSE)
    form = NewPasswordForm(request.POST or None, user=user)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "accounts/new_password.html", form, account=user)
    close_link(request, PURPOSE)
    try:
        set_password(user=user, password=form.cleaned_data["new_password"], request=request)
    except OvertakenError:
        return dead_link(request, PURPOSE)
    messages.success(request, "Su contraseña quedó cambiada. Ingrese con la nueva.")
    return redirect("accounts:login")
