"""What the whole portal adds to a response."""

from django.conf import settings
from django.utils.cache import add_never_cache_headers, patch_cache_control


class PrivatePagesMiddleware:
    """A page made for somebody with a session is never stored by a browser or a proxy.

    The cookie tells, not the session itself: pages that need no database must work without one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response
