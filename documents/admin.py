"""The staff's view of documents: facts about them, never their content."""

from functools import partial

from django.contrib import admin, messages
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from audit.admin import AuditedAdmin, ReadOnlyAdmin
from audit.models import Action
from audit.trail import record
from documents.models import Document, Scan
from documents.tasks import scan_document
from work.bell import ring


class InfectedFilter(admin.SimpleListFilter):
    title = "antivirus"
    parameter_name = "antivirus"

    def lookups(self, request, model_admin):
        return [("infectado", "Infectados, en cuarentena"), ("pendiente", "Pendientes de análisis")]

    def queryset(self, request, queryset):
        if self.value() == "infectado":
            return queryset.exclude(infected_with="")
        if self.value() == "pendiente":
            return queryset.filter(infected_with="", scan__done_at=None, scan__isnull=False)
        return queryset


@admin.register(Document)
class DocumentAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["name", "state", "content_type", "weight", "received_at", "infected_with"]
    list_filter = [InfectedFilter, "content_type"]
    list_select_related = ["scan"]
    search_fields = ["name", "sha256"]
    date_hierarchy = "received_at"
    ordering = ["-received_at"]
    fields = ["name", "state", "content_type", "weight", "sha256", "received_at", "infected_with"]

    @admin.display(description="estado")
    def state(self, document: Document) -> str:
        return document.state.label

    @admin.display(description="tamaño", ordering="size")
    def weight(self, document: Document) -> str:
        return filesizeformat(document.size)


@admin.register(Scan)
class ScanAdmin(ReadOnlyAdmin, admin.ModelAdmin):
    """*Análisis de documentos*: those that are owed; the ones that stopped can be tried again."""

    list_display = ["document", "state", "attempts", "next_attempt_at", "last_error"]
    list_filter = [("parked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["document"]
    search_fields = ["document__name"]
    ordering = ["document__received_at"]
    actions = ["retry"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(done_at=None)

    @admin.display(description="estado")
    def state(self, scan: Scan) -> str:
        return "Detenido: requiere atención" if scan.parked_at else "En cola"

    def has_retry_permission(self, request) -> bool:
        return request.user.has_perm("documents.retry_scan")

    @admin.action(description="Reintentar los análisis elegidos", permissions=["retry"])
    def retry(self, request, queryset):
        retried = sum(_retry(request, scan) for scan in queryset)
        self.message_user(request, f"Se ordenó reintentar {retried} análisis.", messages.SUCCESS)
        if rest := len(queryset) - retried:
            reason = f"{rest} no se reintentaron: ya terminaron o están en proceso."
            self.message_user(request, reason, messages.WARNING)


@transaction.atomic
def _retry(request, scan: Scan) -> bool:
    is_retried = scan.retry()
    if is_retried:
        record(Action.CHANGED, request=request, subject=scan, what="retried")
        transaction.on_commit(partial(ring, scan_document, scan.pk))
    return is_retried
