from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import get_text_list

from communications.models import NewsItem, NewsPicture, ServiceNotice
from communications.pictures import drawn
from communications.rich_text import left_out
from ground.audit.admin import AuditedChanges
from ground.documents.inspection import FileRefusedError
from ground.folded import folded


class PictureForm(forms.ModelForm):
    upload = forms.FileField(
        label="imagen", required=False, help_text="JPEG o PNG, de al menos 400 píxeles de ancho; se guarda más liviana."
    )

    class Meta:
        model = NewsPicture
        fields = ["upload", "alt", "is_decorative", "caption", "credit"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        upload = answers.get("upload")
        if upload:
            try:
                self.instance.draw(drawn(upload))
            except FileRefusedError as refusal:
                self.add_error("upload", str(refusal))
        elif self.instance.pk is None and "upload" not in self.errors:
            self.add_error("upload", "Elija la imagen.")
        if bool(answers.get("alt")) == bool(answers.get("is_decorative")):
            self.add_error("alt", "Diga qué se ve en la imagen, o marque que es solo adorno.")
        return answers


class PictureInline(admin.StackedInline):
    model = NewsPicture
    form = PictureForm
    extra = 0
    max_num = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A picture is of its news, and so for whoever may change those."""
        return request.user.has_perm("communications.change_newsitem")

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request)


@admin.register(NewsItem)
class NewsItemAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "published_at", "expires_at"]
    list_filter = ["published_at"]
    search_fields = folded("title", "summary", "body")
    readonly_fields = ["slug"]
    fields = ["title", "summary", "body", "published_at", "expires_at", "slug"]
    inlines = [PictureInline]
    date_hierarchy = "published_at"
    change_form_template = "admin/news_form.html"

    def view_on_site(self, item: NewsItem) -> str:
        """Its public page, by its own address."""
        return item.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: NewsItem, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if refused := left_out(obj.body):
            told = get_text_list([f"«{each}»" for each in refused], "y")
            messages.warning(request, f"Del texto no se muestra {told}: no se admite en una noticia.")

    def response_add(self, request: HttpRequest, obj: NewsItem, post_url_continue: str | None = None) -> HttpResponse:
        return self._previewed(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: NewsItem) -> HttpResponse:
        return self._previewed(request, obj) or super().response_change(request, obj)

    def _previewed(self, request: HttpRequest, obj: NewsItem) -> HttpResponse | None:
        return redirect("news_preview", pk=obj.pk) if "_preview" in request.POST else None


@admin.register(ServiceNotice)
class ServiceNoticeAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "severity", "begins_at", "ends_at"]
    list_filter = ["severity"]
    search_fields = folded("title", "text")
