from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ground.documents"
    verbose_name = "Documentos"
