"""The resolutions, their editions and the PDF of each. A draft is started, prepared, compared, previewed and
published; then it stays."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from ground.audit.admin import ReadOnlyAdmin, RetryAdmin
from ground.audit.models import Action, record
from tariffs.admin.articles import ArticlesPage
from tariffs.admin.desk import DraftsOnly, WithHistory, told
from tariffs.admin.forms import StartForm
from tariffs.admin.publication import PublicationPage
from tariffs.admin.spreadsheets import SpreadsheetPages
from tariffs.draft import start_draft
from tariffs.models import Booklet, Edition, Resolution
from tariffs.views.catalogue import catalogue_page

TOO_LARGE = "Una de las tasas resultaría demasiado grande. Revise el porcentaje."


@admin.register(Edition)
class EditionAdmin(
    ArticlesPage, SpreadsheetPages, PublicationPage, DraftsOnly, WithHistory, admin.ModelAdmin
):
    edition_field = "pk"
    list_display = ["name", "state", "valid_from", "valid_to", "created_by", "published_by"]
    list_select_related = ["resolution", "created_by", "published_by"]
    list_filter = [("published_at", admin.EmptyFieldListFilter)]
    search_fields = ["resolution__number", "reason"]
    ordering = ["-pk"]
    actions = None
    change_form_template = "tariffs/admin/edition.html"
    fields = [
        "resolution", "version", "state", "reason", "repeals", "valid_from", "valid_to", "smmlv_pesos",
        "uvt_pesos", "created_at", "created_by", "published_at", "published_by",
    ]  # fmt: skip
    readonly_fields = [
        "resolution", "version", "state", "created_at", "created_by", "published_at", "published_by",
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("resolution")

    # --- Columns ---
    @admin.display(description="edición", ordering="resolution__number")
    def name(self, edition: Edition) -> str:
        return str(edition)

    @admin.display(description="estado", ordering="published_at")
    def state(self, edition: Edition) -> str:
        if edition.published_at is None:
            return format_html("<strong>{}</strong>", "Borrador")
        return "Publicada" if edition.begins_on <= timezone.localdate() else "Publicada; todavía no rige"

    # --- Pages ---
    def get_urls(self):
        pages = [
            ("vista-previa", self.preview, "preview"),
            ("diferencias", self.compare, "compare"),
            ("publicar", self.publish, "publish"),
            ("importar", self.import_rates, "import"),
            ("exportar", self.export_rates, "export"),
            ("articulos", self.edit_articles, "articles"),
        ]
        return [
            path(f"<int:pk>/{word}/", self.admin_site.admin_view(view), name=f"tariffs_edition_{name}")
            for word, view, name in pages
        ] + super().get_urls()

    @told
    def add_view(self, request, form_url="", extra_context=None):
        """Starting a draft out of a published edition."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        base = Edition.objects.in_force(timezone.localdate()) or Edition.objects.current().first()
        form = StartForm(request.POST or None, initial={"base": base, "purpose": "correccion"})
        if form.is_valid():
            base, reason = form.cleaned_data["base"], form.cleaned_data["reason"]
            try:
                with transaction.atomic():
                    draft = start_draft(
                        base, adjustment=form.adjustment, reason=reason, by=request.user, **form.stated
                    )
                    record(Action.CHANGED, request=request, subject=draft, what="added", base=base.pk)
            except DataError:
                form.add_error("percentage", TOO_LARGE)
            else:
                messages.success(request, f"Se inició el borrador: {draft}.")
                return redirect("admin:tariffs_edition_change", draft.pk)
        status = 422 if form.is_bound else 200
        return self.page(request, "tariffs/admin/start.html", None, "Iniciar un borrador", status, form=form)

    def preview(self, request, pk):
        """The public page, as it would be; only here."""
        return require_safe(catalogue_page)(request, self.edition_for(request, pk))

    # --- Deleting a draft ---
    def delete_model(self, request, obj: Edition) -> None:
        """Its resolution goes with it, unless it has other editions."""
        resolution = obj.resolution
        super().delete_model(request, obj)
        if not resolution.editions.exists():
            resolution.delete()


@admin.register(Resolution)
class ResolutionAdmin(DraftsOnly, ReadOnlyAdmin, admin.ModelAdmin):
    """Begun with a draft, and put right only until something of it is published."""

    list_display = ["number", "issued_on", "title"]
    search_fields = ["number", "title"]
    fields = ["number", "issued_on", "title"]

    def has_change_permission(self, request, obj=None) -> bool:
        may = request.user.has_perm("tariffs.change_resolution")
        return may and not (obj and Edition.objects.published().filter(resolution=obj).exists())


@admin.register(Booklet)
class BookletAdmin(RetryAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """Made by a worker, and tried again when that stopped."""

    noun = "PDF"
    list_display = ["edition", "done_at", "parked_at", "attempts", "last_error"]
    list_filter = [("parked_at", admin.EmptyFieldListFilter), ("done_at", admin.EmptyFieldListFilter)]
    list_select_related = ["edition__resolution"]
    search_fields = ["edition__resolution__number"]
    ordering = ["-pk"]
    exclude = ["pdf"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf")
