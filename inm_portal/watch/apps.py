from importlib import import_module

from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "inm_portal.watch"
    label = "watch"
    verbose_name = "Vigilancia"

    def ready(self) -> None:
        import_module("inm_portal.watch.mail_events")
