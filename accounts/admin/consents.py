"""The proofs of what people agreed to, and the texts that they agree to."""

from django.contrib import admin

from accounts.models import Consent, ConsentText
from ground.audit.admin import AuditedAdmin, AuditedChanges, ReadOnlyAdmin, column


@admin.register(Consent)
class ConsentAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["user", "kind", "version", "given_at", "withdrawn_at"]
    list_filter = ["kind", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "text"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "user__email", "sha256"]
    date_hierarchy = "given_at"

    version = column("versión", "text.version", ordering="text__version")


@admin.register(ConsentText)
class ConsentTextAdmin(AuditedChanges, admin.ModelAdmin):
    """A version that somebody accepted stays as they saw it: what changes is a next version."""

    list_display = ["kind", "version", "valid_from", "label"]
    list_filter = ["kind"]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and _is_unused(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and _is_unused(obj)


def _is_unused(text: ConsentText | None) -> bool:
    return text is None or not text.consents.exists()
