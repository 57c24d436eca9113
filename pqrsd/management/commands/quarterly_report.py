"""`manage.py quarterly_report [AÑO TRIMESTRE]`: makes the report of a quarter, and publishes it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pqrsd.reports.publication import NotEndedError, publish
from pqrsd.reports.quarters import Quarter, last_ended


class Command(BaseCommand):
    help = (
        "Elabora y publica el informe trimestral de PQRSD; sin año ni trimestre, el del último que terminó. "
        "Si ya existe, lo reemplaza."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int, nargs="?", metavar="AÑO")
        parser.add_argument("quarter", type=int, nargs="?", choices=range(1, 5), metavar="TRIMESTRE")
        parser.add_argument(
            "--partial", action="store_true", help="Acepta un trimestre en curso: el informe es preliminar."
        )

    def handle(self, *args, year: int | None, quarter: int | None, partial: bool, **options) -> None:
        if year and not quarter:
            raise CommandError("Diga el año y el trimestre: quarterly_report 2026 3.")
        chosen = Quarter(year, quarter) if year and quarter else last_ended(timezone.localdate())
        try:
            publish(chosen, is_partial=partial)
        except NotEndedError as error:
            raise CommandError(f"{error} Con --partial se publica uno preliminar.") from error
        self.stdout.write(f"Informe de {chosen.name} publicado en /pqrsd/informes/{chosen}/.")
