"""A request as the portal's views see it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """With what its middleware adds for every page."""

    htmx: HtmxDetails
