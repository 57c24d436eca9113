"""What registration is measured and placed with."""

from django.contrib import admin

from accounts.models import Municipality, TaxValueUnit
from ground.audit.admin import AuditedChanges


@admin.register(Municipality)
class MunicipalityAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["code", "name", "department_name"]
    search_fields = ["code", "name", "department_name"]


@admin.register(TaxValueUnit)
class TaxValueUnitAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["year", "pesos", "norm"]
