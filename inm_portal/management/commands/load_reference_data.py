"""Puts in place what the portal needs to serve anybody; what an administrator changed stays changed."""

import csv
import json

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import ConsentText, Municipality, TaxValueUnit
from expedientes.models import Dependencia
from legal_calendar.seeding import FIRST_YEAR, seed, years_to_come
from pqrsd.models import Termino
from requests_oec.models import LegalBasis
from tariffs.models import Resolution


class Command(BaseCommand):
    help = (
        "Carga los municipios, los textos de las autorizaciones, la UVT, los festivos, los términos y "
        "dependencias de las PQRSD, el fundamento legal y la resolución de tarifas iniciales, y los "
        "grupos del personal (se puede repetir)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--without-tariffs", action="store_true", help="Deja las tarifas como estén.")

    @transaction.atomic
    def handle(self, *args, without_tariffs: bool = False, **options) -> None:
        self.load_municipalities()
        self.load_consent_texts()
        self.load_tax_value_units()
        seed(range(FIRST_YEAR, years_to_come().stop))
        self.load_terms()
        self.load_offices()
        if not LegalBasis.objects.exists():
            call_command("loaddata", "decreto_636_2020", verbosity=0)
        if not without_tariffs and not Resolution.objects.exists():
            call_command(
                "import_resolution",
                settings.BASE_DIR / "fixtures" / "resolucion_015_2020.json",
                publish=True,
                verbosity=0,
            )

    def load_municipalities(self) -> None:
        """DANE's DIVIPOLA, with today's names."""
        with open(settings.BASE_DIR / "fixtures" / "divipola.csv", encoding="utf-8") as file:
            rows = [
                Municipality(
                    code=row["municipality_code"],
                    name=row["municipality"],
                    department_code=row["department_code"],
                    department_name=row["department"],
                )
                for row in csv.DictReader(file)
            ]
        Municipality.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "department_code", "department_name"],
        )

    def load_consent_texts(self) -> None:
        """The versions that are missing; what somebody may have accepted is never written again."""
        for row in _read_json("consent_texts"):
            words = {"label": row["label"], "text": "\n\n".join(row["text"]), "valid_from": row["valid_from"]}
            ConsentText.objects.get_or_create(kind=row["kind"], version=row["version"], defaults=words)

    def load_tax_value_units(self) -> None:
        """The years that are missing."""
        rows = [TaxValueUnit(**row) for row in _read_json("tax_value_units")]
        TaxValueUnit.objects.bulk_create(rows, ignore_conflicts=True)

    def load_terms(self) -> None:
        """The terms of the law that are missing."""
        law = _read_json("terminos_pqrsd")
        rows = [Termino(**law["procedures"][row.pop("procedure")], **row) for row in law["terms"]]
        Termino.objects.bulk_create(rows, ignore_conflicts=True)

    def load_offices(self) -> None:
        """Those to begin with, whose names an administrator confirms."""
        if not Dependencia.objects.exists():
            Dependencia.objects.bulk_create(Dependencia(**row) for row in _read_json("dependencias"))


def _read_json(name: str):
    path = settings.BASE_DIR / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
