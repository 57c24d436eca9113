"""The list of mails of the desk: those that stopped, in sight and retried, and who sees which."""

import re

import pytest
from django.urls import reverse

from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from inm_portal import staff_groups
from pqrsd.kinds import Kind
from pqrsd.notices import mail_events
from tests.outbox import deliver
from tests.pqrsd.notices.mails import the
from tests.pqrsd.owed_mails import sign
from tests.pqrsd.petitions import PETITIONER, petition
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db


class BrokenMail:
    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError("no hay servidor de correo")


def test_mail_that_keeps_failing_is_parked_in_sight_and_sent_when_retried(client, officer, settings):
    case = petition()
    sign(case.radicado)
    settings.WORK_MAX_ATTEMPTS, settings.WORK_BACKOFF_SECONDS = 2, 0
    settings.EMAIL_BACKEND = "tests.pqrsd.notices.test_mail_list.BrokenMail"
    for _ in range(3):
        deliver()
    owed = the(mail_events.FILED)
    assert owed.status == Mail.Status.PARKED
    assert "no hay servidor de correo" in owed.last_error
    verified(client, officer)
    page = client.get(reverse("admin:mails_mail_changelist"))
    assert "Detenido: requiere atención" in page.text
    assert case.radicado.number in page.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    action = {"action": "retry", "_selected_action": [owed.pk]}
    page = client.post(reverse("admin:mails_mail_changelist"), action, follow=True)
    assert "Se ordenó reintentar 1 correo(s)." in page.text
    assert len(deliver()) == 1
    assert the(mail_events.FILED).status == Mail.Status.SENT


@pytest.mark.parametrize(
    ("group", "seen"),
    [
        (staff_groups.PETITIONS_OFFICER, {"ordinaria@prueba.example"}),
        (staff_groups.PETITIONS_HEAD, {"ordinaria@prueba.example"}),
        (staff_groups.INTERNAL_CONTROL, {"reservada@prueba.example"}),
    ],
)
def test_each_sees_the_mails_of_the_petitions_that_they_see(client, group, seen):
    petition(petitioner=PETITIONER | {"email": "ordinaria@prueba.example"})
    petition(Kind.REPORT, petitioner=PETITIONER | {"email": "reservada@prueba.example"})
    page = verified(client, staff_user(group)).get(reverse("admin:mails_mail_changelist"))
    assert set(re.findall(r"\w+@prueba\.example", page.text)) == seen


@pytest.mark.parametrize(
    ("group", "kept"), [(staff_groups.PETITIONS_OFFICER, "q=pedro"), (staff_groups.INTERNAL_CONTROL, "")]
)
def test_what_is_searched_among_reserved_mails_is_not_kept_in_the_trail(client, group, kept):
    url = reverse("admin:mails_mail_changelist")
    assert verified(client, staff_user(group)).get(url, {"q": "pedro"}).status_code == 200
    assert Entry.objects.get(action=Action.SEARCHED).detail["query"] == kept


def test_superuser_sees_no_mail_of_a_denuncia_anywhere(admin_client):
    petition(Kind.REPORT)
    owed = Mail.objects.get()
    assert PETITIONER["email"] not in admin_client.get(reverse("admin:mails_mail_changelist")).text
    page = admin_client.get(reverse("admin:mails_mail_change", args=[owed.pk]))
    assert page.status_code == 302
    action = {"action": "retry", "_selected_action": [owed.pk]}
    page = admin_client.post(reverse("admin:mails_mail_changelist"), action, follow=True)
    assert "Se ordenó reintentar 1" not in page.text


@pytest.mark.parametrize("count", [1, 5])
def test_list_of_mails_asks_the_same_of_the_database_however_many_there_are(
    admin_client, django_assert_max_num_queries, count
):
    for _ in range(count):
        petition()
    with django_assert_max_num_queries(16):
        admin_client.get(reverse("admin:mails_mail_changelist"))
