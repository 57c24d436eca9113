"""The resolutions, their editions and the PDF of each. A draft is started, prepared, compared, previewed and
published; then it stays."""

import re
from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from ground.audit.admin import HappenedFilter, ReadOnlyAdmin
from ground.audit.models import Action, record
from ground.audit.retrying import RetryAdmin
from ground.folded import folded
from ground.webforms.fields import DayField, field_as
from tariffs.adjustment import Adjustment, DollarRule, Rounding
from tariffs.admin.articles import ArticlesPage
from tariffs.admin.desk import DraftsOnly, WithHistory, told
from tariffs.admin.publication import PublicationPage
from tariffs.admin.spreadsheets import SpreadsheetPages
from tariffs.draft import start_draft
from tariffs.models import Booklet, Edition, Resolution
from tariffs.resolution_import import OF_THE_ACT
from tariffs.views.catalogue import catalogue_page

TOO_LARGE = "Una de las tasas resultaría demasiado grande. Revise el porcentaje."
CORRECTION, NEW = "correccion", "nueva"
SHORTEST_REASON = 10
NUMBER = re.compile(r"[0-9]{3,5}-20[0-9]{2}")  # as addresses have it
OF_A_NEW_RESOLUTION = ["number", "issued_on", "title"]
STATED = ["valid_from", "smmlv_pesos", "uvt_pesos", "repeals"]


def _text(label: str, rows: int, **options) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, "cols": 80}), **options)


def _choices(label: str, options, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect, **kwargs)


def _pesos(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=1, max_value=2**31 - 1)


class StartForm(forms.Form):
    """A draft out of a published edition."""

    base = forms.ModelChoiceField(Edition.objects.none(), label="Parte de", empty_label=None)
    purpose = _choices(
        "El borrador será",
        [(CORRECTION, "una corrección de la misma resolución"), (NEW, "una resolución nueva")],
    )
    reason = _text("Motivo", 2, min_length=SHORTEST_REASON, max_length=1000)
    number = forms.CharField(
        label="Número",
        max_length=20,
        required=False,
        help_text="De la resolución nueva; por ejemplo: 015-2020.",
    )
    issued_on = DayField(label="Fecha", required=False, help_text="De la resolución nueva.")
    title = _text("Título", 2, max_length=2000, required=False, help_text="De la resolución nueva.")
    repeals = _text("Deroga", 2, max_length=2000, required=False, help_text="De la resolución nueva.")
    valid_from = DayField(
        label="Vigente desde",
        required=False,
        help_text="Publicación en el Diario Oficial; se puede decir después, al publicar. Vacío en una "
        "corrección: la misma fecha.",
    )
    smmlv_pesos = _pesos(
        "Salario mínimo, en pesos",
        "Las tasas en S.M.M.L.V. se calculan de nuevo con él. Vacío: el de la edición de la que parte.",
    )
    uvt_pesos = _pesos("UVT, en pesos", "Vacío: la de la edición de la que parte.")
    percentage = forms.DecimalField(
        label="Ajuste de las tasas en pesos, en %",
        initial=0,
        min_value=-90,
        max_value=200,
        max_digits=7,
        decimal_places=4,
        help_text="Por ejemplo: 5,1. Con 0, los pesos quedan como están publicados.",
        localize=True,
    )
    rounding = _choices("Redondeo, a lo más cercano", Rounding.choices(), initial=Rounding.HUNDRED.value)
    dollars = _choices(
        "Tasas en dólares",
        DollarRule.choices(),
        initial=DollarRule.AS_PUBLISHED.value,
        help_text="Las filas sin pesos conservan sus dólares, salvo con el porcentaje.",
    )
    pesos_per_dollar = forms.DecimalField(
        label="Tasa de cambio",
        required=False,
        min_value=1,
        max_digits=12,
        decimal_places=4,
        localize=True,
        help_text="Pesos por dólar; solo para la última opción.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        published = Edition.objects.published().select_related("resolution")
        published = published.order_by("-valid_from", "-resolution_id", "-version")
        field_as(forms.ModelChoiceField, self, "base").queryset = published

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if number and not NUMBER.fullmatch(number):
            raise forms.ValidationError("Escríbalo como 015-2020: número, guion y año.")
        if number and Resolution.objects.filter(number=number).exists():
            raise forms.ValidationError("Esa resolución ya existe; para cambiarla inicie una corrección.")
        return number

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        if values.get("purpose") == NEW:
            for field in OF_A_NEW_RESOLUTION:
                if field not in self.errors and not values.get(field):
                    self.add_error(field, "Hace falta para una resolución nueva.")
        by_exchange = values.get("dollars") == DollarRule.EXCHANGE_RATE
        if by_exchange and "pesos_per_dollar" not in self.errors and not values.get("pesos_per_dollar"):
            self.add_error("pesos_per_dollar", "Diga cuántos pesos vale un dólar.")

    @property
    def adjustment(self) -> Adjustment:
        values = self.cleaned_data
        return Adjustment(
            percentage=Decimal(values["percentage"]),
            rounding=Rounding(values["rounding"]),
            dollars=DollarRule(values["dollars"]),
            pesos_per_dollar=values["pesos_per_dollar"],
            smmlv_pesos=values["smmlv_pesos"],
            old_smmlv_pesos=values["base"].smmlv_pesos,
        )

    @property
    def stated(self) -> dict:
        """What is said anew; a new resolution takes neither dates, reasons nor signature from the one before."""
        values = self.cleaned_data
        said = {field: values[field] for field in STATED if values[field]}
        if values["purpose"] == CORRECTION:
            return said
        own = {field: values[field] for field in OF_A_NEW_RESOLUTION}
        return {"valid_from": None, "valid_to": None} | dict.fromkeys(OF_THE_ACT, "") | own | said


@admin.register(Edition)
class EditionAdmin(ArticlesPage, SpreadsheetPages, PublicationPage, DraftsOnly, WithHistory, admin.ModelAdmin):
    edition_field = "pk"
    list_display = ["name", "state", "valid_from", "valid_to", "created_by", "published_by"]
    list_select_related = ["resolution", "created_by", "published_by"]
    list_filter = [("published_at", HappenedFilter)]
    search_fields = ["resolution__number", *folded("reason")]
    ordering = ["-pk"]
    actions = None
    change_form_template = "tariffs/admin/edition.html"
    fields = [
        "resolution", "version", "state", "reason", "issued_by", "competence", "recitals", "signatory", "repeals",
        "valid_from", "valid_to", "smmlv_pesos", "uvt_pesos", "created_at", "created_by", "published_at",
        "published_by",
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
                    draft = start_draft(base, adjustment=form.adjustment, reason=reason, by=request.user, **form.stated)
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
    search_fields = ["number", *folded("title")]
    fields = ["number", "issued_on", "title"]

    def has_change_permission(self, request, obj=None) -> bool:
        may = request.user.has_perm("tariffs.change_resolution")
        return may and not (obj and Edition.objects.published().filter(resolution=obj).exists())


@admin.register(Booklet)
class BookletAdmin(RetryAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    """Made by a worker, and tried again when that stopped."""

    noun = "PDF"
    list_display = ["edition", "done_at", "parked_at", "attempts", "last_error"]
    list_filter = [("parked_at", HappenedFilter), ("done_at", HappenedFilter)]
    list_select_related = ["edition__resolution"]
    search_fields = ["edition__resolution__number"]
    ordering = ["-pk"]
    exclude = ["pdf"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf")
