"""The articles of a draft: their texts, their paragraphs and their notes, on one page."""

import re

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from ground.audit.models import Action, record
from tariffs.admin.desk import EditionPages, told

BLOCKS = re.compile(r"\n\s*\n")
PARAGRAPH = re.compile(r"(?P<name>Par[áa]grafo[^:\n]{0,40}):\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
NOTES = re.compile(r"\d{1,4}(?:\s*,\s*\d{1,4})*")


class ArticleForm(forms.Form):
    number = forms.IntegerField(label="Número", min_value=1, max_value=999)
    name = forms.CharField(label="Nombre", max_length=80, help_text="Por ejemplo: Artículo primero.")
    text = forms.CharField(label="Texto", widget=forms.Textarea(attrs={"rows": 5, "cols": 90}))
    paragraphs = forms.CharField(
        label="Parágrafos",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 90}),
        help_text="Cada uno empieza por su nombre y dos puntos («Parágrafo primero: …»), y una línea vacía "
        "lo separa del siguiente.",
    )
    footnotes = forms.CharField(
        label="Notas al pie", required=False, max_length=100, help_text="Sus números, separados por comas."
    )

    def clean_paragraphs(self) -> list[dict]:
        """A block that names no paragraph goes on with the one before."""
        paragraphs: list[dict] = []
        text = self.cleaned_data["paragraphs"].replace("\r\n", "\n").strip()
        for block in BLOCKS.split(text) if text else []:
            if found := PARAGRAPH.fullmatch(block.strip()):
                paragraphs.append({"name": found["name"], "text": found["text"]})
            elif paragraphs:
                paragraphs[-1]["text"] += f"\n\n{block.strip()}"
            else:
                raise forms.ValidationError("Empiece por el nombre: «Parágrafo: …».")
        return paragraphs

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_footnotes(self) -> list[int]:
        typed = self.cleaned_data["footnotes"].strip()
        if typed and not NOTES.fullmatch(typed):
            raise forms.ValidationError("Escriba números separados por comas.")
        return [int(number) for number in typed.split(",")] if typed else []


class ArticleFormSet(forms.BaseFormSet):
    def clean(self) -> None:
        numbers = [article["number"] for article in stored(self)]
        if len(numbers) != len(set(numbers)):
            raise forms.ValidationError("Hay dos artículos con el mismo número.")


Articles = forms.formset_factory(ArticleForm, formset=ArticleFormSet, extra=1, can_delete=True, max_num=200)


def stored(articles: forms.BaseFormSet) -> list[dict]:
    """What is stored of the edition, in order."""
    filled = [form for form in articles if form.is_valid() and form.has_changed() | bool(form.initial)]
    kept = [form.cleaned_data for form in filled if not form.cleaned_data.get("DELETE")]
    stored = [{key: value for key, value in values.items() if key != "DELETE"} for values in kept]
    return sorted(stored, key=lambda article: article["number"])


class ArticlesPage(EditionPages):
    @told
    def edit_articles(self, request, pk):
        edition = self.edition_for(request, pk)
        if not self.has_change_permission(request, edition):
            raise PermissionDenied
        initial = []
        for article in edition.articles:
            paragraphs = (f"{part['name']}: {part['text']}" for part in article["paragraphs"])
            notes = ", ".join(map(str, article["footnotes"]))
            initial.append(article | {"paragraphs": "\n\n".join(paragraphs), "footnotes": notes})
        articles = Articles(request.POST or None, initial=initial)
        if articles.is_valid():
            edition.articles = stored(articles)
            edition.save(update_fields=["articles"])
            record(Action.CHANGED, request=request, subject=edition, what="changed", changes=["articles"])
            messages.success(request, "Los artículos quedaron guardados.")
            return redirect("admin:tariffs_edition_change", edition.pk)
        status = 422 if articles.is_bound else 200
        title = f"Artículos: {edition}"
        return self.page(request, "tariffs/admin/articles.html", edition, title, status, articles=articles)
