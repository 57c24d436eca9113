"""What is parked for a cause of ours goes by itself once the cause is gone; what is hopeless waits for a person."""

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.mail_events import PASSWORD_CHANGED
from accounts.tasks import forget_what_is_over
from expedientes.tasks import purge_case_sessions
from ground.clocks import ClockError
from ground.documents import antivirus
from ground.documents.models import FileDraft
from ground.documents.receiving import receive
from ground.documents.tasks import purge_file_drafts, scan_document, tidy_documents
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.mails.tasks import forget_old_mails, send_mail
from ground.work.leases import LeasedWork
from radicados import demo_pki
from radicados.models import LetterIssuance
from radicados.tasks import issue_document
from tests.factories import UserFactory, file_simple, person_user
from tests.ground.documents.files import pdf, upload

pytestmark = pytest.mark.django_db
# The work that is owed, the task that does it, and what takes its cause away.
Stuck = tuple[LeasedWork, Callable[[str], None], Callable[[], object]]


def letter_without_a_valid_certificate(settings, tmp_path, monkeypatch) -> Stuck:
    settings.SIGNING_PKCS12_FILE = str(tmp_path / demo_pki.SIGNER_FILE)
    settings.SIGNING_PKCS12_PASSPHRASE_FILE = str(tmp_path / demo_pki.PASSPHRASE_FILE)
    long_ago = datetime.now(UTC) - timedelta(days=20)
    demo_pki.store(demo_pki.make(valid_from=long_ago, validity=timedelta(days=10)), tmp_path)
    with transaction.atomic():
        radicado = file_simple(person_user())
    return radicado.issuance, issue_document, lambda: demo_pki.store(demo_pki.make(), tmp_path)


def letter_of_a_worker_whose_clock_is_wrong(settings, tmp_path, monkeypatch) -> Stuck:
    radicado, right = file_simple(person_user()), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + timedelta(days=365))
    return radicado.issuance, issue_document, lambda: monkeypatch.setattr(timezone, "now", right)


def mail_without_a_server(settings, tmp_path, monkeypatch) -> Stuck:
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    owed = owe(PASSWORD_CHANGED, recipient="ana@x.example", user=UserFactory())
    return owed, send_mail, lambda: setattr(settings, "EMAIL_BACKEND", works)


def mail_whose_server_asks_to_wait(settings, tmp_path, monkeypatch) -> Stuck:
    return refused_mail(monkeypatch, 451)


def scan_without_an_antivirus(settings, tmp_path, monkeypatch) -> Stuck:
    settings.CLAMD_SOCKET = str(tmp_path / "nobody.sock")
    document = receive(upload(pdf(), "cedula.pdf"))
    return document.scan, scan_document, lambda: monkeypatch.setattr(antivirus, "scan", lambda content: "")


def refused_mail(monkeypatch, code: int) -> Stuck:
    def refuse(message) -> None:
        raise smtplib.SMTPRecipientsRefused({message.to[0]: (code, b"as the server says")})

    owed = owe(PASSWORD_CHANGED, recipient="ana@x.example", user=UserFactory())
    patch = pytest.MonkeyPatch()
    patch.setattr("django.core.mail.EmailMessage.send", refuse)
    return owed, send_mail, patch.undo


@pytest.mark.parametrize(
    "begin",
    [
        letter_without_a_valid_certificate,
        letter_of_a_worker_whose_clock_is_wrong,
        mail_without_a_server,
        mail_whose_server_asks_to_wait,
        scan_without_an_antivirus,
    ],
)
def test_what_is_parked_goes_by_itself_once_its_cause_is_gone(begin, settings, tmp_path, monkeypatch, pki):
    settings.WORK_MAX_ATTEMPTS = 2
    work, task, mend = begin(settings, tmp_path, monkeypatch)
    queue = type(work).objects
    for _ in range(3):
        _wait(queue)
        task(str(work.pk))
    assert list(queue.stuck()) == [work]
    parked_at = queue.get().parked_at
    _wait(queue)
    task(str(work.pk))
    assert queue.get().parked_at == parked_at
    mend()
    _wait(queue)
    for pk in queue.due().values_list("pk", flat=True):  # as the sweep does, and nobody else
        task(str(pk))
    assert queue.get().done_at
    assert not queue.stuck().exists()


def _wait(queue) -> None:
    """The longest back-off goes by."""
    queue.update(next_attempt_at=F("next_attempt_at") - timedelta(seconds=settings.WORK_BACKOFF_MAX_SECONDS))


@pytest.mark.parametrize("code", [550, 553])
def test_address_that_the_server_refuses_for_good_waits_for_a_person(code, monkeypatch):
    """To try it again and again would only spoil the portal's name with that server."""
    owed, task, mend = refused_mail(monkeypatch, code)
    task(str(owed.pk))
    mend()
    owed.refresh_from_db()
    assert owed.status == Mail.Status.PARKED
    assert f"no recibe esa dirección: {code} as the server says" in owed.last_error
    assert not Mail.objects.due().exists()
    assert not Mail.objects.stuck().exists()
    assert owed.retry()
    task(str(owed.pk))
    assert len(mail.outbox) == 1


def test_oldest_due_work_tells_its_age():
    assert LetterIssuance.objects.oldest_due_seconds() == 0.0
    for minutes in (3, 40):
        with transaction.atomic():
            issuance = file_simple(person_user()).issuance
        LetterIssuance.objects.filter(pk=issuance.pk).update(
            next_attempt_at=timezone.now() - timedelta(minutes=minutes)
        )
    assert 2400 <= LetterIssuance.objects.oldest_due_seconds() < 2460


@pytest.mark.parametrize(("field", "longest"), [("next_attempt_at", 300), ("lease_until", 90)])
def test_what_a_wrong_clock_put_off_is_due_once_the_clock_is_right(field, longest, settings):
    """A database a year ahead for a minute: what failed in it would wait for a year, as would what a worker took."""
    settings.WORK_BACKOFF_MAX_SECONDS, settings.WORK_LEASE_SECONDS = 300, 90
    with transaction.atomic():
        issuance = file_simple(person_user()).issuance
    for seconds, is_due in ((longest - 5, False), (longest + 5, True), (365 * 24 * 3600, True)):
        LetterIssuance.objects.update(**{field: timezone.now() + timedelta(seconds=seconds)})
        assert (issuance in LetterIssuance.objects.due()) is is_due
        assert LetterIssuance.objects.oldest_due_seconds() < 60


@pytest.mark.parametrize(
    "task", [forget_old_mails, forget_what_is_over, purge_case_sessions, purge_file_drafts, tidy_documents]
)
def test_nothing_is_old_by_a_clock_that_is_wrong(task, monkeypatch):
    """Of a worker whose clock is a year ahead: what people handed over a minute ago would be gone."""
    user = person_user()
    owe(PASSWORD_CHANGED, recipient="ana@x.example", user=user)
    Mail.objects.update(done_at=timezone.now())
    document = receive(upload(pdf(), "cedula.pdf"))
    FileDraft.objects.create()
    right = timezone.now
    with monkeypatch.context() as wrong:
        wrong.setattr(timezone, "now", lambda: right() + timedelta(days=365))
        with pytest.raises(ClockError):
            task()
    assert Mail.objects.exists()
    assert FileDraft.objects.exists()
    assert document.content()
    task()
