from django.apps import AppConfig


class FakeBankConfig(AppConfig):
    name = "fake_bank"
    verbose_name = "Banco de prueba"
