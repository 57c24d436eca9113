"""Real workers, and two at once: one mail, one warning."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection

from expedientes.lights import Lights
from ground.mails.models import Mail
from ground.mails.tasks import send_mail
from pqrsd.notices import mail_events
from pqrsd.notices.warnings import warn
from tests.pqrsd.notices.mails import the
from tests.pqrsd.owed_mails import due_on, sign
from tests.pqrsd.petitions import petition
from tests.running import eventually

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_mail():
    sign(petition().radicado)
    pk = the(mail_events.FILED).pk

    def work(_):
        send_mail(pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_owe_one_warning(officer):
    case = petition()
    Mail.objects.all().delete()
    lights = Lights.now()
    lights = Lights(lights.calendar.on_or_after(lights.today), lights.soon, lights.calendar)
    due_on(case, lights.today)

    def work(_):
        warn(lights=lights)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert Mail.objects.of(mail_events.DUE_TODAY).count() == 1


@pytest.mark.django_db(transaction=True)
def test_worker_signs_the_acknowledgement_and_mails_it(celery_worker, celery_beat):
    case = petition()
    assert eventually(lambda: Mail.objects.filter(done_at__isnull=False).exists())
    assert the(mail_events.FILED).attempts == 1
    assert case.radicado.number
