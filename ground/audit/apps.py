from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ground.audit"
    verbose_name = "Auditoría"

    def ready(self) -> None:
        import_module("ground.audit.logins")
