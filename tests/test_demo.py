"""The demonstration's commands, run as people run them."""

import subprocess

import pytest
from django.core.management import CommandError, call_command

from accounts.company_size import company_size
from accounts.models import TaxValueUnit, User
from inm_portal.management.commands.load_demo import ACCOUNTS, RECOVERY_CODES, STAFF, demo_rows
from pqrsd.models import Pqrsd
from radicados.models import Radicado, Signatory
from requests_oec.models import LegalBasis
from services.kinds import State
from services.models import ServiceRequest

pytestmark = pytest.mark.thorough


@pytest.mark.django_db
def test_demo_accounts_can_log_in_and_loading_twice_changes_nothing(edition, client):
    for _ in range(2):
        call_command("load_demo")
    for username, password, _ in ACCOUNTS:
        assert client.post("/ingreso/", {"username": username, "password": password}).status_code == 302
    assert User.objects.count() == len(ACCOUNTS)
    assert Signatory.objects.count() == 1
    assert Pqrsd.objects.count() == len(demo_rows()["petitions"])
    assert list(ServiceRequest.objects.order_by("pk").values_list("state", flat=True)) == [
        *(State.FILED, State.INCOMPLETE, State.QUOTED, State.ACCEPTED, State.FILED, State.FILED, State.QUOTED)
    ]


@pytest.mark.django_db
def test_demo_staff_enter_the_administration_with_the_code_of_the_moment(edition, client, capsys):
    call_command("load_demo")
    staff = User.objects.filter(is_staff=True)
    assert staff.count() == len(STAFF) + 1
    for user in staff:
        client.force_login(user)
        call_command("demo_code")
        code = capsys.readouterr().out.split()[0]
        assert client.post("/ingreso/segundo-factor/", {"code": code}).url == "/trabajo/"
        assert client.get("/trabajo/").status_code == 200
        assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_demo_recovery_code_works_once(edition, client):
    call_command("load_demo")
    for expected in (302, 422):
        client.logout()
        client.force_login(User.objects.get(username="oficial"))
        answer = client.post("/ingreso/segundo-factor/", {"code": RECOVERY_CODES[0]})
        assert answer.status_code == expected


@pytest.mark.django_db
def test_demo_laboratory_is_complete(edition):
    call_command("load_demo")
    profile = User.objects.get(username="laboratorio").profile
    assert profile.is_company_administrator
    assert profile.user.consents.count() == 3
    company = profile.company
    uvt = TaxValueUnit.objects.get(pk=company.size_uvt_year).pesos
    assert company.size == company_size(sector=company.size_sector, income=company.income, uvt=uvt)


@pytest.mark.django_db
def test_reference_data_keeps_what_an_administrator_changed(reference_data):
    LegalBasis.objects.update(norm="Decreto corregido", valid_to="2020-12-31")
    call_command("load_reference_data")
    assert LegalBasis.objects.get().norm == "Decreto corregido"


@pytest.mark.django_db
def test_shipped_legal_basis_is_open_and_has_the_manuals_numerals(reference_data):
    basis = LegalBasis.objects.in_force("2026-11-20").get()
    numerals = list(basis.sectors.values_list("numeral", flat=True))
    assert numerals == [7, 10, 11, 18, 19, 23, 26, 29, 34, 37, 38]


def test_demo_letter_files_issues_verifies_and_writes_it(process_environment, pki, tmp_path, monkeypatch, capsys):
    for name, value in process_environment.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "carta.pdf"
    call_command("demo_letter", out=out)
    said = capsys.readouterr().out
    assert Radicado.objects.get(oec_request__isnull=False).number in said
    signature = subprocess.run(["pdfsig", out], capture_output=True, text=True)
    assert "Signature is Valid." in signature.stdout
    assert "Total document signed" in signature.stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "options"),
    [("demo_letter", {"out": "x.pdf"}), ("load_demo", {}), ("create_demo_pki", {}), ("demo_code", {})],
)
def test_demo_commands_refuse_in_production(settings, command, options):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        call_command(command, **options)
