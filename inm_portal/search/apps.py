from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "inm_portal.search"
    label = "search"
    verbose_name = "Buscador"
