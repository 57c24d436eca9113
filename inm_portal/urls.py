"""Every public address. They are printed on paper and linked from outside: they never change."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from inm_portal import components, health, my_cases, pages
from inm_portal.help import views as help_pages

handler500 = "inm_portal.errors.fault"

urlpatterns = [
    path("", pages.home, name="home"),
    path("servicios/", pages.service_offer, name="service_offer"),
    path("contacto/", pages.contact, name="contact"),
    path("ayuda/", help_pages.index, name="help"),
    path("ayuda/preguntas/", help_pages.frequent_questions, name="help_questions"),
    path("ayuda/glosario/", help_pages.words, name="help_glossary"),
    path("ayuda/<slug:name>/", help_pages.topic, name="help_topic"),
    path("radicados/", my_cases.my_cases, name="my_cases"),
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

if not settings.IS_PRODUCTION:
    urlpatterns.append(path("componentes/", components.components, name="components"))
