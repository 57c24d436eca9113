"""The groups of the staff and the least that each needs; without any, the administration is empty.

Each reads the mails of the events whose `readers` they are (ground/mails/events.py).
"""

import csv

from django.apps import apps as registry
from django.conf import settings
from django.contrib.auth.management import create_permissions

OFFICER = "Oficial de radicación"
PETITIONS_OFFICER = "Oficial PQRSD"
PETITIONS_HEAD = "Coordinación PQRSD"
INTERNAL_CONTROL = "Control interno disciplinario"
TARIFFS = "Administrador de tarifas"
COMMUNICATIONS = "Comunicaciones"
SERVICES_OFFICER = "Oficial de servicios"
LABORATORY = "Laboratorio"
TREASURY = "Tesorería"
AUDITOR = "Auditor"
GROUPS = (
    *(OFFICER, PETITIONS_OFFICER, PETITIONS_HEAD, INTERNAL_CONTROL, TARIFFS, COMMUNICATIONS),
    *(SERVICES_OFFICER, LABORATORY, TREASURY, AUDITOR),
)


def permissions_by_group() -> dict[str, set[str]]:
    """What `fixtures/staff_groups.csv` gives each, as `app.codename`."""
    with open(settings.BASE_DIR / "fixtures" / "staff_groups.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {name: {row["permission"] for row in rows if row[name]} for name in GROUPS}


def grant(apps) -> None:
    """Give each group exactly its permissions, in the state of the models that `apps` knows.

    Safe to repeat; a migration that brings a new permission of the table calls it again.
    """
    table = permissions_by_group()
    # Every permission of the groups' applications, by `app.codename`; the missing ones are created.
    labels = {label.split(".")[0] for wanted in table.values() for label in wanted}
    for label in labels:
        create_permissions(registry.get_app_config(label), apps=apps, verbosity=0)
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=labels)
    rows = found.select_related("content_type")
    permissions = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    group_model = apps.get_model("auth", "Group")
    for name, wanted in table.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set(permissions[label] for label in wanted & permissions.keys())
