"""Puts in place what the portal needs to serve anybody; what an administrator changed stays changed."""

import csv

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import Municipality
from requests_oec.models import LegalBasis

OFFICER_GROUP = "Oficial de radicación"
OFFICER_PERMISSIONS = [
    "view_radicado",
    "view_actuacion",
    "view_notice",
    "retry_notice",
    "annul_radicado",
    "view_letterissuance",
    "retry_letterissuance",
    "view_signatory",
    "view_oecrequest",
]


class Command(BaseCommand):
    help = "Carga los municipios, el fundamento legal inicial y los grupos del personal (se puede repetir)."

    @transaction.atomic
    def handle(self, *args, **options) -> None:
        self.load_municipalities()
        if not LegalBasis.objects.exists():
            call_command("loaddata", "decreto_636_2020", verbosity=0)
        group, _ = Group.objects.get_or_create(name=OFFICER_GROUP)
        group.permissions.set(Permission.objects.filter(codename__in=OFFICER_PERMISSIONS))

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
