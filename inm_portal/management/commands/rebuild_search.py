"""Makes the index of the search say what the portal has now; a worker does the same every minute."""

from django.core.management.base import BaseCommand

from inm_portal.search.index import refresh


class Command(BaseCommand):
    help = "Pone al día el índice del buscador (se puede repetir; un trabajador lo hace cada minuto)."

    def handle(self, *args, **options) -> None:
        new, gone = refresh()
        self.stdout.write(f"Índice del buscador al día: {new} entradas nuevas y {gone} retiradas.")
