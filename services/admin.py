"""The laboratories, with who works in each, whose cases somebody of the staff finds; the editions of courses, and the
rounds of proficiency tests, and the lots of materials."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from ground.audit.admin import AuditedChanges, column
from ground.documents.models import Document
from ground.documents.receiving import FileRefusedError, receive
from ground.folded import folded
from services.filing import sections_of
from services.kinds import Service
from services.models import CourseEdition, CourseSession, Laboratory, Lot, Measurand, Round, RoundItem
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


def _code_of(service: Service, typed: object, missing: str) -> str:
    """A code whose rate a request of that service may have, and has a price today. Raises ValidationError."""
    code = str(typed).strip().upper()
    edition = Edition.objects.in_force(timezone.localdate())
    if edition is None or not sections_of(service, edition).filter(code=code, text_price="").exists():
        raise forms.ValidationError(missing)
    return code


class CourseEditionForm(forms.ModelForm):
    """The rate is one of a course that has a price today, and no more seats are taken than there are."""

    def clean_code(self) -> str:
        missing = "La tarifa vigente no tiene un curso con ese código."
        return _code_of(Service.TRAINING, self.cleaned_data["code"], missing)

    def clean_seats(self) -> int:
        seats = int(self.cleaned_data["seats"])
        if seats < (taken := self.instance.seats_asked.held().count() if self.instance.pk else 0):
            raise forms.ValidationError(f"Ya hay {taken} cupos tomados u ofrecidos: no pueden ser menos.")
        return seats


class OwnInline(admin.StackedInline):  # whose fields have labels, as those of a table have not
    """What is of its parent, and so for whoever may change that while it is not `over`."""

    extra = 1
    over: tuple[str, ...] = ("reported_at", "cancelled_at")

    def _may(self, request: HttpRequest, verb: str) -> bool:
        return request.user.has_perm(f"services.{verb}_{self.parent_model._meta.model_name}")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_over = obj is not None and any(getattr(obj, name) for name in self.over)
        return self._may(request, "change") and not is_over

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class SessionInline(OwnInline):
    model = CourseSession
    fields = [("day", "starts", "ends")]
    over = ("held_at", "cancelled_at")


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


class WithPdfForm(forms.ModelForm):
    """With a PDF that is handed in as `upload`; `received` is the one that came, or why it was refused."""

    received: Document | FileRefusedError | None = None
    kept_as: str

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if isinstance(self.received, FileRefusedError):
            self.add_error("upload", str(self.received))
        elif self.received:
            setattr(self.instance, self.kept_as, self.received)
        return answers


class WithPdfAdmin(admin.ModelAdmin):
    """The file is received before the page's transaction, of which nothing would be left were it undone."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        cast(Any, request).received = self._received(request)
        return super().changeform_view(request, *args, **kwargs)

    def _received(self, request: HttpRequest) -> Document | FileRefusedError | None:
        upload = request.FILES.get("upload")
        if upload is None or not (self.has_add_permission(request) or self.has_change_permission(request)):
            return None
        try:
            return receive(upload, kinds=frozenset({Document.ContentType.PDF}))
        except FileRefusedError as refusal:
            return refusal

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made: Any = super().get_form(request, obj, change, **kwargs)
        made.received = getattr(request, "received", None)
        return made


class LotForm(WithPdfForm):
    """The rate is one of a material that has a price today, no more units are promised than there are, and it has its
    certificate."""

    kept_as = "certificate"
    upload = forms.FileField(
        label="Certificado (PDF)", required=False, help_text="El que descarga quien compra. Vacío: sigue el que tiene."
    )

    def clean_code(self) -> str:
        missing = "La tarifa vigente no tiene un material con ese código."
        return _code_of(Service.REFERENCE_MATERIAL, self.cleaned_data["code"], missing)

    def clean_units(self) -> int:
        units = int(self.cleaned_data["units"])
        if self.instance.pk:
            lot = Lot.objects.counted().get(pk=self.instance.pk)
            if units < (held := lot.reserved + lot.sold):
                raise forms.ValidationError(f"Ya hay {held} apartadas o despachadas: no pueden ser menos.")
        return units

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if self.instance.pk is None and self.received is None and "upload" not in self.errors:
            self.add_error("upload", "Elija el certificado del lote.")
        return answers


