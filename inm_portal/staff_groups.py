"""The groups of the staff and the least that each needs; without any, the administration is empty."""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions

# Each reads the mails of the events whose `readers` they are (ground/mails/events.py).
_MAILS = ["mails.view_mail", "mails.retry_mail"]
_REGISTERS = [
    "radicados.view_radicado",
    "radicados.view_actuacion",
    "radicados.view_letterissuance",
    "radicados.view_signatory",
    "requests_oec.view_oecrequest",
]
_REGISTRATIONS = [
    "accounts.view_profile",
    "accounts.view_company",
    "accounts.view_membershiprequest",
    "accounts.view_invitation",
    "accounts.view_consent",
    "accounts.view_consenttext",
    "accounts.view_account_mails",
    "documents.view_document",
    "documents.view_scan",
]
_PETITIONS = [
    *_MAILS,
    "accounts.view_profile",
    "accounts.erase_user",
    "pqrsd.handle_pqrsd",
    "pqrsd.view_pqrsd",
]
_TARIFF_ROWS = ["edition", "heading", "rate", "footnote"]

OFFICER = "Oficial de radicación"
PETITIONS_OFFICER = "Oficial PQRSD"
PETITIONS_HEAD = "Coordinación PQRSD"
INTERNAL_CONTROL = "Control interno disciplinario"
TARIFFS = "Administrador de tarifas"
COMMUNICATIONS = "Comunicaciones"
AUDITOR = "Auditor"

GROUPS = {
    OFFICER: [
        *_MAILS,
        *_REGISTERS,
        *_REGISTRATIONS,
        "radicados.annul_radicado",
        "radicados.retry_letterissuance",
        "accounts.review_profile",
        "accounts.read_supportingdocument",
        "accounts.decide_membershiprequest",
        "documents.retry_scan",
    ],
    PETITIONS_OFFICER: _PETITIONS,
    PETITIONS_HEAD: [
        *_PETITIONS,
        "pqrsd.supervise_pqrsd",
        "pqrsd.view_termino",
        *(f"expedientes.{verb}_dependencia" for verb in ("view", "add", "change")),
    ],
    INTERNAL_CONTROL: [
        *_MAILS,
        "pqrsd.handle_denuncia",
        "radicados.view_reserved_radicado",
        "radicados.view_radicado",
        "radicados.view_actuacion",
        "radicados.view_letterissuance",
        "radicados.annul_radicado",
        "radicados.retry_letterissuance",
        "documents.view_document",
        "documents.view_scan",
        "documents.retry_scan",
    ],
    TARIFFS: [
        *(f"tariffs.{verb}_{row}" for verb in ("view", "add", "change", "delete") for row in _TARIFF_ROWS),
        "tariffs.view_resolution",
        "tariffs.change_resolution",
        "tariffs.publish_edition",
        "tariffs.view_booklet",
        "tariffs.retry_booklet",
    ],
    COMMUNICATIONS: [f"communications.{verb}_newsitem" for verb in ("view", "add", "change", "delete")],
    AUDITOR: [
        "mails.view_mail",
        *_REGISTERS,
        *_REGISTRATIONS,
        *(f"tariffs.view_{row}" for row in ["resolution", "booklet", *_TARIFF_ROWS]),
        "pqrsd.view_pqrsd",
        "audit.view_entry",
    ],
}


def grant(apps) -> None:
    """Give each group exactly its permissions, in the state of the models that `apps` knows.

    Safe to repeat; a migration that brings a new permission of the table calls it again.
    """
    # Every permission of the groups' applications, by `app.codename`; the missing ones are created.
    labels = {label.split(".")[0] for wanted in GROUPS.values() for label in wanted}
    for label in labels:
        create_permissions(registry.get_app_config(label), apps=apps, verbosity=0)
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=labels)
    rows = found.select_related("content_type")
    permissions = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    group_model = apps.get_model("auth", "Group")
    for name, wanted in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set(permissions[label] for label in wanted if label in permissions)
