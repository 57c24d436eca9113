"""Accounts and groups, which only superusers touch; the proofs of what people agreed to, and the texts."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.models import Company, Consent, ConsentText, Profile, User
from ground.audit.admin import AuditedAdmin, AuditedChanges, ReadOnlyAdmin, column
from ground.folded import folded


class EditedBySuperusers:
    """Before `ModelAdmin`: whoever edits accounts or groups could give themself any permission."""

    def has_add_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser


class ProfileInline(EditedBySuperusers, admin.StackedInline):
    model = Profile
    fk_name = "user"
    extra = 0
    can_delete = False
    autocomplete_fields = ["company", "municipality"]
    exclude = ["reviewed_by", "review_note"]
    readonly_fields = ["registered_from", "reviewed_at"]


@admin.register(User)
class UserAdmin(EditedBySuperusers, AuditedAdmin, DjangoUserAdmin):
    list_display = [
        "username", "first_name", "last_name", "email", "company", "is_staff", "is_active",
        "has_second_factor",
    ]  # fmt: skip
    list_select_related = ["profile__company"]
    search_fields = [
        "username", "email", "profile__document_number",
        *folded("first_name", "last_name", "profile__company__legal_name"),
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["username"]}),
        *(DjangoUserAdmin.fieldsets or ())[1:],
        ("Correo", {"fields": ["email_verified_at", "new_email"]}),
    ]
    readonly_fields = ["email_verified_at", "new_email"]
    inlines = [ProfileInline]
    actions = ["reset_second_factor"]

    def get_urls(self):
        """Django's, without the page that gives somebody else a password: whoever lost theirs recovers it."""
        return super(DjangoUserAdmin, self).get_urls()

    def get_queryset(self, request):
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_device=Exists(devices))

    def has_delete_permission(self, request, obj=None) -> bool:
        """People are erased by their claim of habeas data, and their radicados stay."""
        return False

    def has_reset_permission(self, request) -> bool:
        return request.user.is_superuser

    def save_model(self, request, obj, form, change) -> None:
        """An address that somebody else typed is not verified."""
        if "email" in form.changed_data:
            obj.email_verified_at = None
        super().save_model(request, obj, form, change)

    @admin.display(description="empresa")
    def company(self, user: User) -> Company | None:
        return user.profile.company if hasattr(user, "profile") else None

    has_second_factor = column("segundo factor", "has_device", boolean=True)  # of `get_queryset`

    @admin.action(description="Restablecer el segundo factor de los elegidos", permissions=["reset"])
    def reset_second_factor(self, request, queryset):
        """For whoever lost telephone and codes; one's own is somebody else's to reset."""
        others = queryset.exclude(pk=request.user.pk)
        done = sum(second_factor.reset(user=user, request=request) for user in others)
        self.message_user(request, f"Segundos factores restablecidos: {done}.", messages.SUCCESS)
        if len(others) < len(queryset):
            sentence = "El suyo no: pídalo a otro administrador, o cámbielo en su cuenta."
            self.message_user(request, sentence, messages.WARNING)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(EditedBySuperusers, AuditedChanges, DjangoGroupAdmin):
    """What a group may do is everybody's concern: its changes are recorded."""

    search_fields = folded("name")


@admin.register(Consent)
class ConsentAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["user", "kind", "version", "given_at", "withdrawn_at"]
    list_filter = ["kind", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "text"]
    search_fields = ["user__username", "user__email", "sha256", *folded("user__first_name", "user__last_name")]
    date_hierarchy = "given_at"

    version = column("versión", "text.version", ordering="text__version")


@admin.register(ConsentText)
class ConsentTextAdmin(AuditedChanges, admin.ModelAdmin):
    """A version that somebody accepted stays as they saw it: what changes is a next version."""

    list_display = ["kind", "version", "valid_from", "label"]
    list_filter = ["kind"]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and _is_unused(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and _is_unused(obj)


def _is_unused(text: ConsentText | None) -> bool:
    return text is None or not text.consents.exists()
