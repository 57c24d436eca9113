"""The list of mails: who reads which, how one is found, and what it costs."""

import pytest
from django.urls import reverse

from accounts.mail_events import PASSWORD_CHANGED
from ground.mails.models import Mail
from ground.mails.queue import owe
from inm_portal import staff_groups
from pqrsd.kinds import Kind
from pqrsd.notices.mail_events import DIGEST
from radicados.mail_events import FILED
from tests.factories import SignatoryFactory, person_user
from tests.pqrsd.petitions import petition
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db

LIST = reverse("admin:mails_mail_changelist")
ANA = "ana@prueba.example"

# Who reads the mails of each app, and the reserved ones of any.
READERS = {
    staff_groups.OFFICER: {"accounts", "radicados"},
    staff_groups.PETITIONS_OFFICER: {"pqrsd"},
    staff_groups.PETITIONS_HEAD: {"pqrsd"},
    staff_groups.INTERNAL_CONTROL: {"radicados", "reserved radicados", "reserved pqrsd"},
    staff_groups.AUDITOR: {"accounts", "radicados"},
}


@pytest.fixture(autouse=True)
def ready(reference_data):
    SignatoryFactory()


def listed(client, query: str = "") -> list[Mail]:
    page = client.get(LIST + query)
    assert page.status_code == 200
    return list(page.context_data["cl"].result_list)


def mails_of_all_apps() -> None:
    owe(PASSWORD_CHANGED, recipient=ANA, user=person_user())
    for kind in (Kind.COMPLAINT, Kind.REPORT):
        owe(FILED, recipient=ANA, about=petition(kind).radicado)


@pytest.mark.parametrize("group", READERS)
def test_each_group_reads_the_mails_of_what_it_looks_after(client, group):
    mails_of_all_apps()
    mails = listed(verified(client, staff_user(group)))
    seen = {("reserved " if mail.is_reserved else "") + mail.event.partition(".")[0] for mail in mails}
    assert seen == READERS[group]


def test_superuser_reads_them_all_but_the_reserved_ones(admin_client):
    mails_of_all_apps()
    mails = listed(admin_client)
    assert {mail.event.partition(".")[0] for mail in mails} == {
        "accounts",
        "pqrsd",
        "radicados",
    }
    assert not any(mail.is_reserved for mail in mails)


def test_filter_offers_the_events_that_one_may_read_and_the_states(client):
    mails_of_all_apps()
    officer = verified(client, staff_user(staff_groups.OFFICER))
    text = officer.get(LIST).text
    assert "Cuentas: Contraseña cambiada" in text
    assert "PQRSD: " not in text
    assert [mail.event for mail in listed(officer, "?evento=radicados.filed")] == ["radicados.filed"]
    assert listed(officer, "?evento=pqrsd.filed") == []
    Mail.objects.filter(event="radicados.filed").cancel("Ya no.")
    assert [mail.event for mail in listed(officer, "?estado=cancelled")] == ["radicados.filed"]
    assert [mail.event for mail in listed(officer, "?estado=pending")] == ["accounts.password_changed"]


def test_mail_is_found_by_recipient_user_and_radicado_and_leads_to_its_case(client):
    case, other = petition(), petition()
    owe(DIGEST, recipient=ANA, occasion="2026-11-20")
    officer = verified(client, staff_user(staff_groups.PETITIONS_OFFICER))
    (found,) = listed(officer, f"?q={case.radicado.number}")
    assert found.subject_id == str(case.pk)
    assert [mail.event for mail in listed(officer, f"?q={ANA}")] == ["pqrsd.digest"]
    page = officer.get(LIST).text
    for number in (case.radicado.number, other.radicado.number):
        assert reverse("pqrsd:desk_case", args=[number]) in page


def test_filters_by_what_is_no_state_and_no_event_break_nothing(admin_client):
    petition()
    assert len(listed(admin_client, "?estado=x")) == 1
    assert listed(admin_client, "?evento=x") == []


@pytest.mark.parametrize("count", [1, 5])
def test_list_asks_the_same_of_the_database_however_many_there_are(admin_client, django_assert_max_num_queries, count):
    for _ in range(count):
        owe(FILED, recipient=ANA, about=petition().radicado)
    with django_assert_max_num_queries(16):
        admin_client.get(LIST)
