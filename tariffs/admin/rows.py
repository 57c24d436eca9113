"""The headings of a draft and its footnotes."""

from django import forms
from django.contrib import admin
from django.utils.text import Truncator

from ground.webforms.fields import field_as
from tariffs.admin.filters import EditionFilter, RowsOfOneEdition, edition_shown
from tariffs.admin.frozen import DraftsOnly
from tariffs.admin.history import WithHistory
from tariffs.admin.rates import IN_A_LIST, HeadingChoice
from tariffs.arrangement import ASIDE, arrange, last_place, make_findable
from tariffs.models import Edition, Footnote, Heading


class RowsAdmin(DraftsOnly, WithHistory, admin.ModelAdmin):
    """Rows of a draft that somebody chooses when adding one, and that stay in it."""

    list_filter = [EditionFilter]
    list_select_related = ["edition__resolution"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return RowsOfOneEdition

    def get_readonly_fields(self, request, obj=None):
        return ["edition"] if obj else []

    def get_changeform_initial_data(self, request):
        return {"edition": edition_shown(request)} | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "edition":
            kwargs["queryset"] = Edition.objects.drafts().select_related("resolution")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class HeadingForm(forms.ModelForm):
    parent = HeadingChoice(
        Heading.objects.none(), label="Dentro de", required=False, help_text="Vacío: es una sección."
    )
    place = forms.IntegerField(
        label="Orden",
        min_value=1,
        max_value=ASIDE - 1,
        required=False,
        help_text="Los títulos siguientes se corren. Uno nuevo, sin él, va al final.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        editions = Edition.objects.drafts()
        if self.instance.pk:
            editions = editions.filter(pk=self.instance.edition_id)
            self.initial.setdefault("place", self.instance.position)
        headings = Heading.objects.filter(edition__in=editions, parent__parent=None).order_by("position")
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
class HeadingAdmin(RowsAdmin):
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
        if not change:
            obj.position = last_place(obj.edition.headings)
        super().save_model(request, obj, form, change)
        if "place" in form.changed_data and form.cleaned_data["place"]:
            arrange(obj.edition.headings, {obj.pk: form.cleaned_data["place"]})
        if change and {"name", "parent"} & set(form.changed_data):
            make_findable(obj.edition)

    def delete_model(self, request, obj: Heading) -> None:
        super().delete_model(request, obj)
        self._close_gaps(obj.edition)

    def delete_queryset(self, request, queryset) -> None:
        editions = list(Edition.objects.filter(headings__in=queryset).distinct())
        super().delete_queryset(request, queryset)
        for edition in editions:
            self._close_gaps(edition)

    def _close_gaps(self, edition: Edition) -> None:
        """The rates of a heading go with it."""
        arrange(edition.headings)
        arrange(edition.rates)


@admin.register(Footnote)
class FootnoteAdmin(RowsAdmin):
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
