"""Accounts and groups, which only superusers touch; the proofs of what people agreed to, and the texts."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.admin.numbers import FoundByNumber
from accounts.models import Company, Consent, ConsentText, Profile, User
from accounts.reserve import holds_reserve, reserved_groups, reserved_permissions, tell_holders
from ground.audit.admin import AuditedAdmin, AuditedChanges, HappenedFilter, ReadOnlyAdmin, column
from ground.audit.models import Action, record
from ground.folded import folded


class EditedBySuperusers:
    """Before `ModelAdmin`: whoever edits accounts or groups could give themself any permission."""

    def has_add_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser


NOT_ALONE = (
    "«{}» deja ver lo reservado y nadie lo da a solas: propóngalo en «Accesos a lo reservado», y lo dará otra persona."
)


class AccessForm(UserChangeForm):
    """What opens the reserve is taken away here, and never given."""

    def clean_groups(self):
        return self._without_new("groups", reserved_groups())

    def clean_user_permissions(self):
        return self._without_new("user_permissions", reserved_permissions())

    def _without_new(self, name: str, reserved: set):
        chosen = self.cleaned_data[name]
        for row in reserved.intersection(chosen) - set(getattr(self.instance, name).all()):
            raise ValidationError(NOT_ALONE.format(row))
        return chosen


class GroupForm(forms.ModelForm):
    """What a group sees of the reserve was given to it with the portal."""

    def clean_permissions(self):
        chosen = self.cleaned_data["permissions"]
        has = set(self.instance.permissions.all()) if self.instance.pk else set()
        for row in reserved_permissions().intersection(chosen) - has:
            raise ValidationError(f"«{row}» deja ver lo reservado: no se le da a otro grupo.")
        return chosen


class ProfileInline(EditedBySuperusers, admin.StackedInline):
    model = Profile
    fk_name = "user"
    extra = 0
    can_delete = False
    autocomplete_fields = ["company", "municipality"]
    exclude = ["reviewed_by", "review_note"]
    readonly_fields = ["registered_from", "reviewed_at"]


@admin.register(User)
class UserAdmin(EditedBySuperusers, FoundByNumber, AuditedAdmin, DjangoUserAdmin):
    list_display = [
        "username", "first_name", "last_name", "email", "company", "is_staff", "is_active",
        "has_second_factor",
    ]  # fmt: skip
    list_select_related = ["profile__company"]
    search_fields = [
        "username", "email", "profile__document_number", "profile__company__nit",
        *folded("first_name", "last_name", "profile__company__legal_name"),
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["username"]}),
        *(DjangoUserAdmin.fieldsets or ())[1:],
        ("Correo", {"fields": ["email_verified_at", "new_email"]}),
    ]
    readonly_fields = ["email_verified_at", "new_email"]
    form = AccessForm
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

    def save_related(self, request, form, formsets, change) -> None:
        """The trail names what was given and taken away."""
        user = form.instance
        before = _access_of(user)
        was_holder = holds_reserve(User.objects.get(pk=user.pk))
        super().save_related(request, form, formsets, change)
        now = _access_of(user)
        if now != before:
            given, taken = sorted(now - before), sorted(before - now)
            record(Action.CHANGED, request=request, subject=user, what="access", given=given, taken=taken)
        if was_holder and not holds_reserve(User.objects.get(pk=user.pk)):
            tell_holders("dejó de ver lo reservado", about=user, by=request.user)

    def log_change(self, request, obj, message):
        """Whoever changes the account of somebody who sees what is reserved could come in as them."""
        if holds_reserve(User.objects.get(pk=obj.pk)):
            tell_holders("tiene cambios en su cuenta, hechos desde la administración", about=obj, by=request.user)
        return super().log_change(request, obj, message)

    @admin.display(description="empresa")
    def company(self, user: User) -> Company | None:
        return user.profile.company if hasattr(user, "profile") else None

    has_second_factor = column("segundo factor", "has_device", boolean=True)  # of `get_queryset`

    @admin.action(description="Restablecer el segundo factor de los elegidos", permissions=["reset"])
    def reset_second_factor(self, request, queryset):
        """For whoever lost telephone and codes; one's own is somebody else's to reset."""
        others = queryset.exclude(pk=request.user.pk)
        done = 0
        for user in others:
            is_reset = second_factor.reset(user=user, request=request)
            done += is_reset
            if is_reset and holds_reserve(user):
                tell_holders("debe activar de nuevo su segundo factor", about=user, by=request.user)
        self.message_user(request, f"Segundos factores restablecidos: {done}.", messages.SUCCESS)
        if len(others) < len(queryset):
            sentence = "El suyo no: pídalo a otro administrador, o cámbielo en su cuenta."
            self.message_user(request, sentence, messages.WARNING)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(EditedBySuperusers, AuditedChanges, DjangoGroupAdmin):
    """What a group may do is everybody's concern: its changes are recorded."""

    form = GroupForm
    search_fields = folded("name")


def _access_of(user: User) -> set[str]:
    """The names of its groups and of its own permissions."""
    own = user.user_permissions.values_list("content_type__app_label", "codename")
    return {*user.groups.values_list("name", flat=True), *map(".".join, own)}


@admin.register(Consent)
class ConsentAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["user", "kind", "version", "given_at", "withdrawn_at"]
    list_filter = ["kind", ("withdrawn_at", HappenedFilter)]
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
