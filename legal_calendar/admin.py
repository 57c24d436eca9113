"""Holidays and suspensions, in the hands of people: what changes here moves the terms that are running."""

from django.contrib import admin, messages

from ground.audit.admin import AuditedChanges
from legal_calendar.models import Festivo, Suspension
from legal_calendar.signals import announce


class CalendarAdmin(AuditedChanges, admin.ModelAdmin):
    """Every change is announced to whoever counts days."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.has_changed():
            self._announce(request)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._announce(request)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self._announce(request)

    def _announce(self, request) -> None:
        announce()
        messages.info(request, "Los términos en curso se están recalculando.")


@admin.register(Festivo)
class FestivoAdmin(CalendarAdmin):
    list_display = ["date", "name", "norm"]
    search_fields = ["name", "norm"]
    date_hierarchy = "date"


@admin.register(Suspension)
class SuspensionAdmin(CalendarAdmin):
    list_display = ["norm", "starts_on", "ends_on", "reason"]
    search_fields = ["norm", "reason"]
