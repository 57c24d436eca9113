"""The search of the whole portal, what it suggests while somebody types, and the map of the site."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from ground.doors.reading import reading_page
from inm_portal.search import sources
from inm_portal.search.answer import answer
from inm_portal.search.forms import PortalSearchForm
from inm_portal.search.kinds import HitKind

PAGE_SIZE = 20
SUGGESTIONS = 6


@reading_page(is_indexed=False)
def search(request: HttpRequest) -> HttpResponse:
    """The best of each kind, or with `tipo` all of one, 404 for a kind that there is not; 422 for what is too
    long or no text. With `exacto`, nothing is spelt otherwise than it was typed."""
    form = PortalSearchForm(request.GET)
    kind = request.GET.get("tipo")
    if kind and kind not in HitKind.values:
        raise Http404
    context: dict = {"form": form, "forms": [form], "answer": None, "typed": ""}
    if not form.is_valid():
        return render(request, "search/search.html", context, status=422)
    typed = form.cleaned_data["q"]
    if not typed:
        return render(request, "search/search.html", context)
    found = answer(typed, exactly="exacto" in request.GET, without=sources.closed_to(request.user))
    exact_query = urlencode({"q": typed, "exacto": "si"})
    context |= {"answer": found, "typed": typed, "exact_query": exact_query}
    if kind:
        page = Paginator(found.entries.filter(kind=kind), PAGE_SIZE).get_page(request.GET.get("pagina"))
        return render(request, "search/of_kind.html", context | {"kind": HitKind(kind), "page": page})
    groups = found.groups()
    context |= {"groups": groups, "count": sum(group.count for group in groups)}
    return render(request, "search/search.html", context)


@reading_page(is_indexed=False)
def suggestions(request: HttpRequest) -> JsonResponse:
    """What the script beside a search box offers for what is typed so far; nothing for what is no search."""
    form = PortalSearchForm(request.GET)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    found = answer(typed, without=sources.closed_to(request.user)) if typed else None
    entries = found.entries[:SUGGESTIONS] if found else []
    offered = [{"title": entry.title, "kind": entry.get_kind_display(), "address": entry.address} for entry in entries]
    return JsonResponse({"suggestions": offered})


@reading_page()
def site_map(request: HttpRequest) -> HttpResponse:
    closed = sources.closed_to(request.user)
    sections = [
        (title, [page for page in pages if page.address not in closed])
        for title, pages in sources.site_map(timezone.now())
    ]
    return render(request, "search/site_map.html", {"sections": sections})
