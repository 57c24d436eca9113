from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from accounts.doors import UserRequest, verified_only
from communications.models import NewsItem, NewsPicture
from ground.doors.reading import reading_page


class PublishedNews:
    """The news that may be read now; any other is a 404."""

    def get_queryset(self):
        return NewsItem.objects.published(at=timezone.now()).with_picture()


@method_decorator(reading_page(), name="dispatch")
class NewsListView(PublishedNews, ListView):
    template_name = "communications/news_list.html"
    paginate_by = 10
    page_kwarg = "pagina"

    def paginate_queryset(self, queryset, page_size):
        """The last page stands for those that are no more, as in every list."""
        page = self.get_paginator(queryset, page_size).get_page(self.request.GET.get(self.page_kwarg))
        return page.paginator, page, page.object_list, page.has_other_pages()


@method_decorator(reading_page(), name="dispatch")
class NewsDetailView(PublishedNews, DetailView):
    template_name = "communications/news_detail.html"
    context_object_name = "news_item"


@verified_only
@never_cache
@require_safe
def preview(request: UserRequest, pk: int) -> HttpResponse:
    """A piece of news as it will stand, for whoever may change it."""
    if not request.user.has_perm("communications.change_newsitem"):
        raise PermissionDenied
    item = get_object_or_404(NewsItem.objects.with_picture(), pk=pk)
    return render(request, "communications/news_detail.html", {"news_item": item, "is_preview": True})


@reading_page(seconds=365 * 24 * 3600)
def picture(request, pk: int, sha: str, size: str) -> HttpResponse:
    """A picture of news that may be read now, or that who asks may change; its address changes with what it shows."""
    found = NewsPicture.objects.filter(news_item=pk, sha256__startswith=sha)
    if not request.user.has_perm("communications.change_newsitem"):
        found = found.filter(news_item__in=NewsItem.objects.published(at=timezone.now()))
    content = found.values_list("wide" if size == "ancha" else "small", flat=True).first()
    if content is None:
        raise Http404
    return HttpResponse(bytes(content), content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})
