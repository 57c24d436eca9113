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


@method_decorator(reading_page(), name="dispatch")
class NewsDetailView(PublishedNews, DetailView):
    template_name = "communications/news_detail.html"
    context_object_name = "news_item"
