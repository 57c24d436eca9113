"""The staff's view of radicados. Nothing here adds, edits or deletes one; annulling is its own page.

For who may not see reserved ones they do not exist: no list, search, filter or page tells of them.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from accounts.admin.numbers import FoundByNumber
from ground.audit.admin import AuditedAdmin, AuditedChanges, HappenedFilter, ReadOnlyAdmin, column
from ground.audit.models import Action, record
from ground.audit.retrying import RetryAdmin
from ground.doors.reserve import may_see_reserved, open_rows
from ground.folded import folded
from radicados.filing import AlreadyAnnulledError, annul, retry_issuance
from radicados.forms import AnnulmentForm
from radicados.models import Actuacion, LetterIssuance, Radicado, Signatory
from radicados.verification import letter_response


class ActuacionInline(ReadOnlyAdmin, admin.TabularInline):
    model = Actuacion
    fields = ["at", "kind", "by", "detail"]
    extra = 0
    can_delete = False
    template = "admin/edit_inline/register.html"


@admin.register(Radicado)
class RadicadoAdmin(FoundByNumber, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["number", "filed_at", "document_kind", "filer_name", "state"]
    list_filter = ["kind", "year", "document_kind", ("annulled_at", HappenedFilter)]
    search_fields = ["number", "filer_document", *folded("filer_name", "subject")]
    date_hierarchy = "filed_at"
    inlines = [ActuacionInline]
    exclude = ["snapshot", "annexes"]
    readonly_fields = ["anexos"]
    change_form_template = "radicados/admin/radicado.html"
    view_on_site = False  # that page is the filer's own

    def get_queryset(self, request):
        return Radicado.objects.with_state().open_to(request.user)

    def get_list_filter(self, request):
        filters = super().get_list_filter(request)
        return [*filters, "is_reserved"] if may_see_reserved(request.user) else filters

    state = column("estado", "status.label")
    anexos = column("anexos", "annexes_in_words")

    def get_urls(self):
        own = [("anular", self.annul, "annul"), ("carta", self.letter, "letter")]
        urls = [
            path(f"<uuid:pk>/{word}/", self.admin_site.admin_view(view), name=f"radicados_radicado_{name}")
            for word, view, name in own
        ]
        return urls + super().get_urls()

    @method_decorator(require_safe)
    def letter(self, request, pk):
        """The signed letter, its reading recorded."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        radicado = get_object_or_404(self.get_queryset(request), pk=pk)
        response = letter_response(radicado, as_attachment=True)
        record(Action.READ, request=request, subject=radicado, what="letter")
        return response

    def annul(self, request, pk):
        """Ask for the reason, then annul."""
        if not request.user.has_perm("radicados.annul_radicado"):
            raise PermissionDenied
        radicado = get_object_or_404(self.get_queryset(request), pk=pk)
        form = AnnulmentForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    annul(radicado=radicado, by=request.user, reason=form.cleaned_data["reason"])
                    record(Action.CHANGED, request=request, subject=radicado, what="annulled")
                messages.success(request, f"El radicado {radicado} quedó anulado; su número no se reutiliza.")
            except AlreadyAnnulledError:
                messages.warning(request, f"El radicado {radicado} ya estaba anulado.")
            return redirect("admin:radicados_radicado_change", radicado.pk)
        context = self.admin_site.each_context(request) | {
            "title": f"Anular el radicado {radicado}",
            "object": radicado,
            "form": form,
            "opts": self.opts,
        }
        return render(request, "radicados/admin/annul.html", context)


@admin.register(LetterIssuance)
class LetterIssuanceAdmin(RetryAdmin, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """*Cartas sin emitir*."""

    noun = "carta(s)"
    list_display = ["radicado_link", "filed_at", "state", "attempts", "next_attempt_at", "last_error"]
    list_filter = [("parked_at", HappenedFilter)]
    search_fields = ["radicado__number", *folded("radicado__filer_name")]
    ordering = ["radicado__filed_at"]

    def get_queryset(self, request):
        unissued = LetterIssuance.objects.unissued().filter(open_rows(request.user, "radicado"))
        return unissued.select_related("radicado").defer("radicado__snapshot")

    @admin.display(description="radicado", ordering="radicado__filed_at")
    def radicado_link(self, issuance) -> str:
        url = reverse("admin:radicados_radicado_change", args=[issuance.pk])
        return format_html('<a href="{}">{}</a>', url, issuance.radicado)

    filed_at = column("radicado el", "radicado.filed_at", ordering="radicado__filed_at")
    state = column("estado", lambda issued: "Detenida: requiere atención" if issued.parked_at else "En cola")

    def try_again(self, request, work) -> bool:
        return retry_issuance(issuance=work, by=request.user)


@admin.register(Signatory)
class SignatoryAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["name", "position", "is_acting", "valid_from", "valid_to", "appointed_by"]
    search_fields = folded("name")

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
