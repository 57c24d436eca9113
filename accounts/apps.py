from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Cuentas"

    def ready(self) -> None:
        """Models are loaded by now: who listens to other rooms may be."""
        import_module("accounts.mail_events")
