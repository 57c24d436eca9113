"""*Mis instrumentos*: what a customer has here, when each is due, and its history; and the calendar of all."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import UserRequest, obstacle
from ground.audit.models import Action, record
from ground.webforms.pages import Pressed
from legal_calendar.ics import CONTENT_TYPE, calendar_file
from services.forms.park import InstrumentForm, RecallDaysForm
from services.models import Instrument, Park
from services.models.park import secret
from services.park import events, park_of

ONE_HOUR = 3600


def _own_park(request: UserRequest) -> Park:
    """404 for whoever may file nothing."""
    if obstacle(request.user):
        raise Http404
    return park_of(request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def instruments(request: UserRequest) -> HttpResponse:
    """All of them; when their owner is told, and the address of their calendar, which can be changed."""
    park, action = _own_park(request), Pressed.of(request, "days")
    form = RecallDaysForm(request.POST if request.method == "POST" and action.verb == "days" else None, park=park)
    if request.method == "POST" and action.verb == "address":
        park.token = secret()
        return _saved(request, park, "token", _("El calendario tiene otra dirección; la anterior ya no sirve."))
    if form.is_bound and form.is_valid():
        park.recall_days = form.cleaned_data["days"]
        return _saved(request, park, "recall_days", _("Los avisos quedaron como dijo."))
    context: dict[str, Any] = {
        "rows": park.instruments.all(),
        "today": timezone.localdate(),
        "form": form,
        "forms": [form],
        "park": park,
        "calendar_url": settings.PORTAL_BASE_URL + reverse("services:instruments_calendar", args=[park.token]),
    }
    return render(request, "services/instruments.html", context, status=422 if form.errors else 200)


def _saved(request: UserRequest, park: Park, field: str, told: str) -> HttpResponse:
    park.save(update_fields=[field])
    record(Action.CHANGED, request=request, subject=park, what=f"services_park_{field}")
    messages.success(request, told)
    return redirect("services:instruments")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def instrument(request: UserRequest, pk: int) -> HttpResponse:
    """One: what is said of it, and the requests in which it was."""
    found = get_object_or_404(Instrument.objects.select_related("park"), park=_own_park(request), pk=pk)
    action = Pressed.of(request, "save")
    if request.method == "POST" and action.verb in {"archive", "restore"}:
        found.is_archived = action.verb == "archive"
        told = _("El instrumento quedó archivado.") if found.is_archived else _("El instrumento está otra vez en uso.")
        return _kept(request, found, told)
    form = InstrumentForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        return _kept(request, form.instance, _("El instrumento quedó como lo escribió."))
    items = found.items.select_related("request__radicado").defer("request__radicado__snapshot").order_by("-pk")
    context = {"instrument": found, "form": form, "forms": [form], "items": items}
    return render(request, "services/instrument.html", context, status=422 if form.errors else 200)


def _kept(request: UserRequest, instrument: Instrument, told: str) -> HttpResponse:
    instrument.save()
    record(Action.CHANGED, request=request, subject=instrument, what="services_instrument")
    messages.success(request, told)
    return redirect("services:instruments")


@login_not_required
@cache_control(private=True, max_age=ONE_HOUR)
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What any calendar program subscribes to: who has the address reads it; 404 once it was changed."""
    park = get_object_or_404(Park, token=token)
    return HttpResponse(calendar_file(*events(park), made_at=timezone.now()), content_type=CONTENT_TYPE)
