"""Who is let into what is reserved: proposed by one, given by another."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import Group

from accounts.models import ReservedGrant, User
from accounts.reserve import GrantRefusedError, give, holds_reserve, propose, reserved_groups
from ground.audit.admin import AuditedChanges

HOW = (
    "Aquí se propone. Lo da después, en la lista, otra persona que ya vea lo reservado: ni quien lo propone ni quien "
    "lo recibe. A todos los que ven lo reservado se les avisa por correo."
)


@admin.register(ReservedGrant)
class ReservedGrantAdmin(AuditedChanges):
    list_display = ["user", "group", "proposed_by", "proposed_at", "given_by", "given_at"]
    list_select_related = ["user", "group", "proposed_by", "given_by"]
    fieldsets = [(None, {"fields": ["user", "group", "reason"], "description": HOW})]
    actions = ["give"]

    def formfield_for_foreignkey(self, db_field, request, **options):
        """Of the staff, and of the groups that see it."""
        if db_field.name == "user":
            options["queryset"] = User.objects.filter(is_staff=True, is_active=True).order_by("username")
        elif db_field.name == "group":
            options["queryset"] = Group.objects.filter(pk__in=[group.pk for group in reserved_groups()])
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        """A person and a group are chosen here, and not made, changed or deleted on the way."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.is_superuser or holds_reserve(request.user)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def has_give_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def save_model(self, request, obj, form, change) -> None:
        propose(obj, request=request)

    @admin.action(description="Dar el acceso a los elegidos", permissions=["give"])
    def give(self, request, queryset):
        for grant in queryset:
            try:
                give(grant, request=request)
            except GrantRefusedError as error:
                self.message_user(request, str(error), messages.WARNING)
            else:
                self.message_user(request, f"{grant}: quedó dado, y se les contó a todos los que ven lo reservado.")
