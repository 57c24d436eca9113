"""What every page of the desk keeps: only drafts change, a refusal of the database is told as one, and the
history names who did what."""

from functools import wraps

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render

from ground.audit.admin import AuditedChanges
from ground.permanence import RESTRICT_VIOLATION, broken_constraint
from tariffs.history import changes
from tariffs.models import Edition

IS_PUBLISHED = "Esa edición ya está publicada y no se puede modificar. Inicie una corrección."
CHANGES_PER_PAGE = 50
REFUSED = "El cambio no se guardó: otra persona cambió lo mismo. Revise y vuelva a intentarlo."


def told(view):
    """A view that is all or nothing, and says it when the database refuses."""

    @wraps(view)
    def telling(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return view(self, request, *args, **kwargs)
        except IntegrityError as error:
            sentences = {
                constraint.name: str(constraint.violation_error_message)
                for model in apps.get_app_config("tariffs").get_models()
                for constraint in model._meta.constraints
            }
            refusal = sentences.get(broken_constraint(error)) or REFUSED
            if getattr(error.__cause__, "pgcode", None) == RESTRICT_VIOLATION:
                refusal = IS_PUBLISHED
            self.message_user(request, refusal, messages.ERROR)
            return redirect(request.get_full_path())

    return telling


class DraftsOnly(AuditedChanges):
    """Before `ModelAdmin`: rows of a published edition are read, and those of a draft change."""

    edition_field = "edition_id"

    def _is_open(self, request, row) -> bool:
        """Asked once for each edition: a list of what would be deleted has hundreds of its rows."""
        if row is None:
            return True
        known = request.__dict__.setdefault("tariff_drafts", {})
        pk = getattr(row, self.edition_field)
        if pk not in known:
            known[pk] = Edition.objects.drafts().filter(pk=pk).exists()
        return known[pk]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_open(request, obj)

    @told
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    @told
    def delete_view(self, request, *args, **kwargs):
        return super().delete_view(request, *args, **kwargs)

    @told
    def changelist_view(self, request, *args, **kwargs):
        return super().changelist_view(request, *args, **kwargs)


class WithHistory(admin.ModelAdmin):
    """The history page tells old and new values."""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        told = changes(row.pk) if isinstance(row, Edition) else changes(getattr(row, "edition_id", None), of=row)
        context = self.admin_site.each_context(request) | {
            "title": f"Historial: {row}",
            "opts": self.opts,
            "object": row,
            "page": Paginator(told, CHANGES_PER_PAGE).get_page(request.GET.get("p")),
        }
        return render(request, "tariffs/admin/history.html", context)


class ListedForm(forms.ModelForm):
    """A row of a list that is edited in place, told by `known_by`: looked at only when somebody changed it."""

    known_by: str

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {getattr(self.instance, self.known_by)}"

    def _post_clean(self):
        if self.has_changed():
            super()._post_clean()  # type: ignore[misc]  # a seam of Django's that its stubs leave out


class EditionPages(admin.ModelAdmin):
    def edition_for(self, request: HttpRequest, pk: int) -> Edition:
        """An edition for who may see the desk."""
        edition = get_object_or_404(Edition.objects.select_related("resolution"), pk=pk)
        if not self.has_view_permission(request, edition):
            raise PermissionDenied
        return edition

    def page(self, request, template: str, edition: Edition | None, title: str, status: int = 200, **more):
        """One of the desk's own pages."""
        shown = {"title": title, "opts": self.opts, "object": edition, "edition": edition} | more
        return render(request, template, self.admin_site.each_context(request) | shown, status=status)
