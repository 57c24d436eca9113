"""The news for whoever follows them with a reader of feeds."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from communications.models import NewsItem
from ground.printable import clean

MOST_NEWS = 20


class NewsFeed(Feed):
    """The last that may be read now; all addresses are the portal's own, whatever host was asked.

    XML has no way to write the line breaks that a text processor leaves within a paragraph.
    """

    feed_type = Atom1Feed
    language = "es-co"
    title = f"Noticias del {settings.ENTITY['name']}"
    subtitle = "Lo que el Instituto informa a la ciudadanía."
    author_name = settings.ENTITY["name"]

    def link(self) -> str:
        return settings.PORTAL_BASE_URL + reverse("news_list")

    def feed_url(self) -> str:
        return settings.PORTAL_BASE_URL + reverse("news_feed")

    def items(self) -> QuerySet[NewsItem]:
        return NewsItem.objects.published(at=timezone.now())[:MOST_NEWS]

    def item_title(self, item: NewsItem) -> str:
        return clean(item.title)

    def item_description(self, item: NewsItem) -> str:
        return clean(item.summary)

    def item_link(self, item: NewsItem) -> str:
        return settings.PORTAL_BASE_URL + item.get_absolute_url()

    def item_pubdate(self, item: NewsItem) -> datetime | None:
        return item.published_at

    item_updateddate = item_pubdate
