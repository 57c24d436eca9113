from importlib import import_module

from django.apps import AppConfig


class RequestsOecConfig(AppConfig):
    name = "requests_oec"
    verbose_name = "Comunicaciones OEC"

    def ready(self) -> None:
        """Models are loaded by now: who listens to other rooms may be."""
        import_module("requests_oec.closing")
