"""The resolutions: begun with a draft, and put right only until something of them is published."""

from django.contrib import admin

from ground.audit.admin import ReadOnlyAdmin
from tariffs.admin.frozen import DraftsOnly
from tariffs.models import Edition, Resolution


@admin.register(Resolution)
class ResolutionAdmin(DraftsOnly, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["number", "issued_on", "title"]
    search_fields = ["number", "title"]
    fields = ["number", "issued_on", "title"]

    def has_change_permission(self, request, obj=None) -> bool:
        may = request.user.has_perm("tariffs.change_resolution")
        return may and not (obj and Edition.objects.published().filter(resolution=obj).exists())
