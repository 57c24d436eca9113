from django.apps import AppConfig


class SynonymsConfig(AppConfig):
    name = "ground.synonyms"
    verbose_name = "Sinónimos"
