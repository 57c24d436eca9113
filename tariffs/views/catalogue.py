"""The tariffs to go through and to search, in the edition in force or in any other that was published."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_headers

from ground.webforms.requests import PageRequest
from tariffs.catalogue import catalogue_of
from tariffs.downloads import FORMATS
from tariffs.forms.search import SearchForm
from tariffs.models import Edition
from tariffs.search import prefixes

MOST_HINTS = 6


def public(view):
    """A page of frozen rows, open to all: a browser that has it already is told so."""
    return login_not_required(require_safe(conditional_page(vary_on_headers("HX-Request")(view))))


@public
def in_force(request):
    edition = Edition.objects.in_force(timezone.localdate())
    if edition is None:
        return render(request, "tariffs/none.html")
    return catalogue_page(request, edition, ruling=edition)


@public
def resolution(request, number):
    """The last edition of a resolution."""
    return catalogue_page(request, current_edition(number))


@public
def edition(request, number, version):
    return catalogue_page(request, published_edition(number, version))


def current_edition(number: str) -> Edition:
    """404 for a resolution that has nothing published."""
    return get_object_or_404(
        Edition.objects.current().select_related("resolution"), resolution__number=number
    )


def published_edition(number: str, version: int) -> Edition:
    """404 for what does not exist, and for a draft alike."""
    published = Edition.objects.published().select_related("resolution")
    return get_object_or_404(published, resolution__number=number, version=version)


def catalogue_page(request: PageRequest, edition: Edition, *, ruling: Edition | None = None) -> HttpResponse:
    """The page of an edition, drafts included: who may see it is for the caller to say.

    What it says without a search is kept: it changes when another edition comes into force.
    """
    facts = {"edition": edition} | standing(edition, ruling)
    if request.GET or request.htmx or edition.published_at is None:
        return _searched(request, edition, facts)
    key = "tariffs:page:{}:{edition.cache_key}:{ruling_key}:{is_to_come}".format(request.path, **facts)
    body = caches["fragments"].get_or_set(key, lambda: _body(request, _context(request, edition, facts)))
    return render(request, "tariffs/catalogue.html", facts | {"body": body, "has_errors": False})


def _searched(request: PageRequest, edition: Edition, facts: dict) -> HttpResponse:
    context = _context(request, edition, facts)
    form = context["form"]
    status = 200 if form.is_valid() else 422
    if form.is_searching:
        context |= _found(form, edition)
    if request.htmx:
        return render(request, "tariffs/_results.html", context, status=status)
    context |= {"body": _body(request, context), "has_errors": not form.is_valid()}
    return render(request, "tariffs/catalogue.html", context, status=status)


def _context(request: PageRequest, edition: Edition, facts: dict) -> dict:
    catalogue = catalogue_of(edition)
    form = SearchForm(request.GET, catalogue=catalogue)
    shown = {"form": form, "forms": [form], "catalogue": catalogue, "currency": "", "hints": []}
    return facts | shown | {"formats": FORMATS}


def _body(request: PageRequest, context: dict) -> SafeString:
    return render_to_string("tariffs/_catalogue.html", context, request)


def _found(form: SearchForm, edition: Edition) -> dict:
    shown = form.catalogue.only(form.positions(edition))
    hints = [] if len(shown) else _words_that_are_there(form.typed, edition)
    return {"catalogue": shown, "currency": form.cleaned_data["moneda"], "hints": hints}


def _words_that_are_there(typed: str, edition: Edition) -> list[str]:
    """Of words that find nothing together, those of the first few that find something by themselves."""
    words = list(dict.fromkeys(word for word in typed.split() if prefixes(word)))[:MOST_HINTS]
    if len(words) < 2:
        return []
    finds = {f"word_{place}": Exists(edition.rates.matching(word)) for place, word in enumerate(words)}
    found = Edition.objects.filter(pk=edition.pk).values(**finds).get()
    return [word for word, is_there in zip(words, found.values(), strict=True) if is_there]


def standing(edition: Edition, ruling: Edition | None = None) -> dict:
    """Whether an edition rules today, and which one does; the caller may know it already."""
    today = timezone.localdate()
    ruling = ruling or Edition.objects.in_force(today)
    return {
        "rules": edition == ruling,
        "ruling": ruling,
        "ruling_key": ruling.cache_key if ruling else None,
        "is_to_come": edition.valid_from is None or edition.valid_from > today,
    }
