"""The trail, to read, and what makes the rest of the admin leave one."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as of_django  # its words are no entries of our catalogue

from ground.audit.models import Action, Entry, record
from ground.doors.reserve import may_see_reserved, open_subjects
from ground.spreadsheets.csv_files import csv_response

QUERY_LENGTH = 1000
# A page for the staff alone leaves it; who reads their own case leaves none.
READ_BY_STAFF = Q(action=Action.READ)
EXPORTED_FIELDS = [
    "seal__position", "at", "action", "actor_id", "actor_name", "subject_type", "subject_id", "detail",
    "address", "seal__previous", "seal__sha256",
]  # fmt: skip


def column(title: str, shown: str | Callable[[Any], object], **options: Any) -> Any:
    """What the lists and pages of the admin show of a row: the value at that dotted path, or what that makes
    of the row. The options are those of `admin.display`."""
    value_of = attrgetter(shown) if isinstance(shown, str) else shown
    return admin.display(description=title, **options)(lambda self, row: value_of(row))


class ChoiceFilter(admin.SimpleListFilter):
    """One condition for each choice: `conditions` maps the value of the address to its words and its Q."""

    conditions: dict[str, tuple[str, Q]]

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(value, words) for value, (words, _) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.conditions.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


def filter_by(title: str, parameter: str, **conditions: tuple[str, Q]) -> type[ChoiceFilter]:
    facts = {"title": title, "parameter_name": parameter, "conditions": conditions}
    return type("ChoiceFilter", (ChoiceFilter,), facts)


class HappenedFilter(admin.EmptyFieldListFilter):
    """Whether what a date tells of has happened: yes or no, where Django says that the date is empty or not."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for choice in super().choices(changelist):
            display = choice["display"].replace(of_django("Not empty"), "Sí").replace(of_django("Empty"), "No")
            yield {**choice, "display": display}


class ReadOnlyAdmin:
    """A register: rows are read, never typed."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


class AuditedChanges(admin.ModelAdmin):
    """Additions, changes and deletions are recorded, with fields but without values."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """An address that filters by the rows pointing here would tell whose a row is that the person may not
        see."""
        first = lookup.partition(LOOKUP_SEP)[0]
        if first in {relation.name for relation in self.opts.related_objects}:
            return False
        return super().lookup_allowed(lookup, value, request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **facts: Any) -> Any:
        """Without the hidden copy of a default that is computed, which says of itself what only a control may."""
        field = super().formfield_for_dbfield(db_field, request, **facts)
        if field is not None:
            field.show_hidden_initial = False
        return field

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A year that no calendar has, in an address, is told as Django tells any filter that is wrong."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters from error

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        record(Action.CHANGED, request=request, subject=obj, what="added", changes=_without_values(message))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        record(Action.CHANGED, request=request, subject=obj, what="changed", changes=_without_values(message))
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model]) -> Any:
        for obj in queryset:
            record(Action.CHANGED, request=request, subject=obj, what="deleted")
        return super().log_deletions(request, queryset)


class AuditedAdmin(AuditedChanges):
    """Where personal data are shown: reading and listing them is recorded as well.

    It is recorded before anything is sent: a trail that cannot be written shows nobody anything.
    """

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **facts: Any
    ) -> HttpResponse:
        if facts["obj"] is not None:
            record(Action.READ, request=request, subject=facts["obj"])
        return super().render_change_form(request, context, *args, **facts)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        listed = (getattr(response, "context_data", None) or {}).get("cl")
        if listed:
            record_search(request, self.model, results=listed.result_count)
        return response


def record_search(request: HttpRequest, model: type[Model], *, results: int) -> None:
    """Somebody listed rows of the model with the filters that the address says.

    What was typed by who sees reserved rows is not kept: it may name somebody of whom only they may know.
    """
    query = "" if may_see_reserved(request.user) else request.GET.urlencode()[:QUERY_LENGTH]
    record(Action.SEARCHED, request=request, subject=model, query=query, results=results)


def _without_values(message: Any) -> list[dict[str, Any]]:
    """The admin's account of a change, without the names of the related rows: those quote their data."""
    parts = message if isinstance(message, list) else []
    return [
        {kind: {key: value for key, value in facts.items() if key != "object"} for kind, facts in part.items()}
        for part in parts
    ]


@admin.register(Entry)
class EntryAdmin(AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    list_display = ["position", "instant", "action", "actor", "subject", "address"]
    list_filter = ["action"]
    list_select_related = ["seal"]
    search_fields = ["actor_name", "subject_id", "subject_type"]
    search_help_text = "Usuario, o clase o número de aquello sobre lo que se actuó."
    date_hierarchy = "at"
    fields = ["position", "instant", "action", "actor", "subject", "detail", "address", "previous", "sha256"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["export"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """What was done about a reserved row would tell whose it is, and its positions are missing; the chain is
        verified whole all the same. That somebody of the staff read one is there, by whom and when: see
        `is_withheld`."""
        is_open = open_subjects(request.user)
        withheld: Case | Value = Value(False)
        entries: QuerySet[Entry] = super().get_queryset(request)
        if is_open:  # there is a condition: this person does not see all of it
            entries = entries.filter(is_open | READ_BY_STAFF)
            withheld = Case(When(is_open, then=Value(False)), default=Value(True))
        return entries.annotate(is_withheld=withheld)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        """No search finds out of which row an entry withholds that it is."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        return (found.filter(is_withheld=False) if search_term else found), has_duplicates

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nor does an address."""
        is_of_the_fact = lookup.partition(LOOKUP_SEP)[0] in {"action", "actor_id", "actor_name", "at"}
        is_open = is_of_the_fact or may_see_reserved(request.user)
        return is_open and super().lookup_allowed(lookup, value, request)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fields = super().get_fields(request, obj)
        return [name for name in fields if name != "detail"] if getattr(obj, "is_withheld", False) else fields

    instant = column("fecha y hora", lambda entry: f"{localtime(entry.at):%d/%m/%Y %H:%M:%S}", ordering="at")

    @admin.display(description="usuario", ordering="actor_name")
    def actor(self, entry: Entry) -> str:
        return f"{entry.actor_name} ({entry.actor_id})" if entry.actor_id else "—"

    @admin.display(description="sobre qué")
    def subject(self, entry: Any) -> str:
        if entry.is_withheld:
            return "Algo reservado"
        try:
            kind = apps.get_model(entry.subject_type)._meta.verbose_name
        except (LookupError, ValueError):  # of nothing, or of a model that is no more
            kind = entry.subject_type
        return f"{kind} {entry.subject_id}".strip() or "—"

    position = column("posición", "seal.position", ordering="seal__position")

    previous = column("huella anterior", "seal.previous")

    sha256 = column("huella", "seal.sha256")

    @admin.action(description="Exportar los asientos elegidos (CSV)", permissions=["view"])
    def export(self, request: HttpRequest, queryset: QuerySet[Entry]) -> StreamingHttpResponse:
        record(Action.EXPORTED, request=request, subject=Entry, rows=queryset.count())
        rows = queryset.values("is_withheld", *EXPORTED_FIELDS).iterator()
        return csv_response("auditoria.csv", EXPORTED_FIELDS, map(_exported, rows))


def _exported(row: dict[str, Any]) -> list[Any]:
    withheld = {"subject_type", "subject_id", "detail"} if row["is_withheld"] else set()
    return ["" if name in withheld else row[name] for name in EXPORTED_FIELDS]
