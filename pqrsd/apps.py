from importlib import import_module

from django.apps import AppConfig


class PqrsdConfig(AppConfig):
    name = "pqrsd"
    verbose_name = "PQRSD"

    def ready(self) -> None:
        """Models are loaded by now: who listens to other rooms may be."""
        import_module("pqrsd.receivers")
        import_module("pqrsd.notices.mail_events")
