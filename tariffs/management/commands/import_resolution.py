"""Reads a tariff resolution from its text, or from a fixture made of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tariffs.linter import findings
from tariffs.printed import dumps, loads
from tariffs.resolution_import import known_codes, start_edition, with_codes
from tariffs.resolution_text import parse


class Command(BaseCommand):
    help = (
        "Lee una resolución de tarifas: inicia un borrador con sus filas, lo publica (--publish) o escribe "
        "un archivo (--fixture). Muestra lo que las cifras publicadas tienen de extraño."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="texto de la resolución, o archivo .json hecho de él")
        parser.add_argument("--valid-from", type=date.fromisoformat, help="publicación en el Diario Oficial")
        parser.add_argument("--smmlv", type=int, dest="smmlv_pesos", help="salario mínimo del año, en pesos")
        parser.add_argument("--uvt", type=int, dest="uvt_pesos", help="UVT del año, en pesos")
        parser.add_argument("--reason", default="Transcripción de la resolución.", help="motivo de la versión")
        outcome = parser.add_mutually_exclusive_group()
        outcome.add_argument("--fixture", type=Path, help="escribe aquí lo leído y no toca las tablas")
        outcome.add_argument("--publish", action="store_true", help="publica la edición en el acto")

    def handle(self, *, file: Path, fixture: Path | None, publish: bool, reason: str, **options) -> None:
        stated = {key: options[key] for key in ("valid_from", "smmlv_pesos", "uvt_pesos") if options[key]}
        try:
            text = file.read_text(encoding="utf-8")
            read = loads(text) if file.suffix == ".json" else parse(text)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"No se pudo leer {file}: {error}") from error
        resolution = replace(read, rates=with_codes(read.rates, known_codes()), **stated)
        if options["verbosity"]:
            for finding in findings(resolution.rates, smmlv_pesos=resolution.smmlv_pesos):
                self.stdout.write(f"{finding.code}: {finding.sentence}")
            self.stdout.write(f"Resolución {resolution.number}: {len(resolution.rates)} filas.")
        if fixture:
            fixture.write_text(dumps(resolution), encoding="utf-8")
            return
        if publish and not resolution.valid_from:
            raise CommandError("Para publicarla diga desde cuándo rige (--valid-from).")
        with transaction.atomic():
            edition = start_edition(resolution, reason=reason)
            if publish:
                edition.publish()
