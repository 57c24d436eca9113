"""`manage.py create_demo_pki`: a fictitious root and a key that signs demonstration letters."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from radicados import demo_pki


class Command(BaseCommand):
    help = "Crea la autoridad y la llave de firma de demostración; conserva las que sigan siendo válidas."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="Renueva la llave aunque siga válida.")

    def handle(self, *args, force: bool, verbosity: int, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("En producción no se crean llaves de demostración: instale la llave real.")
        if not force and demo_pki.is_usable(settings.PKI_DIR):
            outcome = "La llave de demostración sigue siendo válida"
        else:
            demo_pki.store(demo_pki.make(), settings.PKI_DIR)
            outcome = "Llave de demostración creada"
        if verbosity:
            self.stdout.write(f"{outcome}: {settings.PKI_DIR}")
