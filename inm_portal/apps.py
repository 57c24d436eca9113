from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "inm_portal"
    verbose_name = "Portal"
