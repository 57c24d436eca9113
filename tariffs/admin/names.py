"""The English names of rates and headings: written, or brought by a spreadsheet, whatever is published."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from ground.audit.admin import AuditedChanges, filter_by
from ground.audit.models import Action, record
from ground.folded import folded
from ground.spreadsheets.reading import ReadSheet
from ground.webforms.pages import as_number
from ground.words import normalise
from tariffs.admin.desk import ListedForm, WithHistory
from tariffs.admin.filters import edition_label
from tariffs.admin.spreadsheets import SHOWN_ERRORS, SheetForm, as_file, kind_asked
from tariffs.models import Edition, EnglishName, Heading, Rate
from tariffs.spreadsheets import typed

HEADER = ("Español", "Inglés")
UNKNOWN = "Ninguna edición, ni un borrador, tiene ese nombre."


def is_known(spanish: str) -> bool:
    return Rate.objects.filter(name=spanish).exists() or Heading.objects.filter(name=spanish).exists()


class UsedFilter(admin.SimpleListFilter):
    """The names that an edition has."""

    title, parameter_name = "edición", "edicion"

    def lookups(self, request, model_admin):
        editions = Edition.objects.select_related("resolution").order_by("-pk")
        return [(edition.pk, edition_label(edition)) for edition in editions]

    def queryset(self, request, queryset):
        if (chosen := as_number(self.value())) is None:
            return queryset
        used = (model.objects.filter(edition=chosen).values("name") for model in (Heading, Rate))
        return queryset.filter(Q(spanish__in=next(used)) | Q(spanish__in=next(used)))


class NameForm(forms.ModelForm):
    def clean_spanish(self) -> str:
        if not is_known(spanish := self.cleaned_data["spanish"]):
            raise ValidationError(UNKNOWN)
        return spanish


class ListedNameForm(ListedForm):
    known_by = "spanish"


@admin.register(EnglishName)
class EnglishNameAdmin(AuditedChanges, WithHistory, admin.ModelAdmin):
    """A row for each name of what was published, and one may be added for a name of a draft."""

    form = NameForm
    change_list_template = "tariffs/admin/names.html"
    list_display = ["spanish", "english"]
    list_editable = ["english"]
    list_filter = [
        filter_by("inglés", "ingles", falta=("Sin inglés", Q(english="")), tiene=("Con inglés", ~Q(english=""))),
        UsedFilter,
    ]
    list_per_page = 50
    search_fields = folded("spanish", "english")
    fields = ["spanish", "english"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 70})}}

    class Media:
        css = {"all": ["css/tariffs_desk.css"]}

    def get_readonly_fields(self, request, obj=None):
        return ["spanish"] if obj else []

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=ListedNameForm, **kwargs)

    # --- Spreadsheets ---
    def get_urls(self):
        pages = [("importar", self.import_names, "import"), ("exportar", self.export_names, "export")]
        return [
            path(f"{word}/", self.admin_site.admin_view(view), name=f"tariffs_englishname_{name}")
            for word, view, name in pages
        ] + super().get_urls()

    @method_decorator(require_safe)
    def export_names(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind, rows = kind_asked(request), list(EnglishName.objects.values_list("spanish", "english"))
        record(Action.EXPORTED, request=request, subject=EnglishName, rows=len(rows), format=kind)
        return as_file("nombres-en-ingles", kind, HEADER, rows)

    @method_decorator(transaction.atomic)
    def import_names(self, request):
        """All of a file or nothing of it."""
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = SheetForm(request.POST or None, request.FILES or None)
        errors: list[str] = []
        if form.is_valid():
            changed, errors = names_of(form.sheet)
            if not errors:
                for name in changed:
                    name.save()
                record(Action.CHANGED, request=request, subject=EnglishName, what="imported", changed=len(changed))
                messages.success(request, f"Nombres en inglés que se guardaron: {len(changed)}.")
                return redirect("admin:tariffs_englishname_changelist")
        context = self.admin_site.each_context(request) | {
            "title": "Importar nombres en inglés",
            "opts": self.opts,
            "form": form,
            "errors": errors[:SHOWN_ERRORS],
            "errors_left": len(errors) - SHOWN_ERRORS,
        }
        return render(request, "tariffs/admin/import_names.html", context, status=422 if form.is_bound else 200)


def names_of(sheet: ReadSheet) -> tuple[list[EnglishName], list[str]]:
    """What a sheet changes, not saved yet, and what is wrong with it; a row without English changes nothing."""
    words = [normalise(word) for word in sheet.header]
    places = [words.index(column) for column in map(normalise, HEADER) if column in words]
    if len(places) < len(HEADER):
        return [], ["La primera fila necesita las columnas «Español» e «Inglés»."]
    known = {name.spanish: name for name in EnglishName.objects.all()}
    changed: list[EnglishName] = []
    errors: list[str] = []
    for number, cells in sheet.rows:
        spanish, english = (typed(cells[place]) for place in places)
        name = known.setdefault(spanish, EnglishName(spanish=spanish))
        if name.pk is None and not is_known(spanish):
            errors.append(f"Fila {number}: {UNKNOWN}")
        elif english not in {"", name.english}:
            name.english = english
            changed.append(name)
            try:
                name.clean()
            except ValidationError as error:
                errors += (f"Fila {number}: {sentence}" for sentence in error.messages)
    return changed, errors
