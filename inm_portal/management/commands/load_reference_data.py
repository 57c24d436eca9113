"""Puts in place what the portal needs to serve anybody; what an administrator changed stays changed."""

import csv
import json

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import ConsentText, Municipality, TaxValueUnit
from communications.models import OfferText
from expedientes.models import Dependencia
from ground.synonyms.models import Synonym, key_of
from legal_calendar.seeding import FIRST_YEAR, seed, years_to_come
from pqrsd.models import Termino
from requests_oec.models import LegalBasis
from services.models import Laboratory
from tariffs.models import EnglishName, FinderWord, Resolution

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = (
        "Carga los municipios, los textos de las autorizaciones, la UVT, los festivos, los términos y "
        "dependencias de las PQRSD, los laboratorios, los sinónimos y las palabras de los buscadores, los textos de la "
        "oferta, el fundamento legal, la resolución de tarifas iniciales y los nombres en inglés de sus tasas, y los "
        "grupos del personal (se puede repetir)."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--without-tariffs", action="store_true", help="Deja las tarifas como estén.")

    @transaction.atomic
    def handle(self, *args, without_tariffs: bool = False, **options) -> None:
        # DANE's DIVIPOLA, with today's names, and the codes that it retired.
        with open(FIXTURES / "divipola.csv", encoding="utf-8") as file:
            municipalities = [
                Municipality(
                    code=row["municipality_code"],
                    name=row["municipality"],
                    usual_name=row["usual_name"],
                    department_code=row["department_code"],
                    department_name=row["department"],
                    is_retired=bool(row["retired"]),
                )
                for row in csv.DictReader(file)
            ]
        Municipality.objects.bulk_create(
            municipalities,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "usual_name", "department_code", "department_name", "is_retired"],
        )
        # The versions that are missing; what somebody may have accepted is never written again.
        for row in read_fixture("consent_texts"):
            facts = {
                "valid_from": row["valid_from"],
                "label": row["label"],
                "text": "\n\n".join(row["text"]),
                "english_label": row["english"]["label"],
                "english_text": "\n\n".join(row["english"]["text"]),
            }
            ConsentText.objects.get_or_create(kind=row["kind"], version=row["version"], defaults=facts)
        # Of tax value units and of the law's terms, those that are missing.
        units = [TaxValueUnit(**row) for row in read_fixture("tax_value_units")]
        TaxValueUnit.objects.bulk_create(units, ignore_conflicts=True)
        seed(range(FIRST_YEAR, years_to_come().stop))
        law = read_fixture("terminos_pqrsd")
        terms = [Termino(**law["procedures"][row.pop("procedure")], **row) for row in law["terms"]]
        Termino.objects.bulk_create(terms, ignore_conflicts=True)
        # Those to begin with, whose names an administrator confirms.
        if not Dependencia.objects.exists():
            Dependencia.objects.bulk_create(Dependencia(**row) for row in read_fixture("dependencias"))
        if not Laboratory.objects.exists():
            Laboratory.objects.bulk_create(Laboratory(**row) for row in read_fixture("laboratories"))
        if not Synonym.objects.exists():
            with open(FIXTURES / "synonyms.csv", encoding="utf-8") as file:
                rows = [Synonym(key=key_of(row["said"]), **row) for row in csv.DictReader(file)]
            Synonym.objects.bulk_create(rows)
        if not FinderWord.objects.exists():
            with open(FIXTURES / "finder_words.csv", encoding="utf-8") as file:
                FinderWord.objects.bulk_create(FinderWord(**row) for row in csv.DictReader(file))
        if not OfferText.objects.exists():
            OfferText.objects.bulk_create(OfferText(**offer_text(row)) for row in read_fixture("offer_texts"))
        if not EnglishName.objects.exists():
            with open(FIXTURES / "english_names.csv", encoding="utf-8") as file:
                names = [EnglishName(**row) for row in csv.DictReader(file)]
            bulk_create_with_history(names, EnglishName)
        if not LegalBasis.objects.exists():
            call_command("loaddata", "decreto_636_2020", verbosity=0)
        if not without_tariffs and not Resolution.objects.exists():
            path = FIXTURES / "resolucion_015_2020.json"
            call_command("import_resolution", path, publish=True, verbosity=0)


def offer_text(row: dict) -> dict:
    """The fields of a text of the offer: its paragraphs, items and steps as Markdown, in both languages."""

    def written(part: str, told: str | list[str]) -> str:
        if isinstance(told, str):
            return told
        marks = (f"{number}. " if part == "steps" else "- " for number in range(1, len(told) + 1))
        return "\n".join(f"{mark}{item}" for mark, item in zip(marks, told, strict=True))

    spanish = {part: written(part, told) for part, told in row["es"].items()}
    english = {f"english_{part}": written(part, told) for part, told in row["en"].items()}
    return {"service": row["service"], "published_at": timezone.now()} | spanish | english


def read_fixture(name: str):
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
