"""The worker's side: every letter comes out, exactly once, or says aloud why not."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader

from ground import clocks
from ground.mails.models import Mail
from ground.mails.tasks import send_mail
from inm_portal.celery import app
from radicados import issuance as issuing
from radicados import signing
from radicados.filing import annul, radicar, retry_issuance
from radicados.mail_events import FILED, ISSUED
from radicados.models import Actuacion, LetterIssuance, Radicado, SignedLetter
from radicados.tasks import issue_document, issue_pending_documents
from radicados.verification import Finding, verify_code
from tests.factories import file_simple, person_user, prepared_radicado
from tests.running import eventually


def filed(**facts) -> Radicado:
    with transaction.atomic():
        return file_simple(person_user(), **facts)


def is_issued(radicado: Radicado) -> bool:
    radicado.refresh_from_db(fields=["issued_at"])
    return radicado.issued_at is not None


def kinds(radicado: Radicado) -> list[str]:
    return list(radicado.actuaciones.values_list("kind", flat=True))


# --- One attempt, in this process ----------------------------------------------------------------------


@pytest.mark.django_db
def test_issuing_seals_the_letter_with_its_facts_and_the_trail(pki):
    radicado = filed()
    issue_document(str(radicado.pk))
    radicado.refresh_from_db()
    letter = SignedLetter.objects.get(pk=radicado.pk)
    assert radicado.sha256 == hashlib.sha256(letter.pdf).hexdigest()
    assert radicado.signature_level == signing.LEVEL
    assert signing.DEMO_MARK in radicado.signed_by
    assert (radicado.status, kinds(radicado)) == ("issued", ["filed", "issued"])
    assert verify_code(radicado.verification_code).finding is Finding.AUTHENTIC


@pytest.mark.django_db
def test_repeated_task_does_nothing(pki):
    radicado = filed()
    for _ in range(3):
        issue_document(str(radicado.pk))
    assert kinds(radicado) == ["filed", "issued"]


@pytest.mark.django_db
def test_radicado_annulled_while_its_letter_is_signed_gets_none(pki, monkeypatch):
    radicado = filed()

    def annul_meanwhile(issuance, *args):
        annul(radicado=radicado, by=radicado.filed_by, reason="Se radicó por error.")
        seal(issuance, *args)

    seal = issuing.seal
    monkeypatch.setattr(issuing, "seal", annul_meanwhile)
    issue_document(str(radicado.pk))
    radicado.refresh_from_db()
    assert (radicado.status, radicado.issued_at) == ("annulled", None)
    assert kinds(radicado) == ["filed", "annulled"]
    assert not SignedLetter.objects.exists()


@pytest.mark.django_db
def test_late_failure_of_a_lost_lease_records_nothing():
    radicado = filed()
    late = LetterIssuance.objects.claim(radicado.pk)
    LetterIssuance.objects.filter(pk=radicado.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    current = LetterIssuance.objects.claim(radicado.pk)
    assert not late.fail("demasiado tarde")
    current.refresh_from_db()
    assert (current.last_error, current.lease_until is None) == ("", False)
    assert kinds(radicado) == ["filed"]


@pytest.mark.django_db
def test_letter_that_is_under_way_or_issued_is_not_retried(pki):
    radicado = filed()
    running = LetterIssuance.objects.claim(radicado.pk)
    assert not retry_issuance(issuance=running, by=radicado.filed_by)
    issuing.issue(running)
    assert not retry_issuance(issuance=running, by=radicado.filed_by)
    assert kinds(radicado) == ["filed", "issued"]


@pytest.mark.django_db
def test_second_seal_is_refused_whole(pki):
    radicado = filed()
    issue_document(str(radicado.pk))
    radicado.refresh_from_db()
    with pytest.raises(issuing.NothingToSealError):
        issuing.seal(radicado.issuance, b"%PDF another", "CN=another")
    again = Radicado.objects.get(pk=radicado.pk)
    assert (again.sha256, kinds(again)) == (radicado.sha256, ["filed", "issued"])


@pytest.mark.django_db
def test_missing_key_is_a_recorded_failure_and_no_letter(settings, tmp_path, pki):
    settings.SIGNING_PKCS12_FILE = str(tmp_path / "absent.p12")
    radicado = filed()
    issue_document(str(radicado.pk))
    issuance = LetterIssuance.objects.get(pk=radicado.pk)
    assert "SigningError" in issuance.last_error
    assert issuance.next_attempt_at > timezone.now()
    assert (issuance.parked_at, issuance.lease_until) == (None, None)
    assert kinds(radicado) == ["filed", "failed"]
    assert not SignedLetter.objects.exists()


@pytest.mark.django_db
def test_waits_double_up_to_the_ceiling(settings):
    settings.WORK_BACKOFF_SECONDS, settings.WORK_BACKOFF_MAX_SECONDS = 5, 60
    waits = [LetterIssuance(attempts=n).back_off().total_seconds() for n in range(1, 7)]
    assert waits == [5, 10, 20, 40, 60, 60]


@pytest.mark.django_db
def test_letter_that_keeps_failing_is_parked_once_with_its_reason_and_can_be_retried(settings, monkeypatch, pki):
    settings.WORK_MAX_ATTEMPTS, settings.WORK_BACKOFF_SECONDS = 3, 0
    radicado = filed()
    with monkeypatch.context() as broken:
        broken.setattr(issuing, "render", lambda *args, **kwargs: 1 / 0)
        for _ in range(5):
            issue_document(str(radicado.pk))
    radicado = Radicado.objects.with_state().get(pk=radicado.pk)
    assert radicado.status == Radicado.Status.DELAYED
    assert radicado.issuance.attempts == 5
    assert "ZeroDivisionError" in radicado.issuance.last_error
    assert kinds(radicado) == ["filed", "failed", "failed", "parked"]

    retry_issuance(issuance=radicado.issuance, by=radicado.filed_by)
    issue_document(str(radicado.pk))
    assert is_issued(radicado)
    assert kinds(radicado)[-2:] == ["retried", "issued"]


@pytest.mark.parametrize("ahead", [-200, -100, 100, 200])
@pytest.mark.django_db
def test_worker_whose_clock_is_wrong_signs_nothing(ahead, monkeypatch, pki):
    """And one that is off by less dates what it signs by the database's clock."""
    radicado, right = filed(), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + timedelta(seconds=ahead))
    issue_document(str(radicado.pk))
    issuance = LetterIssuance.objects.get(pk=radicado.pk)
    assert is_issued(radicado) is (abs(ahead) < clocks.LIMIT.total_seconds())
    if not issuance.done_at:
        assert "no coinciden" in issuance.last_error
        return
    signed = PdfFileReader(BytesIO(SignedLetter.objects.get(pk=radicado.pk).pdf)).embedded_signatures[0]
    assert abs(parse_pdf_date(signed.sig_object["/M"]) - right()) < timedelta(seconds=20)


