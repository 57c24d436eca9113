"""The laboratories, and who works in each: whose cases somebody of the staff finds."""

from django.contrib import admin
from django.db.models import ManyToManyField
from django.http import HttpRequest

from accounts.models import User
from ground.audit.admin import AuditedChanges
from ground.folded import folded
from services.models import Laboratory


@admin.register(Laboratory)
class LaboratoryAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["name", "stations", "paper_days", "is_active"]
    search_fields = folded("name")
    filter_horizontal = ["members"]

    def has_delete_permission(self, request: HttpRequest, obj: Laboratory | None = None) -> bool:
        """What it rendered stays its own; one that closes is not in use."""
        return False

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[User, User]", request: HttpRequest, **options: object
    ):
        """Of the staff alone."""
        options["queryset"] = User.objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_manytomany(db_field, request, **options)
