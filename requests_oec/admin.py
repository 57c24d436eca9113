"""Opening, closing and replacing the legal basis of the service; the requests, to read."""

from django.contrib import admin

from accounts.admin.numbers import FoundByNumber
from ground.audit.admin import AuditedAdmin, AuditedChanges, HappenedFilter, ReadOnlyAdmin
from ground.doors.reserve import open_rows
from ground.folded import folded
from requests_oec.models import EconomicSector, LegalBasis, OecRequest


class EconomicSectorInline(admin.StackedInline):
    model = EconomicSector
    extra = 0

    def has_delete_permission(self, request, obj=None) -> bool:
        """Numerals that a request was filed under stay."""
        return obj is None or not obj.requests.filed().exists()


@admin.register(LegalBasis)
class LegalBasisAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["norm", "article", "valid_from", "valid_to"]
    inlines = [EconomicSectorInline]

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(OecRequest)
class OecRequestAdmin(FoundByNumber, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """Drafts and filed requests. A filed one is annulled from its radicado."""

    list_display = ["__str__", "radicado", "accreditation_code", "created_at", "saved_at"]
    list_filter = ["legal_basis", ("radicado", HappenedFilter)]
    search_fields = [
        "radicado__number", "company__nit", "accreditation_code", *folded("company__legal_name"),
    ]  # fmt: skip
    list_select_related = ["legal_basis", "company", "applicant", "radicado"]
    exclude = ["typed"]

    def get_queryset(self, request):
        requests = super().get_queryset(request).filter(open_rows(request.user, "radicado"))
        return requests.defer("radicado__snapshot")
