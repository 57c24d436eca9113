"""The lists of rows show one edition at a time."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.utils import timezone

from ground.webforms.pages import as_number
from tariffs.models import Edition, Heading

INSIDE = "· "


def edition_shown(request) -> Edition | None:
    """The edition that the address of a list names, or the one that somebody most likely came for: the newest
    draft, or what rules today, or what came last."""
    editions = Edition.objects.select_related("resolution")
    if chosen := request.GET.get(EditionFilter.parameter_name, ""):
        number = as_number(chosen)
        return editions.filter(pk=number).first() if number else None
    draft = editions.drafts().order_by("-pk").first()
    return draft or Edition.objects.in_force(timezone.localdate()) or editions.order_by("-pk").first()


class EditionFilter(admin.SimpleListFilter):
    title = "edición"
    parameter_name = "edicion"

    def __init__(self, request, *args):
        self.edition = edition_shown(request)
        super().__init__(request, *args)

    def lookups(self, request, model_admin):
        editions = Edition.objects.select_related("resolution").order_by("-pk")
        return [(edition.pk, edition_label(edition)) for edition in editions]

    def choices(self, changelist):
        for choice in list(super().choices(changelist))[1:]:
            shown = self.edition and choice["query_string"] == changelist.get_query_string(
                {self.parameter_name: self.edition.pk}
            )
            yield choice | {"selected": bool(shown)}

    def queryset(self, request, queryset):
        return queryset.filter(edition=self.edition) if self.edition else queryset.none()


class HeadingFilter(admin.SimpleListFilter):
    """The sections and laboratories of the edition that is shown."""

    title = "título"
    parameter_name = "titulo"

    def __init__(self, request, *args):
        self.edition = edition_shown(request)
        super().__init__(request, *args)

    def lookups(self, request, model_admin):
        headings = Heading.objects.filter(edition=self.edition).select_related("parent__parent")
        return [(heading.pk, INSIDE * (len(heading.path) - 1) + heading.name) for heading in headings]

    def queryset(self, request, queryset):
        chosen = as_number(self.value())
        if chosen is None:
            return queryset
        # It and all inside it; the tree is three deep.
        return queryset.filter(Q(heading=chosen) | Q(heading__parent=chosen) | Q(heading__parent__parent=chosen))


def edition_label(edition: Edition) -> str:
    return f"{edition.resolution.number} v{edition.version}{'' if edition.published_at else ' (borrador)'}"


class RowsOfOneEdition(ChangeList):
    """Edited in place only while the edition is a draft."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        edition = next((spec.edition for spec in self.filter_specs if isinstance(spec, EditionFilter)), None)
        self.edition = edition
        if edition:
            self.title = f"{str(self.opts.verbose_name_plural).capitalize()}: {edition_label(edition)}"
        if edition is None or edition.published_at:
            self.list_editable = ()
