from django.contrib import admin

from accounts.models import Message
from ground.audit.admin import AuditedAdmin, ReadOnlyAdmin
from ground.audit.retrying import RetryAdmin


@admin.register(Message)
class MessageAdmin(RetryAdmin, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """Mails about accounts that are owed or were sent; the ones that stopped can be tried again."""

    noun = "correo(s)"
    list_display = ["kind", "recipient", "created_at", "done_at", "parked_at", "attempts", "last_error"]
    list_filter = [
        "kind",
        ("parked_at", admin.EmptyFieldListFilter),
        ("done_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["recipient", "user__username"]
    ordering = ["-created_at"]
    exclude = ["details"]
