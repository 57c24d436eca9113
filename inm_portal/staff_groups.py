"""The groups of the staff and the least that each needs; without any, the administration is empty."""

from django.apps import apps as registry
from django.contrib.auth.management import create_permissions

_REGISTERS = [
    "radicados.view_radicado",
    "radicados.view_actuacion",
    "radicados.view_notice",
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
    "accounts.view_message",
    "documents.view_document",
    "documents.view_scan",
]
_PETITIONS = [
    "accounts.view_profile",
    "accounts.erase_user",
    "pqrsd.handle_pqrsd",
    "pqrsd.view_pqrsd",
    "pqrsd.view_casenotice",
    "pqrsd.retry_casenotice",
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
        *_REGISTERS,
        *_REGISTRATIONS,
        "radicados.annul_radicado",
        "radicados.retry_notice",
        "radicados.retry_letterissuance",
        "accounts.review_profile",
        "accounts.read_supportingdocument",
        "accounts.decide_membershiprequest",
        "accounts.retry_message",
        "documents.retry_scan",
    ],
    PETITIONS_OFFICER: _PETITIONS,
    PETITIONS_HEAD: [
        *_PETITIONS,
        "pqrsd.supervise_pqrsd",
        "pqrsd.view_termino",
        *(f"pqrsd.{verb}_dependencia" for verb in ("view", "add", "change")),
    ],
    INTERNAL_CONTROL: [
        "pqrsd.handle_denuncia",
        "pqrsd.view_casenotice",
        "pqrsd.retry_casenotice",
        "radicados.view_reserved_radicado",
        "radicados.view_radicado",
        "radicados.view_actuacion",
        "radicados.view_notice",
        "radicados.view_letterissuance",
        "radicados.annul_radicado",
        "radicados.retry_notice",
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
    ],
    COMMUNICATIONS: [f"communications.{verb}_newsitem" for verb in ("view", "add", "change", "delete")],
    AUDITOR: [
        *_REGISTERS,
        *_REGISTRATIONS,
        *(f"tariffs.view_{row}" for row in ["resolution", *_TARIFF_ROWS]),
        "pqrsd.view_pqrsd",
        "audit.view_entry",
    ],
}


def grant(apps) -> None:
    """Give each group exactly its permissions, in the state of the models that `apps` knows.

    Safe to repeat; a migration that brings a new permission of the table calls it again.
    """
    group_model = apps.get_model("auth", "Group")
    permissions = _permissions(apps)
    for name, wanted in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set(permissions[label] for label in wanted if label in permissions)


def _permissions(apps) -> dict:
    """Every permission of the groups' applications, by `app.codename`; the missing ones are created."""
    labels = {label.split(".")[0] for wanted in GROUPS.values() for label in wanted}
    for label in labels:
        create_permissions(registry.get_app_config(label), apps=apps, verbosity=0)
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=labels)
    return {
        f"{row.content_type.app_label}.{row.codename}": row for row in found.select_related("content_type")
    }
