"""The offices and the paragraphs of letters in the hands of people. Cases have desks of their own."""

from django.contrib import admin
from django.http import HttpRequest

from expedientes.models import Dependencia, ModelParagraph
from ground.audit.admin import AuditedChanges
from ground.folded import folded


@admin.register(Dependencia)
class DependenciaAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["name", "code", "email", "is_first", "is_internal_control", "is_active"]
    search_fields = ["code", *folded("name")]

    def has_delete_permission(self, request: HttpRequest, obj: Dependencia | None = None) -> bool:
        """Cases went through it: it is put out of use instead."""
        return False


@admin.register(ModelParagraph)
class ModelParagraphAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "is_active"]
    list_filter = ["is_active"]
    search_fields = folded("title", "text")
