from django.apps import AppConfig


class RequestsOecConfig(AppConfig):
    name = "requests_oec"
    verbose_name = "Comunicaciones OEC"
