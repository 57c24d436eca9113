"""Holidays and suspensions, in the hands of people: what changes here moves the terms that are running."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from ground.audit.admin import AuditedChanges
from ground.folded import folded
from legal_calendar.models import Festivo, Suspension
from legal_calendar.signals import announce


class CalendarAdmin(AuditedChanges, admin.ModelAdmin):
    """Every change is announced to whoever counts days."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.has_changed():
            self._announce(request)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        self._announce(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        super().delete_queryset(request, queryset)
        self._announce(request)

    def _announce(self, request: HttpRequest) -> None:
        announce()
        messages.info(request, "Los términos en curso se están recalculando.")


@admin.register(Festivo)
class FestivoAdmin(CalendarAdmin):
    list_display = ["date", "name", "norm"]
    search_fields = folded("name", "norm")
    date_hierarchy = "date"


@admin.register(Suspension)
class SuspensionAdmin(CalendarAdmin):
    list_display = ["norm", "starts_on", "ends_on", "reason"]
    search_fields = folded("norm", "reason")
