"""The administration: one door, the portal's own, and behind it the second factor."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_otp.middleware import is_verified


class PortalAdminSite(AdminSite):
    site_title = site_header = "Administración del Portal de Servicios en Línea"
    index_title = "Inicio"
    enable_nav_sidebar = False  # the registers are wide, and the index is one step away

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff whose session has shown its second factor."""
        return super().has_permission(request) and is_verified(request.user)

    def admin_view(self, view, cacheable=False):
        """Filters pass what an address says on to the database, whose texts hold no NUL."""

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if any("\x00" in value for _, values in request.GET.lists() for value in values):
                raise BadRequest("NUL in the address")
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def get_urls(self):
        """Without the shortcut from any row to its public page: it would name what is reserved."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """What is missing, the log-in or the second factor, and back to `next`; 404 for citizens."""
        destination = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(destination)
        if not request.user.is_staff:
            raise Http404
        return redirect_to_login(destination, reverse("accounts:second_factor_check"))

    def password_change(  # type: ignore[override]  # it redirects, as Django's own does
        self, request: HttpRequest, extra_context=None
    ) -> HttpResponse:
        """The portal's own, which ends the other sessions and tells the person."""
        return redirect("accounts:password")

    @method_decorator(login_not_required)
    def logout(  # type: ignore[override]  # it redirects, as Django's own does
        self, request: HttpRequest, extra_context=None
    ) -> HttpResponse:
        """The portal's own; by POST only, which a redirection with 307 keeps."""
        return redirect("accounts:logout", preserve_request=True)
