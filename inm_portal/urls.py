"""Every public address. They are printed on paper and linked from outside: they never change."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ground.languages import either
from inm_portal import components, discovery, finder, health, my_cases, offer, pages, staff_home, state_menus
from inm_portal.help import views as help_pages
from inm_portal.search import views as search

handler400 = "inm_portal.errors.bad_request"
handler403 = "inm_portal.errors.permission_denied"
handler404 = "inm_portal.errors.page_not_found"
handler500 = "inm_portal.errors.fault"

urlpatterns = [
    path(either("", ""), pages.home, name="home"),
    path(either("servicios/", "services/"), offer.service_offer, name="service_offer"),
    path(either("servicios/buscar/", "services/find/"), finder.finder, name="finder"),
    path(either("servicios/vista-previa/<int:pk>/", "services/preview/<int:pk>/"), offer.preview, name="offer_preview"),
    path("contacto/", pages.contact, name="contact"),
    path("transparencia/", state_menus.transparency, name="transparency"),
    path("atencion/", state_menus.attention, name="attention"),
    path("participa/", state_menus.participation, name="participation"),
    path("cookies/", state_menus.cookies, name="cookies"),
    path("buscar/", search.search, name="search"),
    path("buscar/sugerencias/", search.suggestions, name="search_suggestions"),
    path("mapa-del-sitio/", search.site_map, name="site_map"),
    path("ayuda/", help_pages.index, name="help"),
    path("ayuda/preguntas/", help_pages.frequent_questions, name="help_questions"),
    path("ayuda/glosario/", help_pages.words, name="help_glossary"),
    path("ayuda/<slug:name>/", help_pages.topic, name="help_topic"),
    path("radicados/", my_cases.my_cases, name="my_cases"),
    path("trabajo/", staff_home.staff_home, name="staff_home"),
    path("", include("communications.urls")),
    path("", include("accounts.urls")),
    path("", include("habeas_data.urls")),
    path("", include("requests_oec.urls")),
    path("", include("radicados.urls")),
    path("", include("pqrsd.urls")),
    path("", include("services.urls")),
    path("", include("tariffs.urls")),
    path("sin-conexion/", discovery.offline, name="offline"),
    path("service-worker.js", discovery.service_worker, name="service_worker"),
    path("manifest.webmanifest", discovery.manifest, name="manifest"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path(".well-known/security.txt", discovery.security, name="security"),
    path(".well-known/change-password", discovery.change_password, name="change_password"),
    path("salud/", health.live, name="health_live"),
    path("salud/listo", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

if "fake_bank" in settings.INSTALLED_APPS:
    urlpatterns.append(path("", include("fake_bank.urls")))
if not settings.IS_PRODUCTION:
    urlpatterns.append(path("componentes/", components.components, name="components"))
