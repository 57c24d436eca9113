"""The rates, headings and footnotes, one edition at a time: edited while it is a draft."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils.text import Truncator

from ground.webforms.fields import field_as
from tariffs.admin.desk import DraftsOnly, ListedForm, WithHistory
from tariffs.admin.filters import EditionFilter, HeadingFilter, RowsOfOneEdition, edition_shown
from tariffs.draft import ASIDE, arrange, last_place, make_findable
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Footnote, Heading, Rate
from tariffs.models.rate import LONGEST_NAME
from tariffs.resolution_import import free_codes

FIGURES = {"cop", "smmlv", "usd", "text_price"}
IN_A_LIST = 90


class HeadingChoice(forms.ModelChoiceField):
    def label_from_instance(self, heading: Heading) -> str:
        path = " › ".join(one.name for one in heading.path)
        return f"{heading.edition}: {path}" if heading.edition.published_at is None else path


class NoteChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, note: Footnote) -> str:
        return f"{note.edition}, nota {note.number}: {Truncator(note.text).chars(IN_A_LIST)}"


def _place(label: str, help_text: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=1, max_value=ASIDE - 1)


class PlacedForm(forms.ModelForm):
    """A row of a draft; `place` is where it shall stand among the others."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.editions = Edition.objects.drafts()
        if self.instance.pk:
            self.editions = self.editions.filter(pk=self.instance.edition_id)
            self.initial.setdefault("place", self.instance.position)


