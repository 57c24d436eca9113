"""`manage.py verify_audit`: is the audit trail whole?"""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ground.audit.chain import BrokenChainError, Head, verify


class Command(BaseCommand):
    help = (
        "Recorre la cadena de auditoría y nombra el primer asiento alterado, faltante o cambiado de lugar. "
        "El trabajador escribe cada día en sus registros la cabeza de la cadena; con --head se comprueba "
        "que sigue donde estaba, lo que descubre también un final recortado."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", metavar="POSICIÓN:HUELLA", help="una cabeza anotada antes")

    def handle(self, *args: Any, head: str | None, **options: Any) -> None:
        noted = None
        if head is not None:  # POSITION:HASH, as this command and the daily note print it
            match = re.fullmatch(r"(\d+)[: ]([0-9a-f]{64})", head.strip().lower())
            if match is None:
                raise CommandError(f"«{head}» no es una cabeza: se escribe POSICIÓN:HUELLA.")
            noted = Head(int(match[1]), match[2])
        try:
            position, sha256 = verify(noted)
        except BrokenChainError as error:
            raise CommandError(f"La auditoría no está íntegra: {error}") from error
        self.stdout.write(f"{position} asientos, íntegra, cabeza: {position}:{sha256}")
