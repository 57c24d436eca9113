from django.contrib import admin

from communications.models import NewsItem, ServiceNotice
from ground.audit.admin import AuditedChanges
from ground.folded import folded


@admin.register(NewsItem)
class NewsItemAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "published_at", "expires_at"]
    list_filter = ["published_at"]
    search_fields = folded("title", "summary", "body")
    prepopulated_fields = {"slug": ["title"]}
    date_hierarchy = "published_at"

    def view_on_site(self, item: NewsItem) -> str:
        """Its public page, by its own address."""
        return item.get_absolute_url()


@admin.register(ServiceNotice)
class ServiceNoticeAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "severity", "begins_at", "ends_at"]
    list_filter = ["severity"]
    search_fields = folded("title", "text")
