"""The everyday words that lead to rates, and which of their codes the edition in force does not have."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from ground.audit.admin import AuditedChanges
from ground.folded import folded
from tariffs.finder import roots
from tariffs.models import FinderWord
from tariffs.waiting import codes_in_force


def unknown_codes(entry: FinderWord, codes: frozenset[str]) -> list[str]:
    return [code for code in (*entry.sure, *entry.near) if code not in codes]


class WordForm(forms.ModelForm):
    class Meta:
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.Textarea(attrs={"rows": 2, "cols": 70})
            for name in ("words", "english_words", "question", "english_question", "note", "english_note")
        }

    def clean(self) -> dict[str, Any]:
        """One name leads to one row: of two, nobody would know which question is asked."""
        answers = super().clean() or {}
        own = FinderWord(words=answers.get("words", ""), english_words=answers.get("english_words", ""))
        names = {roots(name): name for name in own.names}
        for other in FinderWord.objects.exclude(pk=self.instance.pk):
            if taken := next((names[roots(name)] for name in other.names if roots(name) in names), None):
                raise ValidationError(f"«{taken}» ya está en «{other.words}».")
        return answers


class UnknownCodeFilter(admin.SimpleListFilter):
    """The rows to mend after an edition leaves out some of its rates."""

    title, parameter_name = "códigos", "codigos"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("faltan", "Alguno no está en la tarifa vigente"), ("no-se-ofrece", "Sin ninguno: no se ofrece")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[FinderWord]) -> QuerySet[FinderWord]:
        if self.value() == "no-se-ofrece":
            return queryset.filter(codes="", near_codes="")
        if self.value() != "faltan":
            return queryset
        return queryset & FinderWord.objects.beyond(codes_in_force())


class WithUnknownCodes(ChangeList):
    """Each row with its codes that are not in force, asked once for all."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        codes, self.result_list = codes_in_force(), list(self.result_list)
        for entry in self.result_list:
            entry.unknown = unknown_codes(entry, codes)


@admin.register(FinderWord)
class FinderWordAdmin(AuditedChanges, admin.ModelAdmin):
    form = WordForm
    list_display = ["words", "codes", "near_codes", "question", "not_in_force"]
    list_filter = [UnknownCodeFilter]
    list_per_page = 50
    search_fields = folded("words", "english_words", "codes", "near_codes")
    readonly_fields = ["not_in_force"]
    fields = [
        "words", "codes", "near_codes", "not_in_force", "question", "note", "english_words", "english_question",
        "english_note",
    ]  # fmt: skip

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return WithUnknownCodes

    @admin.display(description="no están en la tarifa vigente", empty_value="")
    def not_in_force(self, entry: FinderWord) -> str:
        listed: list[str] | None = entry.__dict__.get("unknown")
        return ", ".join(unknown_codes(entry, codes_in_force()) if listed is None else listed)
