"""The mails that are owed or were sent, of all apps in one list; the ones that stopped can be tried again."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.timezone import localtime

from ground.audit.admin import AuditedAdmin, ReadOnlyAdmin, column
from ground.audit.retrying import RetryAdmin
from ground.folded import folded
from ground.mails.events import Subject, every_event
from ground.mails.models import Mail


def _subjects() -> set[Subject]:
    return {event.subject for event in every_event() if event.subject}


class EventFilter(admin.SimpleListFilter):
    title = "evento"
    parameter_name = "evento"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            (event.name, f"{apps.get_app_config(event.app).verbose_name}: {event.label}")
            for event in every_event()
            if request.user.has_perm(event.readers)
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mail]) -> QuerySet[Mail]:
        return queryset.filter(event=self.value()) if self.value() else queryset


class StatusFilter(admin.SimpleListFilter):
    title = "estado"
    parameter_name = "estado"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return Mail.Status.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mail]) -> QuerySet[Mail]:
        if (status := self.value()) not in Mail.Status.values:
            return queryset
        return queryset & Mail.objects.in_status(Mail.Status(status))


class MailList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        _place(self.result_list)


def _place(mails: list[Mail]) -> None:
    """Look up the `place` of each, by one query a kind of what they are about."""
    keys = defaultdict(set)
    for mail in mails:
        keys[mail.subject_type].add(mail.subject_id)
    found = {}
    for subject in _subjects():
        if wanted := keys[subject.label]:
            rows = subject.model._default_manager.filter(pk__in=wanted)
            for key, name in rows.values_list("pk", subject.name):
                found[subject.label, str(key)] = (name, subject.url(str(key), name))
    for mail in mails:
        mail.place = found.get((mail.subject_type, mail.subject_id))


@admin.register(Mail)
class MailAdmin(RetryAdmin, AuditedAdmin, ReadOnlyAdmin, admin.ModelAdmin):
    noun = "correo(s)"
    list_display = ["label", "place", "recipient", "state", "last_error", "owed", "sent"]
    list_filter = [EventFilter, StatusFilter]
    search_fields = ["recipient", "user__username"]
    search_help_text = "Destinatario, usuario o número de radicado."
    ordering = ["-pk"]
    readonly_fields = ["label", "place", "state"]
    exclude = ["event", "subject_type", "subject_id", "details"]  # details may quote what a stranger typed

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        return Mail.objects.open_to(request.user).select_related("user")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return MailList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Mail], search_term: str
    ) -> tuple[QuerySet[Mail], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term:
            is_about = Q(pk__in=[])
            for subject in _subjects():
                named = subject.model._default_manager.filter(**dict.fromkeys(folded(subject.name), search_term))
                keys = named.values(key=Cast("pk", CharField()))
                is_about |= Q(subject_type=subject.label, subject_id__in=keys)
            found |= queryset.filter(is_about)
        return found, may_repeat

    label = column("evento", "label", ordering="event")

    @admin.display(description="sobre")
    def place(self, mail: Mail) -> str:
        if not hasattr(mail, "place"):  # on its own page
            _place([mail])
        if mail.place is None:
            return "—"
        name, url = mail.place
        return format_html('<a href="{}">{}</a>', url, name)

    owed = column("creado", lambda row: f"{localtime(row.created_at):%d/%m/%Y %H:%M}", ordering="created_at")

    @admin.display(description="enviado", ordering="done_at", empty_value="—")
    def sent(self, mail: Mail) -> str | None:
        return f"{localtime(mail.done_at):%d/%m/%Y %H:%M}" if mail.done_at else None

    state = column("estado", "status.label")
