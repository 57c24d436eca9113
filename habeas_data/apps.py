from django.apps import AppConfig


class HabeasDataConfig(AppConfig):
    name = "habeas_data"
    verbose_name = "Habeas data"