@pytest.mark.django_db
def test_work_that_kills_its_worker_each_time_is_parked_too(settings):
    settings.WORK_MAX_ATTEMPTS = 2
    radicado = filed()
    issuances = LetterIssuance.objects.filter(pk=radicado.pk)
    for _ in range(2):
        assert LetterIssuance.objects.claim(radicado.pk)
        issuances.update(lease_until=timezone.now())  # the worker died and its lease ran out
    assert LetterIssuance.objects.claim(radicado.pk) is None
    assert issuances.get().parked_at is not None
    assert kinds(radicado)[-1] == Actuacion.Kind.PARKED
    issuances.update(next_attempt_at=timezone.now())
    assert LetterIssuance.objects.claim(radicado.pk)  # what killed it may be gone


@pytest.mark.django_db(transaction=True)
def test_one_of_many_workers_gets_the_claim():
    radicado = filed()
    start = threading.Barrier(8, timeout=30)
    claims = []

    def claim() -> None:
        start.wait()
        claims.append(LetterIssuance.objects.claim(radicado.pk) is not None)
        connections.close_all()

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claims) == [False] * 7 + [True]


@pytest.mark.django_db
def test_sweep_rings_for_what_is_due_and_for_nothing_else(monkeypatch):
    due, leased, later, annulled = filed(), filed(), filed(), filed()
    assert LetterIssuance.objects.claim(leased.pk)
    soon = timezone.now() + timedelta(minutes=4)
    LetterIssuance.objects.filter(pk=later.pk).update(next_attempt_at=soon)
    annul(radicado=annulled, by=annulled.filed_by, reason="Se radicó por error.")
    rung = []
    monkeypatch.setattr(app, "send_task", lambda task, arguments: rung.append((task, arguments)))
    issue_pending_documents()
    assert rung == [(issue_document.name, [str(due.pk)])]


@pytest.mark.django_db
def test_oldest_unissued_letter_tells_its_age():
    assert LetterIssuance.objects.oldest_unissued_seconds() == 0.0
    filed()
    assert 0 < LetterIssuance.objects.oldest_unissued_seconds() < 60


# --- Mail ----------------------------------------------------------------------------------------------


def acknowledged() -> tuple[Radicado, Mail]:
    with transaction.atomic():
        user = person_user()
        radicado = radicar(radicado=prepared_radicado(user), acknowledge_to=user.email)
    return radicado, Mail.objects.about(radicado).of(FILED).get()


