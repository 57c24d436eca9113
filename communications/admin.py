from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import get_text_list

from communications.models import NewsItem, NewsPicture, OfferText, ServiceNotice
from communications.offers import TEXTS
from communications.pictures import drawn
from communications.rich_text import left_out
from ground.audit.admin import AuditedChanges, column
from ground.documents.inspection import FileRefusedError
from ground.folded import folded


class PictureForm(forms.ModelForm):
    upload = forms.FileField(
        label="imagen",
        required=False,
        help_text="JPEG, PNG o HEIC, de al menos 400 píxeles de ancho; se guarda más liviana.",
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


class Previewed(admin.ModelAdmin):
    """Rows that are looked at, as they will stand, before they are published: by the view of that name."""

    change_form_template = "admin/previewed_form.html"
    preview: str

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._previewed(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._previewed(request, obj) or super().response_change(request, obj)

    def _previewed(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        return redirect(self.preview, pk=obj.pk) if "_preview" in request.POST else None


@admin.register(NewsItem)
class NewsItemAdmin(AuditedChanges, Previewed):
    list_display = ["title", "published_at", "expires_at"]
    list_filter = ["published_at"]
    search_fields = folded("title", "summary", "body")
    readonly_fields = ["slug"]
    fields = ["title", "summary", "body", "published_at", "expires_at", "slug"]
    inlines = [PictureInline]
    date_hierarchy = "published_at"
    preview = "news_preview"

    def view_on_site(self, item: NewsItem) -> str:
        """Its public page, by its own address."""
        return item.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: NewsItem, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if refused := left_out(obj.body):
            told = get_text_list([f"«{each}»" for each in refused], "y")
            messages.warning(request, f"Del texto no se muestra {told}: no se admite en una noticia.")


@admin.register(ServiceNotice)
class ServiceNoticeAdmin(AuditedChanges, admin.ModelAdmin):
    list_display = ["title", "severity", "begins_at", "ends_at"]
    list_filter = ["severity"]
    search_fields = folded("title", "text")


@admin.register(OfferText)
class OfferTextAdmin(AuditedChanges, Previewed):
    """The versions of each service: all that was ever said, and the next one, which begins as the last."""

    change_form_template = "admin/offer_form.html"
    preview = "offer_preview"
    list_display = ["service", "standing"]
    list_filter = ["service"]
    search_fields = folded("summary", "who", "steps")
    fields = ["service", *TEXTS, "published_at"]

    standing = column("estado", "standing")

    def has_change_permission(self, request: HttpRequest, obj: OfferText | None = None) -> bool:
        return super().has_change_permission(request, obj) and not self._stays(obj)

    def has_delete_permission(self, request: HttpRequest, obj: OfferText | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not self._stays(obj)

    def _stays(self, obj: OfferText | None) -> bool:
        """As it is stored: what somebody types into it now may be refused."""
        published = OfferText.objects.filter(published_at__lte=timezone.now())
        return obj is not None and published.filter(pk=obj.pk).exists()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of the service that the address names, what is said of it today."""
        initial = super().get_changeform_initial_data(request)
        text = OfferText.objects.in_force(timezone.now()).filter(service=initial.get("service")).first()
        told = {name: getattr(text, name) for name in TEXTS} if text else {}
        return told | initial

    def save_model(self, request: HttpRequest, obj: OfferText, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if refused := left_out("\n\n".join(getattr(obj, name) for name in TEXTS)):
            told = get_text_list([f"«{each}»" for each in refused], "y")
            messages.warning(request, f"Del texto no se muestra {told}: no se admite en la oferta.")
