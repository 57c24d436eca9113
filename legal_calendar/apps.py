from django.apps import AppConfig


class LegalCalendarConfig(AppConfig):
    name = "legal_calendar"
    verbose_name = "Calendario legal"
