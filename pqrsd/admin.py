"""The law of terms in the hands of people. Petitions have a desk of their own."""

from functools import partial

from django.contrib import admin, messages
from django.db import transaction

from ground.audit.admin import AuditedChanges
from ground.folded import folded
from ground.work.bell import ring
from legal_calendar.legal_time import long_date
from pqrsd.models import Pqrsd, Termino
from pqrsd.revision import forget_calendar

USED = (
    "Ya hay peticiones con este término y por eso no se puede cambiar ni borrar. Una ley nueva es un término "
    "nuevo: agréguelo con la fecha desde la que rige."
)


@admin.register(Termino)
class TerminoAdmin(AuditedChanges, admin.ModelAdmin):
    """A new law is a new row: one that petitions were dated by stays as it is."""

    list_display = ["kind", "valid_from", "days", "extension_days", "norm", "covers_running"]
    list_filter = ["kind"]
    search_fields = folded("norm")

    def get_fieldsets(self, request, obj=None):
        note = USED if _is_used(obj) else ""
        return [(None, {"fields": self.get_fields(request, obj), "description": note})]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not _is_used(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_used(obj)

    def get_actions(self, request):
        """One by one: each is refused once it is used."""
        return {name: action for name, action in super().get_actions(request).items() if "delete" not in name}

    def save_model(self, request, obj, form, change):
        laws = [obj, *Termino.objects.filter(pk=obj.pk)]  # as it becomes and, if there was one, as it was
        super().save_model(request, obj, form, change)
        if form.has_changed():
            forget_calendar(*laws)
            transaction.on_commit(partial(ring, "pqrsd.tasks.recompute_deadlines", 0))
            since = f"Este término rige para lo que se reciba desde el {long_date(obj.valid_from)}"
            if obj.covers_running:
                rest = " y para lo que entonces esté en curso sin vencer, que se está recalculando."
            else:
                rest = "; lo recibido antes conserva el suyo."
            messages.info(request, since + rest)


def _is_used(row: Termino | None) -> bool:
    return row is not None and Pqrsd.objects.filter(termino=row).exists()
