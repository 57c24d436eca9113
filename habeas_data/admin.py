"""The officer's queue of claims: what is due first comes first; answering is a page of its own."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from ground.audit.admin import AuditedAdmin, ReadOnlyAdmin
from ground.audit.models import Action
from ground.audit.trail import record
from ground.doors.reserve import open_rows
from habeas_data.erasure import ErasureRefusedError
from habeas_data.forms import ResolutionForm
from habeas_data.models import DataClaim, with_one_calendar
from habeas_data.resolving import AlreadyResolvedError, resolve


@admin.register(DataClaim)
class DataClaimAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["radicado", "kind", "user", "due_on", "state"]
    list_filter = [("resolved_at", admin.EmptyFieldListFilter), "kind", "outcome"]
    search_fields = ["radicado__number", "radicado__filer_name", "radicado__filer_document", "user__username"]
    fields = [
        "radicado", "user", "kind", "text", "filed_at", "due_on", "state", "outcome", "answer", "resolved_at",
        "resolved_by",
    ]  # fmt: skip
    ordering = [F("resolved_at").asc(nulls_first=True), "due_on", "pk"]
    change_form_template = "habeas_data/admin/claim.html"

    def get_queryset(self, request):
        claims = super().get_queryset(request).filter(open_rows(request.user, "radicado"))
        return claims.with_number().select_related("user")

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        with_one_calendar(changelist.result_list)
        return changelist

    @admin.display(description="radicado el")
    def filed_at(self, claim):
        return claim.radicado.filed_at

    @admin.display(description="estado")
    def state(self, claim) -> str:
        if claim.resolved_at:
            return claim.get_outcome_display()
        if claim.days_left < 0:
            return f"Vencido hace {-claim.days_left} días hábiles"
        return f"En trámite: {claim.days_left} días hábiles"

    def get_urls(self):
        resolve_url = path(
            "<int:pk>/resolver/",
            self.admin_site.admin_view(self.resolve),
            name="habeas_data_dataclaim_resolve",
        )
        return [resolve_url, *super().get_urls()]

    def resolve(self, request, pk):
        """Ask for the decision and its reasons, then answer."""
        if not request.user.has_perm("habeas_data.resolve_dataclaim"):
            raise PermissionDenied
        claim = get_object_or_404(self.get_queryset(request), pk=pk)
        form = ResolutionForm(request.POST or None, claim=claim)
        if request.method == "POST" and form.is_valid() and self._resolved(request, claim, form):
            return redirect("admin:habeas_data_dataclaim_change", claim.pk)
        record(Action.READ, request=request, subject=claim)
        context = self.admin_site.each_context(request) | {
            "title": f"Resolver el reclamo {claim.radicado}",
            "claim": claim,
            "form": form,
            "opts": self.opts,
        }
        return render(request, "habeas_data/admin/resolve.html", context, status=422 if form.errors else 200)

    def _resolved(self, request, claim, form) -> bool:
        """False, with the reason on the form, when an erasure cannot be done yet."""
        answers = {name: form.cleaned_data[name] for name in ("outcome", "answer")}
        try:
            resolve(claim=claim, by=request.user, request=request, **answers)
            messages.success(request, f"El reclamo {claim.radicado} quedó resuelto.")
        except AlreadyResolvedError:
            messages.warning(request, f"El reclamo {claim.radicado} ya estaba resuelto.")
        except ErasureRefusedError as error:
            form.add_error(None, str(error))
            return False
        return True