class RowsAdmin(DraftsOnly, WithHistory, admin.ModelAdmin):
    """Rows of one edition at a time."""

    list_filter = [EditionFilter]
    list_select_related = ["edition__resolution"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return RowsOfOneEdition


class PlacedAdmin(RowsAdmin):
    """Rows in an order without gaps."""

    def save_model(self, request, obj, form, change) -> None:
        rows = self.model.objects.filter(edition=obj.edition)
        if not change:
            obj.position = last_place(rows)
        super().save_model(request, obj, form, change)
        if "place" in form.changed_data and form.cleaned_data["place"]:
            arrange(rows, {obj.pk: form.cleaned_data["place"]})

    def delete_model(self, request, obj) -> None:
        super().delete_model(request, obj)
        self._close_gaps(obj.edition)

    def delete_queryset(self, request, queryset) -> None:
        editions = list(Edition.objects.filter(pk__in=queryset.order_by().values("edition")))
        super().delete_queryset(request, queryset)
        for edition in editions:
            self._close_gaps(edition)

    def _close_gaps(self, edition: Edition) -> None:
        """The rates of a heading go with it."""
        if self.model is Heading:
            arrange(edition.headings)
        arrange(edition.rates)


# --- Rates ---
class RateForm(PlacedForm):
    """The edition of a rate is that of its heading."""

    heading = HeadingChoice(
        Heading.objects.none(),
        label="Título",
        help_text="De un borrador. Sin borradores, inicie uno primero.",
    )
    footnotes = NoteChoices(Footnote.objects.none(), label="Notas", required=False)
    name = forms.CharField(
        label="Nombre", max_length=LONGEST_NAME, widget=forms.Textarea(attrs={"rows": 3, "cols": 80})
    )
    place = _place("Orden en la resolución", "Las filas siguientes se corren. Una fila nueva, sin él, va al final.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        headings = Heading.objects.filter(edition__in=self.editions).order_by("edition", "position")
        notes = Footnote.objects.filter(edition__in=self.editions).order_by("edition", "number")
        if "heading" in self.fields:  # not where all is read only
            headings = headings.select_related("edition__resolution", "parent__parent")
            field_as(HeadingChoice, self, "heading").queryset = headings
            field_as(NoteChoices, self, "footnotes").queryset = notes.select_related("edition__resolution")

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        if heading := values.get("heading"):
            self.instance.edition = heading.edition
            if any(note.edition_id != heading.edition_id for note in values.get("footnotes", [])):
                self.add_error("footnotes", "Elija notas de la misma edición que el título.")


class FiguresForm(ListedForm):
    known_by = "code"


@admin.register(Rate)
class RateAdmin(PlacedAdmin):
    form = RateForm
    list_display = ["code", "short_name", "cop", "smmlv", "usd", "text_price"]
    list_editable = ["cop", "smmlv", "usd", "text_price"]
    list_filter = [EditionFilter, HeadingFilter, "is_on_site"]
    list_select_related = ["heading", "edition__resolution"]
    list_per_page = 50
    list_max_show_all = 500
    search_fields = ["name"]
    search_help_text = "Palabras del nombre o del título, en cualquier orden, o el código."
    ordering = ["position"]
    fields = [
        "code", "heading", "place", "name", "cop", "smmlv", "usd", "text_price", "unit", "is_on_site",
        "is_also_on_site", "is_additional", "additional_to", "included", "family", "minimum_quantity",
        "maximum_persons",
        ("range_from", "range_to", "range_unit"), "footnotes", "raw_name", "printed_figures",
    ]  # fmt: skip
    readonly_fields = ["code", "raw_name", "printed_figures"]

    class Media:
        css = {"all": ["css/tariffs_desk.css"]}

    # --- Columns ---
    @admin.display(description="nombre", ordering="name")
    def short_name(self, rate: Rate) -> str:
        return Truncator(rate.name).chars(IN_A_LIST)

    @admin.display(description="orden en la resolución")
    def place(self, rate: Rate) -> int:
        return rate.position

    @admin.display(description="cifras como están impresas")
    def printed_figures(self, rate: Rate) -> str:
        return " · ".join(rate.raw_figures) or "—"

    # --- The list ---
    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=FiguresForm, **kwargs)

    def get_search_results(self, request, queryset: QuerySet[Rate], search_term: str):
        """As the public page searches, accents or not."""
        found = queryset & Rate.objects.matching(search_term)
        return found if found.exists() else queryset & Rate.objects.meaning(search_term), False

    # --- Changes ---
    def save_model(self, request, obj: Rate, form, change) -> None:
        if not change:
            obj.code = free_codes(obj.edition).take(SectionKind(obj.heading.kind), obj.name)
        if FIGURES & set(form.changed_data):
            obj.raw_figures = []  # they are no longer what was printed
        super().save_model(request, obj, form, change)


# --- Headings and footnotes ---
class RowsOfChosenDraft(RowsAdmin):
    """Rows of a draft that somebody chooses when adding one, and that stay in it."""

    def get_readonly_fields(self, request, obj=None):
        return ["edition"] if obj else []

    def get_changeform_initial_data(self, request):
        return {"edition": edition_shown(request)} | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "edition":
            kwargs["queryset"] = Edition.objects.drafts().select_related("resolution")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class HeadingForm(PlacedForm):
    parent = HeadingChoice(
        Heading.objects.none(), label="Dentro de", required=False, help_text="Vacío: es una sección."
    )
    place = _place("Orden", "Los títulos siguientes se corren. Uno nuevo, sin él, va al final.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        headings = Heading.objects.filter(edition__in=self.editions, parent__parent=None).order_by("position")
        if "parent" in self.fields:  # not where all is read only
            headings = headings.select_related("edition__resolution", "parent__parent")
            field_as(HeadingChoice, self, "parent").queryset = headings

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        parent, edition = values.get("parent"), values.get("edition")
        if parent and parent.edition_id != (edition.pk if edition else self.instance.edition_id):
            self.add_error("parent", "Elija un título de la misma edición.")
        if parent and self.instance.pk and (parent == self.instance or parent.parent_id == self.instance.pk):
            self.add_error("parent", "Un título no puede estar dentro de sí mismo.")


@admin.register(Heading)
class HeadingAdmin(RowsOfChosenDraft, PlacedAdmin):
    form = HeadingForm
    list_display = ["position", "name", "parent", "kind"]
    list_display_links = ["name"]
    list_select_related = ["edition__resolution", "parent"]
    ordering = ["position"]
    fields = ["edition", "parent", "place", "kind", "name"]

    @admin.display(description="orden")
    def place(self, heading: Heading) -> int:
        return heading.position

    def save_model(self, request, obj: Heading, form, change) -> None:
        super().save_model(request, obj, form, change)
        if change and {"name", "parent"} & set(form.changed_data):
            make_findable(obj.edition)


@admin.register(Footnote)
class FootnoteAdmin(RowsOfChosenDraft):
    list_display = ["number", "short_text", "used_by"]
    list_display_links = ["short_text"]
    ordering = ["number"]
    fields = ["edition", "number", "text"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("rates")

    @admin.display(description="texto")
    def short_text(self, note: Footnote) -> str:
        return Truncator(note.text).chars(IN_A_LIST)

    @admin.display(description="filas que la llevan")
    def used_by(self, note: Footnote) -> str:
        return ", ".join(rate.code for rate in note.rates.all()) or "—"
