from importlib import import_module

from django.apps import AppConfig
from django.urls import register_converter


class NumberConverter:
    """A radicado number as it is printed: `<number:…>` in the addresses of every room."""

    regex = r"[0-9]{4}-[ES]-[0-9]{6,9}"
    to_python = to_url = staticmethod(str)


class RadicadosConfig(AppConfig):
    name = "radicados"
    verbose_name = "Radicados"

    def ready(self) -> None:
        register_converter(NumberConverter, "number")
        import_module("radicados.mail_events")
