from django.contrib import admin

from ground.audit.admin import AuditedChanges
from ground.folded import folded
from ground.synonyms.models import Synonym


@admin.register(Synonym)
class SynonymAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["said", "means"]
    search_fields = folded("said", "means")
