"""A draft against what it takes the place of, and its publication after a second look."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from ground.webforms.fields import DayField
from tariffs.admin.desk import IS_PUBLISHED, EditionPages, told
from tariffs.differences import FACTS, NOTHING, Differences, differences
from tariffs.draft import PublicationRefusedError, base_of, fingerprint, publish_draft, rows_of
from tariffs.linter import Remark, findings
from tariffs.models import Edition

# What an edition says of itself, in the order of the page.
TOLD = ("repeals", "valid_to", "smmlv_pesos", "uvt_pesos")


def comparison(edition: Edition) -> dict:
    """For the page: the edition before, what is not the same in it, and what is odd in the new one."""
    base, rates = base_of(edition), list(rows_of(edition))
    found, known, before, facts = findings(rates, smmlv_pesos=edition.smmlv_pesos), [], [], []
    articles, notes = {}, {}
    if base:
        before = list(rows_of(base))
        known = findings(before, smmlv_pesos=base.smmlv_pesos)
        articles = {article["number"]: article for article in base.articles}
        notes = dict(base.footnotes.values_list("number", "text"))
        for field in (field for field in Edition._meta.fields if field.name in TOLD):
            old, new = getattr(base, field.name), getattr(edition, field.name)
            if old != new:
                facts.append((str(field.verbose_name).capitalize(), old or NOTHING, new or NOTHING))
    told = differences(before, rates)
    articles_now = {article["number"]: article for article in edition.articles}
    names = {number: article["name"] for number, article in (articles | articles_now).items()}
    return {
        "base": base,
        "differences": told,
        "changes": with_facts(told),
        "findings": news_first(found, known),
        "articles": [names[number] for number in _changed(articles, articles_now)],
        "notes": _changed(notes, dict(edition.footnotes.values_list("number", "text"))),
        "facts": facts,
    }


def _changed(before: dict[int, Any], after: dict[int, Any]) -> list[int]:
    """The numbers of what does not say the same."""
    return [number for number in sorted({*before, *after}) if before.get(number) != after.get(number)]


def news_first(found: Iterable[Remark], known: Iterable[Remark]) -> list[tuple[Remark, bool]]:
    """Each finding with whether it is new, that is, not among those that were known; the new ones first."""
    old = {(finding.code, finding.flaw) for finding in known}
    marked = [(finding, (finding.code, finding.flaw) not in old) for finding in found]
    return sorted(marked, key=lambda pair: not pair[1])


def with_facts(told: Differences, beside: Edition | None = None) -> list[tuple]:
    """The changed rows with their facts, each with what another edition says of it."""
    others = {rate.code: rate for rate in rows_of(beside)} if beside else {}
    told_beside = []
    for change in told.changed:
        other = others.get(change.after.code)
        facts = [(fact, FACTS[fact.label](other) if other else NOTHING) for fact in change.facts]
        told_beside.append((change, facts))
    return told_beside


class PublicationForm(forms.Form):
    """The second look; `seen` is the fingerprint of what the page showed."""

    valid_from = DayField(label="Rige desde", help_text="Publicación en el Diario Oficial.")
    number = forms.CharField(label="Número de la resolución", max_length=40)
    has_looked = forms.BooleanField(label="Revisé las diferencias y las observaciones de esta página")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.expected = edition, edition.resolution.number
        self.fields["number"].help_text = f"Escriba {self.expected} para confirmar."

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if number != self.expected:
            raise forms.ValidationError("No es el número de esta resolución.")
        return number

    def clean(self) -> None:
        super().clean()
        begins, ends = self.cleaned_data.get("valid_from"), self.edition.valid_to
        if begins and ends and begins > ends:
            self.add_error("valid_from", "No puede ser posterior a la fecha hasta la que rige.")


class PublicationPage(EditionPages):
    def compare(self, request, pk):
        edition = self.edition_for(request, pk)
        if edition.published_at:
            return redirect("tariffs:changes", edition.resolution.number)
        title = f"Diferencias: {edition}"
        return self.page(request, "tariffs/admin/compare.html", edition, title, **comparison(edition))

    @told
    def publish(self, request, pk):
        """Show the differences again, ask for the date and the number, and publish what was shown."""
        if not request.user.has_perm("tariffs.publish_edition"):
            raise PermissionDenied
        edition = self.edition_for(request, pk)
        if edition.published_at:
            messages.warning(request, IS_PUBLISHED)
            return redirect("admin:tariffs_edition_change", pk)
        initial = {"valid_from": edition.valid_from, "seen": fingerprint(edition)}
        form = PublicationForm(request.POST or None, edition=edition, initial=initial)
        if form.is_valid():
            valid_from, seen = form.cleaned_data["valid_from"], form.cleaned_data["seen"]
            try:
                publish_draft(edition=edition, valid_from=valid_from, seen=seen, request=request)
            except PublicationRefusedError as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:tariffs_edition_publish", edition.pk)
            public = reverse("tariffs:edition", args=[edition.resolution.number, edition.version])
            messages.success(request, f"{edition}, quedó publicada para todos en {public}.")
            return redirect("admin:tariffs_edition_change", edition.pk)
        context = comparison(edition) | {"form": form}
        title, status = f"Publicar: {edition}", 422 if form.is_bound else 200
        return self.page(request, "tariffs/admin/publish.html", edition, title, status, **context)
