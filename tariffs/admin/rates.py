"""The rates, one edition at a time: edited in the list or on their page while it is a draft."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils.text import Truncator

from ground.webforms.fields import field_as
from tariffs.admin.filters import EditionFilter, HeadingFilter, RowsOfOneEdition
from tariffs.admin.frozen import DraftsOnly
from tariffs.admin.history import WithHistory
from tariffs.arrangement import ASIDE, arrange, last_place
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


class RateForm(forms.ModelForm):
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
    place = forms.IntegerField(
        label="Orden en la resolución",
        min_value=1,
        max_value=ASIDE - 1,
        required=False,
        help_text="Las filas siguientes se corren. Una fila nueva, sin él, va al final.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editions = Edition.objects.drafts()
        if self.instance.pk:
            editions = editions.filter(pk=self.instance.edition_id)
            self.initial.setdefault("place", self.instance.position)
        headings = Heading.objects.filter(edition__in=editions).order_by("edition", "position")
        notes = Footnote.objects.filter(edition__in=editions).order_by("edition", "number")
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


class FiguresForm(forms.ModelForm):
    """A row of the list: looked at only when somebody changed it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}, {self.instance.code}"

    def _post_clean(self):
        if self.has_changed():
            super()._post_clean()  # type: ignore[misc]  # a seam of Django's that its stubs leave out


@admin.register(Rate)
class RateAdmin(DraftsOnly, WithHistory, admin.ModelAdmin):
    form = RateForm
    list_display = ["code", "short_name", "cop", "smmlv", "usd", "text_price"]
    list_editable = ["cop", "smmlv", "usd", "text_price"]
    list_filter = [EditionFilter, HeadingFilter, "is_on_site"]
    list_select_related = ["heading", "edition__resolution"]
    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["name"]
    search_help_text = "Palabras del nombre o del título, en cualquier orden, o el código."
    ordering = ["position"]
    fields = [
        "code", "heading", "place", "name", "cop", "smmlv", "usd", "text_price", "unit", "is_on_site",
        "is_additional", "minimum_quantity", "maximum_persons", "footnotes", "raw_name", "printed_figures",
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
    def get_changelist(self, request, **kwargs):
        return RowsOfOneEdition

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=FiguresForm, **kwargs)

    def get_search_results(self, request, queryset: QuerySet[Rate], search_term: str):
        """As the public page searches, accents or not."""
        return queryset & Rate.objects.matching(search_term), False

    # --- Changes ---
    def save_model(self, request, obj: Rate, form, change) -> None:
        if not change:
            obj.position = last_place(obj.edition.rates)
            obj.code = free_codes(obj.edition).take(SectionKind(obj.heading.kind), obj.name)
        if FIGURES & set(form.changed_data):
            obj.raw_figures = []  # they are no longer what was printed
        super().save_model(request, obj, form, change)
        if "place" in form.changed_data and form.cleaned_data["place"]:
            arrange(obj.edition.rates, {obj.pk: form.cleaned_data["place"]})

    def delete_model(self, request, obj: Rate) -> None:
        super().delete_model(request, obj)
        arrange(obj.edition.rates)

    def delete_queryset(self, request, queryset) -> None:
        editions = list(Edition.objects.filter(rates__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        for edition in editions:
            arrange(edition.rates)
