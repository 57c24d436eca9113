"""The offices and the paragraphs of letters in the hands of people. Cases have desks of their own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from expedientes.models import Dependencia, Expediente, ModelParagraph
from ground.audit.admin import AuditedChanges, column
from ground.folded import folded
from ground.webforms.fields import field_as


@admin.register(Dependencia)
class DependenciaAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["name", "code", "email", "is_first", "is_internal_control", "is_active"]
    search_fields = ["code", *folded("name")]

    def has_delete_permission(self, request: HttpRequest, obj: Dependencia | None = None) -> bool:
        """Cases went through it: it is put out of use instead."""
        return False


def _desks() -> dict[str, str]:
    """Those that write letters, by their app."""
    return {each.desk.app: each.desk.title for each in Expediente.__subclasses__() if hasattr(each, "desk")}


class ModelParagraphForm(forms.ModelForm):
    app = forms.ChoiceField(label="Mesa", required=False, help_text="La que lo encuentra al escribir una carta.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "app" in self.fields:  # whoever only reads has none
            field_as(forms.ChoiceField, self, "app").choices = [("", "Todas"), *_desks().items()]


@admin.register(ModelParagraph)
class ModelParagraphAdmin(AuditedChanges, admin.ModelAdmin):
    form = ModelParagraphForm
    list_display = ["title", "desk", "is_active"]
    list_filter = ["is_active"]
    search_fields = folded("title", "text")

    desk = column("mesa", lambda paragraph: _desks().get(paragraph.app, "Todas"), ordering="app")
