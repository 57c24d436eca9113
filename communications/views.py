from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from communications.models import NewsItem
from ground.doors.reading import reading_page


class PublishedNews:
    """The news that may be read now; any other is a 404."""

    def get_queryset(self):
        return NewsItem.objects.published(at=timezone.now())


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
