"""The portal's addresses and an empty page: the least that a view behind the same middleware can do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

PATH = "/vacia/"


@login_not_required
def empty(request) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path(PATH.lstrip("/"), empty), path("", include("inm_portal.urls"))]
