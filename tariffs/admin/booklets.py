"""The PDF of each edition: made by a worker, and tried again when that stopped."""

from django.contrib import admin

from ground.audit.admin import ReadOnlyAdmin, RetryAdmin
from tariffs.models import Booklet


@admin.register(Booklet)
class BookletAdmin(RetryAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    noun = "PDF"
    list_display = ["edition", "done_at", "parked_at", "attempts", "last_error"]
    list_filter = [("parked_at", admin.EmptyFieldListFilter), ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["edition__resolution"]
    search_fields = ["edition__resolution__number"]
    ordering = ["-pk"]
    exclude = ["pdf"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf")
