from django.apps import AppConfig


class RadicadosConfig(AppConfig):
    name = "radicados"
    verbose_name = "Radicados"
