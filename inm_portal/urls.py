"""Every public address. They are printed on paper and linked from outside: they never change."""

from django.contrib import admin
from django.urls import include, path

from inm_portal import health, my_cases, pages, staff_home

urlpatterns = [
    path("", pages.home, name="home"),
    path("servicios/", pages.service_offer, name="service_offer"),
    path("contacto/", pages.contact, name="contact"),
    path("radicados/", my_cases.my_cases, name="my_cases"),
    path("trabajo/", staff_home.staff_home, name="staff_home"),
    path("", include("communications.urls")),
    path("", include("accounts.urls")),
    path("", include("habeas_data.urls")),
    path("", include("requests_oec.urls")),
    path("", include("radicados.urls")),
    path("", include("pqrsd.urls")),
    path("", include("tariffs.urls")),
    path("salud/", health.live, name="health_live"),
    path("salud/listo", health.ready, name="health_ready"),
    path("admin/", admin.site.urls),
]