@admin.register(Lot)
class LotAdmin(AuditedChanges, WithPdfAdmin):
    """Of a lot of which somebody has units, what was promised does not change."""

    form = LotForm
    asked = (
        "name", "code", "number", "laboratory", "units", "made_on", "expires_on", "upload", "certificate", "storage",
        "hazard", "shelf", "block_reason",
    )  # fmt: skip
    list_display = ["name", "number", "code", "units", "expires_on", "shelf"]
    list_filter = ["laboratory", "code"]
    search_fields = folded("name", "number", "code")
    date_hierarchy = "expires_on"

    shelf = column("estado", "current_shelf.label")

    def get_fields(self, request: HttpRequest, obj: Lot | None = None) -> Any:
        """The certificate is handed in when it may be, and named when there is one."""
        unasked = set() if obj else {"certificate", "shelf", "block_reason"}
        if obj and (self._is_promised(obj) or not self.has_change_permission(request, obj)):
            unasked = {"upload"}
        return [name for name in self.asked if name not in unasked]

    def get_readonly_fields(self, request: HttpRequest, obj: Lot | None = None) -> Any:
        promised = ["name", "code", "number", "expires_on"] if obj and self._is_promised(obj) else []
        return [*promised, "certificate", "shelf", "block_reason"]

    def _is_promised(self, lot: Lot) -> bool:
        return lot.movements.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Lot | None = None) -> bool:
        """One that is not sold is blocked, or expires."""
        return False


class RoundForm(WithPdfForm):
    """The rate is one of a proficiency test that rules today; results are received once the item goes about."""

    kept_as = "protocol"
    upload = forms.FileField(label="Protocolo (PDF)", required=False, help_text="Vacío: sigue el que tiene.")

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip().upper()
        edition = Edition.objects.in_force(timezone.localdate())
        if edition is None or not sections_of(Service.PROFICIENCY_TEST, edition).filter(code=code).exists():
            raise forms.ValidationError("La tarifa vigente no tiene un ensayo de aptitud con ese código.")
        return code

    def clean_places(self) -> int:
        places = int(self.cleaned_data["places"])
        if places < (taken := self.instance.participations.taken().count() if self.instance.pk else 0):
            raise forms.ValidationError(f"Ya hay {taken} cupos tomados: no pueden ser menos.")
        return places

    def clean_results_until(self) -> Any:
        until, begins = self.cleaned_data["results_until"], self.cleaned_data.get("begins_on")
        if begins and timezone.localdate(until) < begins:
            raise forms.ValidationError("Los resultados se reciben después de que el ítem empieza a circular.")
        return until


class MeasurandInline(OwnInline):
    """Their assigned values are written at the desk, by the laboratory."""

    model = Measurand
    fields = [("name", "unit")]


class RoundItemInline(OwnInline):
    model = RoundItem
    fields = ["name"]


@admin.register(Round)
class RoundAdmin(AuditedChanges, WithPdfAdmin):
    form = RoundForm
    list_display = ["title", "code", "laboratory", "places", "closes_on", "stage"]
    list_filter = ["laboratory"]
    search_fields = folded("title", "magnitude", "code")
    inlines = [MeasurandInline, RoundItemInline]
    date_hierarchy = "closes_on"

    stage = column("estado", "current_stage.label")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("laboratory")

    def has_change_permission(self, request: HttpRequest, obj: Round | None = None) -> bool:
        is_over = obj is not None and bool(obj.reported_at or obj.cancelled_at)
        return super().has_change_permission(request, obj) and not is_over

    def has_delete_permission(self, request: HttpRequest, obj: Round | None = None) -> bool:
        """One that is not done is a draft, or is cancelled."""
        return False
