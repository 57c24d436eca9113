"""`manage.py check_files`: are the files and the letters of this database here, as they were received and signed?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ground.documents.models import Document
from ground.documents.orphans import delete_unknown_files, lost_files, unknown_files
from legal_calendar.legal_time import instant
from radicados.models import Radicado
from radicados.verification import lost_letters


class Command(BaseCommand):
    help = (
        "Compara cada documento con su archivo y cada carta emitida con su huella, y nombra lo que falta o cambió: así "
        "se comprueba una copia restaurada. Nombra también los archivos que esta base de datos no conoce; nadie los "
        "borra, porque pueden ser de una base más nueva que aún no se restaura. Termina en 1 si algo se perdió."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--delete-unknown",
            action="store_true",
            help="borra los archivos desconocidos, si no se perdió nada: solo cuando la base de datos es la última",
        )

    def handle(self, *args: Any, delete_unknown: bool, **options: Any) -> None:
        self.stdout.write(f"Comprobado el {instant(timezone.now())}.")
        self._say_last("documento recibido", Document.objects.order_by("received_at"), "received_at")
        self._say_last("radicado", Radicado.objects.order_by("filed_at"), "filed_at")
        lost = 0
        for document, fault in lost_files():
            lost += 1
            self.stdout.write(f"PERDIDO: el archivo del documento {document.pk} («{document.name}») {fault}.")
        for radicado in lost_letters():
            lost += 1
            self.stdout.write(f"PERDIDA: la carta del radicado {radicado.number} no está o no es la que se firmó.")
        unknown = unknown_files()
        for kind, name in unknown:
            self.stdout.write(f"Desconocido: {kind}/{name}")
        if lost:
            raise CommandError(f"Se perdieron {lost}. Archivos desconocidos: {len(unknown)}.")
        if delete_unknown:
            self.stdout.write(f"Archivos desconocidos borrados: {delete_unknown_files()}.")
        self.stdout.write(f"Nada se perdió. Archivos desconocidos: {len(unknown)}.")

    def _say_last(self, what: str, rows: Any, when: str) -> None:
        """What tells how recent the database is that was restored."""
        last = rows.last()
        told = f"{last}, {instant(getattr(last, when))}" if last else "ninguno"
        self.stdout.write(f"Último {what}: {told} ({rows.count()} en total).")
