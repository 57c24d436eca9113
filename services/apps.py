from importlib import import_module

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = "Servicios"

    def ready(self) -> None:
        """Models are loaded by now: who tells of them may be, and who listens to other rooms."""
        import_module("services.receivers")
        import_module("services.notices.mail_events")
