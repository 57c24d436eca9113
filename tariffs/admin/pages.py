"""What the desk's own pages of an edition begin with."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tariffs.models import Edition


class EditionPages(admin.ModelAdmin):
    def edition_for(self, request: HttpRequest, pk: int) -> Edition:
        """An edition for who may see the desk."""
        edition = get_object_or_404(Edition.objects.select_related("resolution"), pk=pk)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def page(
        self,
        request: HttpRequest,
        template: str,
        edition: Edition | None,
        title: str,
        status: int = 200,
        **context: object,
    ) -> HttpResponse:
        """One of the desk's own pages."""
        shown = {"title": title, "opts": self.opts, "edition": edition}
        return render(
            request, template, self.admin_site.each_context(request) | shown | context, status=status
        )
