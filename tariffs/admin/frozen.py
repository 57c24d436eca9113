"""What every page of the desk keeps: only drafts change, and a refusal of the database is told as one."""

from functools import wraps

from django.apps import apps
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect

from ground.audit.admin import AuditedChanges
from ground.permanence import RESTRICT_VIOLATION, broken_constraint
from tariffs.models import Edition

IS_PUBLISHED = "Esa edición ya está publicada y no se puede modificar. Inicie una corrección."
REFUSED = "El cambio no se guardó: otra persona cambió lo mismo. Revise y vuelva a intentarlo."


def refusal(error: IntegrityError) -> str:
    """Why the database refused, as far as people need to know."""
    if getattr(error.__cause__, "pgcode", None) == RESTRICT_VIOLATION:
        return IS_PUBLISHED
    sentences = {
        constraint.name: constraint.violation_error_message
        for model in apps.get_app_config("tariffs").get_models()
        for constraint in model._meta.constraints
    }
    return str(sentences.get(broken_constraint(error)) or REFUSED)


def told(view):
    """A view that is all or nothing, and says it when the database refuses."""

    @wraps(view)
    def telling(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return view(self, request, *args, **kwargs)
        except IntegrityError as error:
            self.message_user(request, refusal(error), messages.ERROR)
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
