"""What each group of the staff may do in the administration, as tables; and nothing more."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse

from inm_portal import staff_groups
from tests.factories import file_simple, laboratory_user, person_user
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

GROUPS = {
    "R": staff_groups.OFFICER,
    "P": staff_groups.PETITIONS_OFFICER,
    "H": staff_groups.PETITIONS_HEAD,
    "I": staff_groups.INTERNAL_CONTROL,
    "T": staff_groups.TARIFFS,
    "C": staff_groups.COMMUNICATIONS,
    "S": staff_groups.SERVICES_OFFICER,
    "L": staff_groups.LABORATORY,
    "Y": staff_groups.TREASURY,
    "A": staff_groups.AUDITOR,
    "-": None,  # staff in no group
}

# Who opens each list; only superusers open the others.
LISTS = {
    "accounts.company": "RA",
    "accounts.consent": "RA",
    "accounts.consenttext": "RA",
    "accounts.invitation": "RA",
    "accounts.membershiprequest": "RA",
    "accounts.municipality": "",
    "accounts.profile": "RPHA",
    "accounts.reservedgrant": "I",
    "accounts.taxvalueunit": "",
    "accounts.user": "",
    "audit.entry": "A",
    "auth.group": "",
    "communications.newsitem": "C",
    "communications.offertext": "CS",
    "communications.servicenotice": "C",
    "documents.document": "RIA",
    "documents.scan": "RIA",
    "legal_calendar.festivo": "",
    "legal_calendar.suspension": "",
    "mails.mail": "RPHIA",
    "expedientes.dependencia": "H",
    "expedientes.modelparagraph": "HS",
    "pqrsd.termino": "H",
    "radicados.letterissuance": "RIA",
    "radicados.radicado": "RIA",
    "radicados.signatory": "RA",
    "requests_oec.legalbasis": "",
    "requests_oec.oecrequest": "RA",
    "services.courseedition": "SA",
    "services.laboratory": "SA",
    "services.lot": "SA",
    "services.round": "SA",
    "synonyms.synonym": "C",
    "tariffs.booklet": "TA",
    "tariffs.edition": "TA",
    "tariffs.englishname": "TA",
    "tariffs.finderword": "TSA",
    "tariffs.footnote": "TA",
    "tariffs.heading": "TA",
    "tariffs.rate": "TA",
    "tariffs.resolution": "TA",
}

# Who types in a list: adds, changes and deletes.
WRITERS = {
    "communications.newsitem": ("C", "C", "C"),
    "communications.offertext": ("CS", "CS", "CS"),
    "communications.servicenotice": ("C", "C", "C"),
    "services.courseedition": ("S", "S", ""),
    "services.laboratory": ("S", "S", ""),
    "services.lot": ("S", "S", ""),
    "services.round": ("S", "S", ""),
    "synonyms.synonym": ("C", "C", "C"),
    "expedientes.dependencia": ("H", "H", ""),
    "expedientes.modelparagraph": ("HS", "HS", "HS"),
    "tariffs.edition": ("T", "T", "T"),
    "tariffs.englishname": ("T", "T", ""),
    "tariffs.finderword": ("TS", "TS", "TS"),
    "tariffs.footnote": ("T", "T", "T"),
    "tariffs.heading": ("T", "T", "T"),
    "tariffs.rate": ("T", "T", "T"),
    "tariffs.resolution": ("", "T", ""),
}

ACTIONS = {
    ("accounts.membershiprequest", "accept"): "R",
    ("accounts.membershiprequest", "reject"): "R",
    ("accounts.profile", "export"): "R",
    ("accounts.reservedgrant", "give"): "I",
    ("accounts.user", "reset_second_factor"): "",
    ("audit.entry", "export"): "A",
    ("documents.scan", "retry"): "RI",
    ("mails.mail", "retry"): "RPHI",
    ("radicados.letterissuance", "retry"): "RI",
    ("tariffs.booklet", "retry"): "T",
    ("communications.newsitem", "delete_selected"): "C",
    ("communications.offertext", "delete_selected"): "CS",
    ("communications.servicenotice", "delete_selected"): "C",
    ("expedientes.modelparagraph", "delete_selected"): "HS",
    ("synonyms.synonym", "delete_selected"): "C",
    ("tariffs.finderword", "delete_selected"): "TS",
    ("tariffs.footnote", "delete_selected"): "T",
    ("tariffs.heading", "delete_selected"): "T",
    ("tariffs.rate", "delete_selected"): "T",
}


@pytest.fixture(params=GROUPS)
def letter(request, reference_data) -> str:
    return request.param


@pytest.fixture
def member(letter):
    return staff_user(*filter(None, [GROUPS[letter]]))


def registry() -> dict:
    return {model._meta.label_lower: model_admin for model, model_admin in admin.site._registry.items()}


def list_url(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def test_every_page_of_the_administration_is_in_the_table():
    assert set(registry()) == set(LISTS)


def test_secrets_of_second_factors_are_in_no_list():
    assert not [label for label in registry() if label.startswith("otp_")]


def test_each_group_opens_its_lists_and_no_other(client, letter, member):
    verified(client, member)
    opened = {label for label in LISTS if client.get(list_url(label)).status_code == 200}
    assert opened == {label for label, letters in LISTS.items() if letter in letters}
    assert client.get("/admin/").status_code == 200


def test_each_group_writes_where_it_must_and_nowhere_else(rf, letter, member):
    request = rf.get("/admin/")
    request.user = member
    for label, model_admin in registry().items():
        adds, changes, deletes = WRITERS.get(label, ("", "", ""))
        assert model_admin.has_add_permission(request) == (letter in adds), label
        assert model_admin.has_change_permission(request) == (letter in changes), label
        assert model_admin.has_delete_permission(request) == (letter in deletes), label


def test_each_group_has_its_actions_and_no_other(rf, letter, member):
    request = rf.get("/admin/")
    request.user = member
    offered = {
        (label, action)
        for label, model_admin in registry().items()
        if model_admin.has_view_permission(request)
        for action in model_admin.get_actions(request)
    }
    assert offered == {key for key, letters in ACTIONS.items() if letter in letters}


def test_each_group_reaches_its_own_pages_only(client, letter, member):
    with transaction.atomic():
        radicado = file_simple(person_user())
    profile = laboratory_user().profile
    pages = {
        reverse("admin:radicados_radicado_annul", args=[radicado.pk]): ("RI", 200),
        reverse("admin:accounts_profile_review", args=[profile.pk]): ("R", 200),
        reverse("admin:accounts_profile_document", args=[profile.pk, 1]): ("R", 404),
        reverse("admin:accounts_membershiprequest_decide", args=[1]): ("R", 405),
        reverse("admin:accounts_profile_change", args=[profile.pk]): ("RPHA", 200),
    }
    verified(client, member)
    for path, (letters, status) in pages.items():
        refusal = 405 if status == 405 else 403
        assert client.get(path).status_code == (status if letter in letters else refusal), path


def test_groups_have_all_of_their_permissions_which_exist(reference_data):
    existing = {
        f"{row.content_type.app_label}.{row.codename}" for row in Permission.objects.select_related("content_type")
    }
    for name, wanted in staff_groups.permissions_by_group().items():
        assert wanted <= existing, name
        assert Group.objects.get(name=name).permissions.count() == len(wanted)


def test_granting_again_takes_back_what_was_added(reference_data):
    auditor = Group.objects.get(name=staff_groups.AUDITOR)
    auditor.permissions.add(Permission.objects.get(codename="delete_user"))
    staff_groups.grant(apps)
    assert not auditor.permissions.filter(codename="delete_user").exists()


def test_superuser_resets_the_second_factor_of_others_but_not_their_own(admin_client, admin_user):
    officer = staff_user()
    data = {"action": "reset_second_factor", "_selected_action": [officer.pk, admin_user.pk]}
    page = admin_client.post(list_url("accounts.user"), data, follow=True)
    assert "Segundos factores restablecidos: 1." in page.text
    assert "El suyo no" in page.text
    assert not officer.totpdevice_set.exists()
    assert admin_user.totpdevice_set.exists()


def test_nobody_gives_somebody_else_a_password(admin_client, reference_data):
    clerk = staff_user()
    before = clerk.password
    admin_client.post(
        f"/admin/accounts/user/{clerk.pk}/password/", {"password1": "Otra-clave-7", "password2": "Otra-clave-7"}
    )
    page = admin_client.get(f"/admin/accounts/user/{clerk.pk}/change/")
    assert "/password/" not in page.text
    clerk.refresh_from_db()
    assert clerk.password == before


def test_only_superusers_edit_accounts_and_groups_whatever_they_were_granted(client, reference_data):
    clerk = staff_user()
    granted = Permission.objects.filter(content_type__app_label__in=["auth", "accounts"])
    clerk.user_permissions.set(granted)
    verified(client, clerk)
    assert client.post(f"/admin/accounts/user/{clerk.pk}/change/", {"is_superuser": "on"}).status_code == 403
    assert client.get("/admin/accounts/user/add/").status_code == 403
    group = Group.objects.first()
    assert client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "x"}).status_code == 403
    assert client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/admin/accounts/profile/?person_type__exact=%00",
        "/admin/accounts/message/?kind__exact=%00",
        "/admin/accounts/user/?email__contains=a&email__contains=%00",
        "/admin/autocomplete/?app_label=accounts&model_name=profile&field_name=company&term=%00",
    ],
)
def test_address_with_nul_is_a_bad_request(admin_client, address):
    assert admin_client.get(address).status_code == 400
