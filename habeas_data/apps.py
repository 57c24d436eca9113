from importlib import import_module

from django.apps import AppConfig


class HabeasDataConfig(AppConfig):
    name = "habeas_data"
    verbose_name = "Habeas data"

    def ready(self) -> None:
        """Models are loaded by now: who listens to other rooms may be."""
        import_module("habeas_data.calendar_changes")
        import_module("habeas_data.mail_events")