@pytest.mark.django_db
def test_acknowledgement_says_number_instant_and_links_built_from_the_base_url(settings):
    settings.PORTAL_BASE_URL = "https://servicios.example"
    radicado, owed = acknowledged()
    for _ in range(2):
        send_mail(str(owed.pk))
    message = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert message.to == [radicado.filed_by.email]
    assert radicado.number in message.subject
    assert f"https://servicios.example/radicados/{radicado.number}/" in message.body
    assert f"https://servicios.example/v/{radicado.verification_code}" in message.body
    assert "hora legal de Colombia" in message.body
    assert kinds(radicado) == ["filed", "notified"]


@pytest.mark.django_db
def test_signed_letter_is_mailed_to_who_was_acknowledged_and_not_before(pki):
    radicado, _ = acknowledged()
    owed = Mail.objects.about(radicado).of(ISSUED).get()
    send_mail(str(owed.pk))
    assert mail.outbox == []
    issue_document(str(radicado.pk))
    send_mail(str(owed.pk))
    (message,) = mail.outbox
    assert message.to == [radicado.filed_by.email]
    ((name, content, _),) = message.attachments
    assert (name, content) == (f"{radicado.number}.pdf", bytes(SignedLetter.objects.get(pk=radicado.pk).pdf))
    assert radicado.get_absolute_url() in message.body


@pytest.mark.django_db
def test_letter_that_was_annulled_is_mailed_to_nobody(pki):
    radicado, _ = acknowledged()
    annul(radicado=radicado, by=radicado.filed_by, reason="Se radicó dos veces.")
    assert Mail.objects.about(radicado).of(ISSUED).get().cancelled_at


@pytest.mark.django_db
def test_annulment_is_told_to_the_filer_with_its_reason():
    radicado = filed()
    annul(radicado=radicado, by=radicado.filed_by, reason="Se radicó con datos equivocados.")
    send_mail(str(Mail.objects.about(radicado).get().pk))
    (message,) = mail.outbox
    assert message.to == [radicado.filed_by.email]
    assert f"{radicado.number}: anulado" in message.subject
    assert "Se radicó con datos equivocados." in message.body


@pytest.mark.django_db
def test_mail_server_that_is_down_is_tried_again(settings):
    radicado, owed = acknowledged()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send_mail(str(owed.pk))
    owed.refresh_from_db()
    assert (owed.done_at, owed.attempts) == (None, 1)
    assert "ConnectionRefusedError" in owed.last_error
    assert kinds(radicado) == ["filed"]


# --- Real workers --------------------------------------------------------------------------------------


def test_worker_issues_the_letter_seconds_after_filing(celery_worker):
    radicado = filed()
    assert eventually(lambda: is_issued(radicado)), celery_worker.log.read_text()


def test_letters_filed_while_no_worker_lives_come_out_when_one_is_back(celery_worker, celery_beat):
    celery_worker.kill9()
    radicados = [filed() for _ in range(5)]
    celery_worker.start()
    for radicado in radicados:
        assert eventually(lambda radicado=radicado: is_issued(radicado)), celery_worker.log.read_text()
    assert SignedLetter.objects.count() == 5


def test_lost_ring_is_made_good_by_the_sweep(celery_worker, celery_beat, monkeypatch):
    monkeypatch.setattr("ground.work.leases.ring", lambda task, pk: None)
    radicado = filed()
    assert eventually(lambda: is_issued(radicado)), celery_worker.log.read_text()


def test_worker_killed_between_signing_and_sealing_issues_it_exactly_once_when_it_is_back(celery_worker, celery_beat):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE radicados_signedletter IN EXCLUSIVE MODE")  # it cannot seal
        other_hands = ThreadPoolExecutor(1)
        radicado = other_hands.submit(_filed_elsewhere).result()
        assert eventually(lambda: _sealing_waits(cursor)), celery_worker.log.read_text()
        celery_worker.kill9()
        other_hands.shutdown()
    assert not SignedLetter.objects.exists()
    celery_worker.start()
    assert eventually(lambda: is_issued(radicado)), celery_worker.log.read_text()
    assert kinds(radicado) == ["filed", "issued"]
    assert LetterIssuance.objects.get(pk=radicado.pk).attempts == 2


def _filed_elsewhere() -> Radicado:
    try:
        return filed()
    finally:
        connections.close_all()


def _sealing_waits(cursor) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = %s::regclass)",
        ["radicados_signedletter"],
    )
    return cursor.fetchone()[0]


def test_dead_workers_lease_runs_out_and_another_takes_over(celery_worker, celery_beat):
    """A worker that took the row and died before sealing: the letter waits for the lease, no longer."""
    celery_worker.kill9()
    radicado = filed()
    assert LetterIssuance.objects.claim(radicado.pk).attempts == 1
    celery_worker.start()
    issue_document.delay(str(radicado.pk))
    assert eventually(lambda: is_issued(radicado), settings.WORK_LEASE_SECONDS + 30)
    assert LetterIssuance.objects.get(pk=radicado.pk).attempts == 2
