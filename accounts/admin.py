from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin

from accounts.models import Company, LegalRepresentative, Municipality, Profile, User


class ProfileInline(admin.StackedInline):
    model = Profile
    fk_name = "user"
    extra = 0
    autocomplete_fields = ["company", "municipality"]


class LegalRepresentativeInline(admin.StackedInline):
    model = LegalRepresentative
    extra = 0


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ["username", "first_name", "last_name", "email", "company", "is_staff", "is_active"]
    list_select_related = ["profile__company"]
    search_fields = [
        *DjangoUserAdmin.search_fields,
        "profile__document_number",
        "profile__company__legal_name",
    ]
    inlines = [ProfileInline]

    @admin.display(description="empresa")
    def company(self, user: User) -> Company | None:
        return user.profile.company if hasattr(user, "profile") else None


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    list_display = ["legal_name", "formatted_nit", "municipality", "email"]
    list_select_related = ["municipality"]
    search_fields = ["legal_name", "nit"]
    autocomplete_fields = ["municipality"]
    inlines = [LegalRepresentativeInline]

    @admin.display(description="NIT", ordering="nit")
    def formatted_nit(self, company: Company) -> str:
        return company.formatted_nit


@admin.register(Profile)
class ProfileAdmin(admin.ModelAdmin):
    list_display = ["user", "person_type", "company", "document_type", "document_number"]
    list_select_related = ["user", "company"]
    list_filter = ["person_type"]
    search_fields = [
        "user__username",
        "user__first_name",
        "user__last_name",
        "document_number",
        "company__legal_name",
    ]
    autocomplete_fields = ["user", "company", "municipality"]


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "department_name"]
    search_fields = ["code", "name", "department_name"]
