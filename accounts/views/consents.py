"""*Mi cuenta*: what its owner has authorised, in the words that were shown."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.consents import give, withdraw, wordings_in_force
from accounts.forms.registration.consents import ConsentForm
from accounts.models import User
from accounts.models.consents import ConsentKind
from ground.webforms.form_page import form_page

# The others are what the account stands on: they end with it.
OPTIONAL_KINDS = (ConsentKind.SENSITIVE_DATA, ConsentKind.ELECTRONIC_NOTICE, ConsentKind.NEWS)

UNTICKED = "Marque la casilla si quiere dar esta autorización."


@require_safe
def consents(request):
    given = request.user.consents.select_related("text")
    current = [consent for consent in given if consent.withdrawn_at is None]
    wordings = wordings_in_force()
    offered = wordings.keys() - {consent.kind for consent in current}
    shown = []
    for consent in current:
        latest = wordings.get(consent.kind)
        is_newer = latest and latest.version.version > consent.text.version
        is_optional = consent.kind in OPTIONAL_KINDS
        shown.append({"row": consent, "is_optional": is_optional, "newer": latest if is_newer else None})
    context = {
        "current": shown,
        "offered": [wordings[kind] for kind in OPTIONAL_KINDS if kind in offered],
        "withdrawn": [consent for consent in given if consent.withdrawn_at],
    }
    return render(request, "accounts/account/consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request, pk):
    """Says what follows from it, and does it by POST."""
    consent = get_object_or_404(request.user.consents.current(), pk=pk, kind__in=OPTIONAL_KINDS)
    if request.method != "POST":
        return render(request, "accounts/account/withdraw_consent.html", {"consent": consent})
    with transaction.atomic():
        _hold(request)
        consent = request.user.consents.current().filter(pk=pk).first()  # or it was withdrawn meanwhile
        if consent:
            withdraw(consent=consent, request=request)
            messages.success(request, "La autorización quedó retirada.")
    return redirect("accounts:consents")


@require_http_methods(["GET", "HEAD", "POST"])
def give_consent(request, kind):
    """One that is optional, given later than the registration."""
    wording = wordings_in_force().get(kind)
    if wording is None or kind not in OPTIONAL_KINDS:
        raise Http404
    form = ConsentForm(request.POST or None, wording=wording, missing=UNTICKED)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "accounts/account/give_consent.html", form, wording=wording)
    with transaction.atomic():
        _hold(request)
        give(user=request.user, wording=wording, request=request)
    messages.success(request, "La autorización quedó registrada.")
    return redirect("accounts:consents")


def _hold(request) -> None:
    """Two clicks at once happen one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
