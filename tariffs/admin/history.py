"""The history of a row, or of a whole edition, by person and date."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from tariffs.history import changes
from tariffs.models import Edition

PER_PAGE = 50


class WithHistory(admin.ModelAdmin):
    """The history page tells old and new values."""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        told = changes(row.pk) if isinstance(row, Edition) else changes(row.edition_id, of=row)
        context = self.admin_site.each_context(request) | {
            "title": f"Historial: {row}",
            "opts": self.opts,
            "row": row,
            "page": Paginator(told, PER_PAGE).get_page(request.GET.get("p")),
        }
        return render(request, "tariffs/admin/history.html", context)
