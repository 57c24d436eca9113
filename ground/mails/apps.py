from importlib import import_module

from django.apps import AppConfig


class MailsConfig(AppConfig):
    name = "ground.mails"
    verbose_name = "Correos"

    def ready(self) -> None:
        import_module("ground.mails.checks")
