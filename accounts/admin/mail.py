from functools import partial

from django.contrib import admin, messages
from django.db import transaction

from accounts.models import Message
from accounts.tasks import send_message
from audit.admin import AuditedAdmin, ReadOnlyAdmin
from audit.models import Action
from audit.trail import record
from work.bell import ring


@admin.register(Message)
class MessageAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """Mails about accounts that are owed or were sent; the ones that stopped can be tried again."""

    list_display = ["kind", "recipient", "created_at", "done_at", "parked_at", "attempts", "last_error"]
    list_filter = [
        "kind",
        ("parked_at", admin.EmptyFieldListFilter),
        ("done_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["recipient", "user__username"]
    ordering = ["-created_at"]
    exclude = ["details"]
    actions = ["retry"]

    def has_retry_permission(self, request) -> bool:
        return request.user.has_perm("accounts.retry_message")

    @admin.action(description="Reintentar los correos elegidos", permissions=["retry"])
    def retry(self, request, queryset):
        retried = sum(_retry(request, message) for message in queryset)
        self.message_user(request, f"Se ordenó reintentar {retried} correo(s).", messages.SUCCESS)
        if rest := len(queryset) - retried:
            reason = f"{rest} correo(s) no se reintentaron: ya salieron o están en proceso."
            self.message_user(request, reason, messages.WARNING)


@transaction.atomic
def _retry(request, message: Message) -> bool:
    is_retried = message.retry()
    if is_retried:
        record(Action.CHANGED, request=request, subject=message, what="retried")
        transaction.on_commit(partial(ring, send_message, message.pk))
    return is_retried
