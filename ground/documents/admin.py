"""The staff's view of documents: facts about them, never their content; nothing of those not open to them."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat

from ground.audit.admin import AuditedAdmin, HappenedFilter, ReadOnlyAdmin, column, filter_by
from ground.audit.retrying import RetryAdmin
from ground.documents.models import Document, Scan
from ground.doors.reserve import may_see_reserved, open_rows
from ground.folded import folded

INFECTED_FILTER = filter_by(
    "antivirus",
    "antivirus",
    infectado=("Infectados, en cuarentena", ~Q(infected_with="")),
    pendiente=("Pendientes de análisis", Q(infected_with="", scan__done_at=None, scan__isnull=False)),
)


@admin.register(Document)
class DocumentAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["name", "state", "content_type", "weight", "received_at", "infected_with"]
    list_filter = [INFECTED_FILTER, "content_type"]
    list_select_related = ["scan"]
    search_fields = ["sha256", "sent_sha256", *folded("name")]
    date_hierarchy = "received_at"
    ordering = ["-received_at"]
    fields = ["name", "state", "content_type", "weight", "sha256", "sent_sha256", "received_at", "infected_with"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return Document.objects.open_to(request.user)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        filters = [*super().get_list_filter(request)]
        return [*filters, "is_reserved"] if may_see_reserved(request.user) else filters

    state = column("estado", "state.label")
    weight = column("tamaño", lambda document: filesizeformat(document.size), ordering="size")


@admin.register(Scan)
class ScanAdmin(RetryAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """*Análisis de documentos*: those that are owed; the ones that stopped can be tried again."""

    noun = "análisis"
    list_display = ["document", "state", "attempts", "next_attempt_at", "last_error"]
    list_filter = [("parked_at", HappenedFilter)]
    list_select_related = ["document"]
    search_fields = folded("document__name")
    ordering = ["document__received_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scan]:
        return super().get_queryset(request).filter(open_rows(request.user, "document"), done_at=None)

    state = column("estado", lambda scan: "Detenido: requiere atención" if scan.parked_at else "En cola")
