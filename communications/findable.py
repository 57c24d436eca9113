"""What the portal's search and its site map know of what the institute tells the public."""

from datetime import datetime

from django.urls import reverse

from communications.models import NewsItem
from ground.findable import Findable


def pages() -> list[Findable]:
    return [Findable("Noticias", reverse("news_list"), "Lo que cuenta el Instituto.", also="novedades boletín prensa")]


def news(at: datetime) -> list[Findable]:
    """What may be read at that instant."""
    return [
        Findable(item.title, item.get_absolute_url(), f"{item.summary} {item.words}")
        for item in NewsItem.objects.published(at)
    ]
