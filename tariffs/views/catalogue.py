"""The tariffs to go through, to search, to compare and to keep, in the edition in force or in any other that
was published."""

from django.core.cache import caches
from django.db.models import Exists, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.vary import vary_on_headers

from ground.doors.reading import reading_page
from ground.webforms.pages import PageRequest
from ground.words import prefixes
from tariffs.catalogue import CACHE_SECONDS, catalogue_of
from tariffs.differences import differences
from tariffs.downloads import FORMATS, contents_of
from tariffs.draft import rows_of
from tariffs.english import Names, names_of_page
from tariffs.forms import SearchForm
from tariffs.models import Edition, Rate
from tariffs.quote_address import Asked, AskedLine
from tariffs.quote_price import edition_name

SECONDS_TO_WAIT = 30
MOST_HINTS = 6


def public(view):
    """A page of frozen rows, of which htmx asks for a part."""
    return reading_page()(vary_on_headers("HX-Request")(view))


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
    return get_object_or_404(Edition.objects.current().select_related("resolution"), resolution__number=number)


def published_edition(number: str, version: int) -> Edition:
    """404 for what does not exist, and for a draft alike."""
    published = Edition.objects.published().select_related("resolution")
    return get_object_or_404(published, resolution__number=number, version=version)


def catalogue_page(request: PageRequest, edition: Edition, *, ruling: Edition | None = None) -> HttpResponse:
    """The page of an edition, drafts included: who may see it is for the caller to say.

    What it says without a search is kept: it changes when another edition comes into force.
    """
    facts = {"edition": edition, "names": names_of_page()} | standing(edition, ruling)
    if not (request.GET or request.htmx or edition.published_at is None):
        key = "tariffs:page:{}:{edition.cache_key}:{names.key}:{ruling_key}:{is_to_come}".format(request.path, **facts)
        body = caches["fragments"].get_or_set(key, lambda: _body(request, _context(request, edition, facts)))
        return render(request, "tariffs/catalogue.html", facts | {"body": body, "has_errors": False})
    context = _context(request, edition, facts)
    form = context["form"]
    status = 200 if form.is_valid() else 422
    if form.is_searching:
        whole = catalogue_of(edition, form.names, form.asked) if form.asked else form.catalogue
        shown = whole.only(form.positions(edition))
        hints = [] if len(shown) else _words_that_are_there(form.typed, edition, form.names)
        context |= {"catalogue": shown, "currency": form.cleaned_data["moneda"], "hints": hints}
    if request.htmx:
        return render(request, "tariffs/_results.html", context, status=status)
    context |= {"body": _body(request, context), "has_errors": not form.is_valid()}
    return render(request, "tariffs/catalogue.html", context, status=status)


def _context(request: PageRequest, edition: Edition, facts: dict) -> dict:
    catalogue = catalogue_of(edition, facts["names"])
    form = SearchForm(request.GET, catalogue=catalogue, names=facts["names"])
    shown = {"form": form, "forms": [form], "catalogue": catalogue, "currency": "", "hints": []}
    return facts | shown | {"formats": FORMATS}


def _body(request: PageRequest, context: dict) -> SafeString:
    return render_to_string("tariffs/_catalogue.html", context, request)


def _words_that_are_there(typed: str, edition: Edition, names: Names) -> list[str]:
    """Of words that find nothing together, those of the first few that find something by themselves."""
    words = list(dict.fromkeys(word for word in typed.split() if prefixes(word)))[:MOST_HINTS]
    if len(words) < 2:
        return []
    finds = {f"word_{place}": Exists(edition.rates.matching(word, names.english)) for place, word in enumerate(words)}
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


# --- What changed -----------------------------------------------------------------------------------------
@public
def changes(request, number):
    """What changed since the last resolution, and every edition that was published."""
    edition, published = current_edition(number), Edition.objects.published().select_related("resolution")
    # The last edition of the resolution that ruled before, as `in_force` orders them.
    begun_before = Q(valid_from__lt=edition.valid_from) | Q(
        valid_from=edition.valid_from, resolution__lt=edition.resolution_id
    )
    others = Edition.objects.current().exclude(resolution=edition.resolution_id).filter(begun_before)
    previous = others.select_related("resolution").order_by("-valid_from", "-resolution_id").first()
    earlier = Edition.objects.published().filter(resolution=edition.resolution_id)
    corrected = earlier.filter(version__lt=edition.version).order_by("-version").first()
    context = {
        "edition": edition,
        "names": names_of_page(),
        "previous": previous,
        "differences": differences(rows_of(previous), rows_of(edition)) if previous else None,
        "corrected": corrected,
        "corrections": differences(rows_of(corrected), rows_of(edition)) if corrected else None,
        "editions": published,
    }
    return render(request, "tariffs/changes.html", context | standing(edition))


# --- One row, at an address that stays --------------------------------------------------------------------
@public
def rate(request, number, version, code):
    return _rate_page(request, published_edition(number, version), code)


@public
def current_rate(request, number, code):
    """The row in the last edition of the resolution."""
    return _rate_page(request, current_edition(number), code)


def _rate_page(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    whole = edition.rates.select_related("heading", "edition__resolution").prefetch_related("footnotes")
    found = get_object_or_404(whole, code=code)
    names = names_of_page()
    catalogue, facts = catalogue_of(edition, names), standing(edition)
    published = Rate.objects.filter(code=code, edition__in=Edition.objects.published())
    latest_first = ("-edition__valid_from", "-edition__resolution_id", "-edition__version")
    # By the tariff in force, unless the row is of another one; with what it is added to, when that is one row.
    line = AskedLine(found.code, quantity=str(found.minimum_quantity or 1))
    base = [AskedLine(code, quantity="1") for code in found.additional_to if len(found.additional_to) == 1]
    asked = Asked(edition="" if facts["rules"] else edition_name(edition), lines=(*base, line))
    context = {
        "edition": edition,
        "names": names,
        "rate": found,
        "path": catalogue.path_to(found.position),
        "flag": catalogue.flags.get(found.position),
        "versions": list(published.select_related("edition__resolution").order_by(*latest_first)),
        "quote": asked.query,
    }
    return render(request, "tariffs/rate.html", context | facts)


# --- An edition to keep: PDF, spreadsheet and open data ---------------------------------------------------
@public
def download(request, number, version, format):
    """A file that says the same for ever; whoever has it already is told so.

    While no worker has made the PDF it is a page that says so, with status 503.
    """
    edition, headers = published_edition(number, version), {"Cache-Control": "public, max-age=600"}
    if write := FORMATS[format].write:
        key = f"tariffs:{edition.cache_key}:{format}"
        content = caches["fragments"].get_or_set(key, lambda: write(contents_of(edition)), CACHE_SECONDS)
    elif edition.booklet.done_at:
        content = edition.booklet.pdf
        headers["ETag"] = f'"{edition.booklet.sha256}"'
    else:
        others = {extension: other for extension, other in FORMATS.items() if other.write}
        context = {"edition": edition, "others": others}
        page = render(request, "tariffs/in_preparation.html", context, status=503)
        page["Retry-After"], page["Cache-Control"] = SECONDS_TO_WAIT, "no-store"
        return page
    headers["Content-Disposition"] = f'attachment; filename="tarifas-{number}-v{version}.{format}"'
    return HttpResponse(content, content_type=FORMATS[format].content_type, headers=headers)
