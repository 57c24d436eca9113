"""The laboratories, with who works in each, whose cases somebody of the staff finds; and the editions of courses."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from ground.audit.admin import AuditedChanges, column
from ground.folded import folded
from services.filing import sections_of
from services.kinds import Service
from services.models import CourseEdition, CourseSession, Laboratory
from tariffs.models import Edition


@admin.register(Laboratory)
class LaboratoryAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["name", "stations", "paper_days", "is_active"]
    search_fields = folded("name")
    filter_horizontal = ["members"]

    def has_delete_permission(self, request: HttpRequest, obj: Laboratory | None = None) -> bool:
        """What it rendered stays its own; one that closes is not in use."""
        return False

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[User, User]", request: HttpRequest, **options: object
    ):
        """Of the staff alone."""
        options["queryset"] = User.objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_manytomany(db_field, request, **options)


class CourseEditionForm(forms.ModelForm):
    """The rate is one of a course that has a price today, and no more seats are taken than there are."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip().upper()
        edition = Edition.objects.in_force(timezone.localdate())
        if edition is None or not sections_of(Service.TRAINING, edition).filter(code=code, text_price="").exists():
            raise forms.ValidationError("La tarifa vigente no tiene un curso con ese código.")
        return code

    def clean_seats(self) -> int:
        seats = int(self.cleaned_data["seats"])
        if seats < (taken := self.instance.seats_asked.held().count() if self.instance.pk else 0):
            raise forms.ValidationError(f"Ya hay {taken} cupos tomados u ofrecidos: no pueden ser menos.")
        return seats


class SessionInline(admin.StackedInline):  # whose fields have labels, as those of a table have not
    model = CourseSession
    fields = [("day", "starts", "ends")]
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A session is of its edition, and so for whoever may change those."""
        return request.user.has_perm("services.view_courseedition")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_over = obj is not None and bool(obj.held_at or obj.cancelled_at)
        return request.user.has_perm("services.change_courseedition") and not is_over

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


@admin.register(CourseEdition)
class CourseEditionAdmin(AuditedChanges, admin.ModelAdmin):
    form = CourseEditionForm
    list_display = ["name", "code", "laboratory", "seats", "closes_on", "stage"]
    list_filter = ["laboratory"]
    search_fields = folded("name", "code")
    inlines = [SessionInline]
    date_hierarchy = "closes_on"

    stage = column("estado", "current_stage.label")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("laboratory").prefetch_related("sessions")

    def has_change_permission(self, request: HttpRequest, obj: CourseEdition | None = None) -> bool:
        is_over = obj is not None and bool(obj.held_at or obj.cancelled_at)
        return super().has_change_permission(request, obj) and not is_over

    def has_delete_permission(self, request: HttpRequest, obj: CourseEdition | None = None) -> bool:
        """One that is not given is a draft, or is cancelled."""
        return False
