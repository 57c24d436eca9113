"""The page of the fake bank on which a person chooses what it does: in the demonstration, in place of PSE."""

from functools import partial

from celery import current_app
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fake_bank.models import BANKS, BankTransaction
from fake_bank.scripts import SCRIPTS
from ground.webforms.fields import PortalForm

TELL = "fake_bank.tasks.tell"


class ChoiceForm(PortalForm):
    bank = forms.ChoiceField(
        label=_("Su banco"),
        choices=[(name, name) for name in BANKS],
        widget=forms.Select(attrs={"lang": "es"}),
    )
    script = forms.ChoiceField(
        label=_("Qué hace el banco"),
        choices=[(name, script.label) for name, script in SCRIPTS.items()],
        initial="aprobar",
    )


@login_not_required
@csrf_exempt  # a bank has no session of the portal's
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, key) -> HttpResponse:
    found = get_object_or_404(BankTransaction, key=key)
    form = ChoiceForm(request.POST or None)
    is_over = bool(found.verdict) or timezone.now() > found.expires_at
    if is_over or not form.is_valid():
        context = {"found": found, "is_over": is_over, "form": form}
        return render(request, "fake_bank/pay.html", context, status=422 if form.is_bound and not is_over else 200)
    script = SCRIPTS[form.cleaned_data["script"]]
    with transaction.atomic():
        found.verdict, found.decided_at = script.verdict, timezone.now()
        found.bank, found.script = form.cleaned_data["bank"], form.cleaned_data["script"]
        found.save()
        for place, telling in enumerate(script.events):
            told = partial(current_app.send_task, TELL, (str(found.key), place), countdown=telling.after)
            transaction.on_commit(told)
    if script.returns:
        return redirect(found.way_back)
    return render(request, "fake_bank/pay.html", {"found": found, "is_over": True, "form": form})
