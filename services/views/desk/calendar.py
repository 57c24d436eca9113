"""The calendar of each laboratory, month by month: its capacity, what is booked and what is shut."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.doors import UserRequest
from ground.webforms.pages import as_number
from legal_calendar.days import months_after
from legal_calendar.stored import current_calendar
from services.agenda import month_known
from services.models import Laboratory, ServiceRequest
from services.statistics.scope import month_name
from services.views.desk.cases import desk

# How far the pages go, from this month.
MONTHS = 24


@desk
@require_safe
def calendar(request: UserRequest) -> HttpResponse:
    """To who measures, those of their own laboratories; to who has to do with money alone, none."""
    if not ServiceRequest.desk.sees_courses(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    laboratories = list(_reached_by(request))
    chosen = _chosen(laboratories, request.GET.get("laboratorio", ""))
    month = _month(request.GET.get("mes", ""), today)
    days = month_known(chosen, month, current_calendar()) if chosen else []
    context = {
        "desk": ServiceRequest.desk,
        "laboratories": laboratories,
        "chosen": chosen,
        "month": month_name(month),
        "before": f"{months_after(month, -1):%Y-%m}",
        "after": f"{months_after(month, 1):%Y-%m}",
        "days": days,
        "free": sum(day.free for day in days or () if day.date >= today),
        "today": today,
    }
    return render(request, "services/desk/calendar.html", context)


def _reached_by(request: UserRequest):
    found = Laboratory.objects.filter(is_active=True).prefetch_related("closures").order_by("name")
    return found if ServiceRequest.desk.sees_all(request.user) else found.of(request.user)


def _chosen(laboratories: list[Laboratory], typed: str) -> Laboratory | None:
    if not typed:
        return next(iter(laboratories), None)
    found = next((each for each in laboratories if each.pk == as_number(typed)), None)
    if found is None:
        raise Http404
    return found


def _month(typed: str, today: date) -> date:
    """That of the address, within what the pages reach; this one where it says none."""
    first = today.replace(day=1)
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return first
    return min(max(month, months_after(first, -MONTHS)), months_after(first, MONTHS))
