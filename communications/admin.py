from django.contrib import admin

from audit.admin import AuditedChanges
from communications.models import NewsItem


@admin.register(NewsItem)
class NewsItemAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "published_at", "expires_at"]
    list_filter = ["published_at"]
    search_fields = ["title", "summary", "body"]
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"
