"""Companies: who asks to act for them, whom they invite, and what they are measured and placed with."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from accounts.admin.numbers import FoundByNumber
from accounts.forms.registration.characterisation import IncomeField
from accounts.membership import decide
from accounts.models import (
    Company,
    Invitation,
    LegalRepresentative,
    MembershipRequest,
    Municipality,
    TaxValueUnit,
)
from accounts.nit import Nit
from ground.audit.admin import AuditedAdmin, AuditedChanges, HappenedFilter, ReadOnlyAdmin, column
from ground.folded import folded
from ground.webforms.fields import written_amount


class CompanyAdminForm(forms.ModelForm):
    """The NIT is typed whole, with its digit, and judged as everywhere."""

    nit = forms.CharField(
        label="NIT, con dígito de verificación",
        max_length=40,
        required=False,
        help_text="Por ejemplo 900.494.393-3; vacío en una empresa extranjera.",
    )
    income = IncomeField(label="Ingresos anuales en pesos", required=False)

    class Meta:
        model = Company
        fields = ("nit",)  # the page's own decide what it shows

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.nit:
            self.initial["nit"] = self.instance.formatted_nit

    def clean_nit(self) -> str | None:
        typed = self.cleaned_data["nit"]
        return Nit.read(typed).base if typed else None


class LegalRepresentativeInline(admin.StackedInline):
    model = LegalRepresentative
    extra = 0


@admin.register(Company)
class CompanyAdmin(FoundByNumber, AuditedAdmin, admin.ModelAdmin):
    form = CompanyAdminForm
    fields = [
        "legal_name", "nit", "foreign_tax_id", "confirmed_at", "confirmed_by",
        "country", "municipality", "foreign_city", "address", "phone", "email",
        "entity_kind", "ciiu_division", "size_sector", "income", "income_year", "size", "size_uvt_year",
        "is_domiciled_abroad", "pays_from_abroad", "is_secondary_laboratory", "is_higher_education",
        "is_public_contracting",
    ]  # fmt: skip
    list_display = ["legal_name", "formatted_nit", "municipality", "email", "size", "confirmed_at"]
    list_select_related = ["municipality"]
    list_filter = [("confirmed_at", HappenedFilter), "size", "entity_kind"]
    readonly_fields = ["confirmed_at", "confirmed_by", "written_income"]
    search_fields = ["nit", "foreign_tax_id", *folded("legal_name")]
    autocomplete_fields = ["municipality"]
    inlines = [LegalRepresentativeInline]

    formatted_nit = column("NIT", "formatted_nit", ordering="nit")
    written_income = column(
        "ingresos anuales en pesos", lambda company: "" if company.income is None else written_amount(company.income)
    )

    def get_fields(self, request: HttpRequest, obj: Company | None = None) -> list[Any]:
        """To whoever only reads, the income as it is written: only a field that is typed in has points of its own."""
        types = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        fields = list(super().get_fields(request, obj))
        return fields if types else ["written_income" if each == "income" else each for each in fields]


@admin.register(MembershipRequest)
class MembershipRequestAdmin(FoundByNumber, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["profile", "company", "requested_at", "decided_at", "decided_by", "outcome"]
    list_filter = [("decided_at", HappenedFilter), "is_accepted"]
    list_select_related = ["profile__user", "company", "decided_by"]
    search_fields = [
        "profile__user__username", "company__nit",
        *folded("profile__user__first_name", "profile__user__last_name", "company__legal_name"),
    ]  # fmt: skip
    date_hierarchy = "requested_at"
    actions = ["accept", "reject"]

    @admin.display(description="decisión", ordering="is_accepted")
    def outcome(self, asked: MembershipRequest) -> str:
        if asked.decided_at is None:
            return "Por decidir"
        return "Aceptada" if asked.is_accepted else "No aceptada"

    def get_urls(self):
        decision = self.admin_site.admin_view(self.decide)
        own = path("<int:pk>/decidir/", decision, name="accounts_membershiprequest_decide")
        return [own, *super().get_urls()]

    def has_decide_permission(self, request) -> bool:
        return request.user.has_perm("accounts.decide_membershiprequest")

    @method_decorator(require_POST)
    def decide(self, request, pk):
        """The buttons beside a request in its registration."""
        if not self.has_decide_permission(request):
            raise PermissionDenied
        asked = get_object_or_404(MembershipRequest, pk=pk)
        hands_over = "hand_over" in request.POST
        self._decide(request, [asked], accepted=hands_over or "accept" in request.POST, hands_over=hands_over)
        return redirect("admin:accounts_profile_change", asked.profile_id)

    @admin.action(description="Aceptar las solicitudes elegidas", permissions=["decide"])
    def accept(self, request, queryset):
        self._decide(request, queryset, accepted=True)

    @admin.action(description="Rechazar las solicitudes elegidas", permissions=["decide"])
    def reject(self, request, queryset):
        self._decide(request, queryset, accepted=False)

    def _decide(self, request, asked, *, accepted: bool, hands_over: bool = False) -> None:
        how = {"accepted": accepted, "hands_over": hands_over, "by": request.user, "request": request}
        decided = [decide(membership_request=one, **how) for one in asked]
        verb = "aceptó" if accepted else "rechazó"
        self.message_user(request, f"Solicitudes que se {verb}: {sum(decided)}.", messages.SUCCESS)
        if not all(decided):
            already = len(decided) - sum(decided)
            self.message_user(request, f"Solicitudes ya decididas antes: {already}.", messages.WARNING)


@admin.register(Invitation)
class InvitationAdmin(FoundByNumber, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["email", "company", "invited_by", "invited_at", "state_label"]
    list_filter = [("accepted_at", HappenedFilter), ("revoked_at", HappenedFilter)]
    list_select_related = ["company", "invited_by"]
    search_fields = ["email", "company__nit", *folded("company__legal_name")]
    date_hierarchy = "invited_at"

    state_label = column("estado", "state.label")


@admin.register(Municipality)
class MunicipalityAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["code", "name", "usual_name", "department_name", "is_retired"]
    list_filter = ["is_retired"]
    search_fields = ["code", *folded("name", "usual_name", "department_name")]


@admin.register(TaxValueUnit)
class TaxValueUnitAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["year", "written_pesos", "norm"]

    written_pesos = column("pesos", lambda unit: written_amount(unit.pesos), ordering="pesos")
