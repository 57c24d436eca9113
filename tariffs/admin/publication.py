"""A draft against what it takes the place of, and its publication after a second look."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from tariffs.admin.forms import PublicationForm
from tariffs.admin.frozen import IS_PUBLISHED, told
from tariffs.admin.pages import EditionPages
from tariffs.differences import FACTS, Differences, differences
from tariffs.draft import base_of, rows_of
from tariffs.linter import Remark, findings
from tariffs.models import Edition, Rate
from tariffs.publication import PublicationRefusedError, fingerprint, publish_draft

# What an edition says of itself, in the order of the page.
TOLD = ("repeals", "valid_to", "smmlv_pesos", "uvt_pesos")


def comparison(edition: Edition) -> dict:
    """For the page: the edition before, what is not the same in it, and what is odd in the new one."""
    base, rates = base_of(edition), list(rows_of(edition))
    found = findings(rates, smmlv_pesos=edition.smmlv_pesos)
    before = list(rows_of(base)) if base else []
    told = differences(before, rates)
    known = findings(before, smmlv_pesos=base.smmlv_pesos) if base else []
    return {
        "base": base,
        "differences": told,
        "changes": with_facts(told),
        "findings": news_first(found, known),
        "articles": _changed_articles(base, edition),
        "notes": _changed_notes(base, edition),
        "facts": _changed_facts(base, edition),
    }


def news_first(found: Iterable[Remark], known: Iterable[Remark]) -> list[tuple[Remark, bool]]:
    """Each finding with whether it is new, that is, not among those that were known; the new ones first."""
    old = {(finding.code, finding.flaw) for finding in known}
    marked = [(finding, (finding.code, finding.flaw) not in old) for finding in found]
    return sorted(marked, key=lambda pair: not pair[1])


def with_facts(told: Differences, beside: Edition | None = None) -> list[tuple]:
    """The changed rows with their facts, each with what another edition says of it."""
    others = {rate.code: rate for rate in rows_of(beside)} if beside else {}
    return [
        (change, [(fact, _fact(others.get(change.after.code), fact.label)) for fact in change.facts])
        for change in told.changed
    ]


def _fact(rate: Rate | None, label: str) -> str:
    return FACTS[label](rate) if rate else "—"


def _changed_articles(base: Edition | None, edition: Edition) -> list[str]:
    """The names of the articles that do not say the same."""
    before = {article["number"]: article for article in base.articles} if base else {}
    after = {article["number"]: article for article in edition.articles}
    changed = [number for number in sorted({*before, *after}) if before.get(number) != after.get(number)]
    return [(after.get(number) or before[number])["name"] for number in changed]


def _changed_notes(base: Edition | None, edition: Edition) -> list[int]:
    """The numbers of the footnotes that do not say the same."""
    before = dict(base.footnotes.values_list("number", "text")) if base else {}
    after = dict(edition.footnotes.values_list("number", "text"))
    return [number for number in sorted({*before, *after}) if before.get(number) != after.get(number)]


def _changed_facts(base: Edition | None, edition: Edition) -> list[tuple[str, str, str]]:
    """What the edition says of itself: name, before, now."""
    if base is None:
        return []
    fields = [field for field in Edition._meta.fields if field.name in TOLD]
    values = [(field, getattr(base, field.name), getattr(edition, field.name)) for field in fields]
    return [
        (str(field.verbose_name).capitalize(), before or "—", after or "—")
        for field, before, after in values
        if before != after
    ]


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
            return self._publish(request, edition, form.cleaned_data)
        context = comparison(edition) | {"form": form}
        title, status = f"Publicar: {edition}", 422 if form.is_bound else 200
        return self.page(request, "tariffs/admin/publish.html", edition, title, status, **context)

    def _publish(self, request, edition: Edition, values: dict):
        try:
            publish_draft(
                edition=edition, valid_from=values["valid_from"], seen=values["seen"], request=request
            )
        except PublicationRefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:tariffs_edition_publish", edition.pk)
        public = reverse("tariffs:edition", args=[edition.resolution.number, edition.version])
        messages.success(request, f"{edition}, quedó publicada para todos en {public}.")
        return redirect("admin:tariffs_edition_change", edition.pk)
