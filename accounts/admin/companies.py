from django.contrib import admin

from accounts.models import Company, LegalRepresentative
from ground.audit.admin import AuditedAdmin


class LegalRepresentativeInline(admin.StackedInline):
    model = LegalRepresentative
    extra = 0


@admin.register(Company)
class CompanyAdmin(AuditedAdmin, admin.ModelAdmin):
    list_display = ["legal_name", "formatted_nit", "municipality", "email", "size"]
    list_select_related = ["municipality"]
    list_filter = ["size", "entity_kind"]
    search_fields = ["legal_name", "nit", "foreign_tax_id"]
    autocomplete_fields = ["municipality"]
    inlines = [LegalRepresentativeInline]

    @admin.display(description="NIT", ordering="nit")
    def formatted_nit(self, company: Company) -> str:
        return company.formatted_nit
