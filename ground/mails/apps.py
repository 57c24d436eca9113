from django.apps import AppConfig


class MailsConfig(AppConfig):
    name = "ground.mails"
    verbose_name = "Correos"
