"""What becomes of documents when a real clamd, with signatures of its own, looks at them."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.dispatch import receiver
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from ground.audit.models import Action, Entry
from ground.documents import antivirus
from ground.documents.models import Document, Scan
from ground.documents.receiving import receive
from ground.documents.serving import serve
from ground.documents.signals import infected
from ground.documents.tasks import scan_document, scan_pending_documents, tidy_documents
from tests.clamd import MALICE, VIRUS
from tests.ground.documents.files import image, malicious_pdf, pdf, upload
from tests.running import eventually
from tests.staff import staff_user, verified


def received(content: bytes) -> Document:
    return receive(upload(content, "cedula.pdf"))


def fresh(document: Document) -> Document:
    return Document.objects.select_related("scan").get(pk=document.pk)


def quarantined(document: Document) -> Path:
    return settings.VAR_DIR / "quarantine" / document.file.name


# --- Documents -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_document_is_pending_until_it_is_clean(clamav, rf):
    document = received(pdf())
    assert document.state is Document.State.PENDING
    with pytest.raises(Http404):
        serve(rf.get("/"), document, subject=document)
    scan_document(str(document.pk))
    assert fresh(document).state is Document.State.CLEAN
    assert fresh(document).is_servable


@pytest.mark.django_db(transaction=True)
def test_infected_document_goes_to_quarantine_and_its_owner_is_told(clamav, rf):
    told = []

    @receiver(infected)
    def listen(document, **kwargs):
        told.append((document, transaction.get_connection().in_atomic_block))

    document = received(malicious_pdf())
    scan_document(str(document.pk))
    infected.disconnect(listen)
    document = fresh(document)
    assert document.state is Document.State.INFECTED
    assert document.infected_with.startswith(VIRUS)
    assert told == [(document, True)]
    assert not Path(document.file.path).exists()
    assert stat.S_IMODE(quarantined(document).stat().st_mode) == 0o600
    assert not Scan.objects.due().exists()
    entry = Entry.objects.get(action=Action.CHANGED, subject_id=str(document.pk))
    assert entry.detail["what"] == "infected"
    with pytest.raises(Http404):
        serve(rf.get("/"), document, subject=document)


@pytest.mark.django_db(transaction=True)
def test_listener_that_fails_leaves_the_document_pending(clamav):
    def fail(**kwargs):
        raise RuntimeError("no hay a quién avisar")

    document = received(malicious_pdf())
    infected.connect(fail)
    scan_document(str(document.pk))
    infected.disconnect(fail)
    assert fresh(document).state is Document.State.PENDING
    assert Path(document.file.path).exists()


@pytest.mark.django_db(transaction=True)
def test_move_to_quarantine_that_was_interrupted_is_finished(clamav, monkeypatch):
    document = received(malicious_pdf())
    with monkeypatch.context() as interrupted:
        interrupted.setattr("ground.documents.tasks.quarantine", lambda name: None)
        scan_document(str(document.pk))
    assert Path(document.file.path).exists()
    tidy_documents()
    tidy_documents()
    assert not Path(document.file.path).exists()
    assert MALICE in quarantined(document).read_bytes()


@pytest.mark.django_db
def test_photo_is_scanned_as_it_is_stored(clamav):
    """What the portal leaves out is not there to be found, and could not harm anybody."""
    photo = image() + MALICE
    assert antivirus.scan(photo).startswith(VIRUS)
    document = receive(upload(photo, "foto.jpg"))
    scan_document(str(document.pk))
    assert fresh(document).state is Document.State.CLEAN


@pytest.mark.django_db
def test_antivirus_that_is_down_means_pending_then_parked_and_never_passed(settings):
    settings.CLAMD_SOCKET = "/tmp/no-hay-nadie.sock"
    settings.WORK_BACKOFF_SECONDS = 0
    document = received(pdf())
    for _ in range(settings.WORK_MAX_ATTEMPTS + 2):
        scan_document(str(document.pk))
        assert fresh(document).state is Document.State.PENDING
    scan = Scan.objects.get()
    assert scan.attempts == settings.WORK_MAX_ATTEMPTS + 2
    assert scan.parked_at
    assert "AntivirusError" in scan.last_error


@pytest.mark.django_db
def test_document_that_changed_on_disk_is_not_scanned_as_if_it_were_the_same(clamav):
    document = received(malicious_pdf())
    Path(document.file.path).write_bytes(pdf())
    scan_document(str(document.pk))
    assert fresh(document).state is Document.State.PENDING
    assert "AlteredError" in Scan.objects.get().last_error


@pytest.mark.django_db
def test_antivirus_taken_away_does_not_pass_what_is_pending(clamav, settings):
    document = received(malicious_pdf())
    settings.CLAMD_SOCKET = ""
    scan_document(str(document.pk))
    assert fresh(document).state is Document.State.PENDING


@pytest.mark.django_db(transaction=True)
def test_ring_is_given_only_once_the_document_is_committed(clamav, monkeypatch):
    rung = []

    def ring(task, pk):
        rung.append((pk, transaction.get_connection().in_atomic_block))

    monkeypatch.setattr("ground.work.leases.ring", ring)
    assert rung == [(received(pdf()).pk, False)]


@pytest.mark.django_db(transaction=True)
def test_document_is_received_in_a_transaction_of_its_own_that_no_other_takes_back():
    """The file of one that another takes back would be nobody's."""
    before = set((settings.VAR_DIR / "documents").rglob("*/*"))
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        received(pdf())
    assert set((settings.VAR_DIR / "documents").rglob("*/*")) == before


@pytest.mark.django_db(transaction=True)
def test_real_worker_scans_and_a_sweep_finds_what_was_not_rung_for(clamav, celery_worker, monkeypatch):
    infected_document = received(malicious_pdf())
    assert eventually(lambda: fresh(infected_document).state is Document.State.INFECTED)
    assert eventually(lambda: quarantined(infected_document).exists())
    monkeypatch.setattr("ground.work.leases.ring", lambda task, pk: None)
    document = received(pdf())
    scan_pending_documents()
    assert eventually(lambda: fresh(document).state is Document.State.CLEAN)


# --- The staff's desk ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_parked_scan_is_seen_with_its_reason_and_retried(admin_client, settings):
    settings.CLAMD_SOCKET = "/tmp/no-hay-nadie.sock"
    document = received(pdf())
    Scan.objects.update(parked_at=timezone.now(), attempts=8, last_error="AntivirusError: nadie responde")
    listing = reverse("admin:documents_scan_changelist")
    text = admin_client.get(listing).content.decode()
    assert "nadie responde" in text
    assert "Detenido: requiere atención" in text
    retry = {"action": "retry", "_selected_action": [str(document.pk)]}
    assert "Se ordenó reintentar 1 análisis." in admin_client.post(listing, retry, follow=True).content.decode()
    scan = Scan.objects.get()
    assert (scan.parked_at, scan.attempts) == (None, 0)
    Scan.objects.update(lease_until=timezone.now() + timedelta(minutes=1))
    again = admin_client.post(listing, retry, follow=True).content.decode()
    assert "1 análisis no se reintentaron" in again


@pytest.mark.django_db
def test_register_of_documents_shows_facts_and_never_the_file(admin_client):
    document = received(pdf())
    listing = reverse("admin:documents_document_changelist")
    for address in (listing, reverse("admin:documents_document_change", args=[document.pk])):
        page = admin_client.get(address).content.decode()
        assert "cedula.pdf" in page
        assert document.file.name not in page
    for state in ("infectado", "pendiente"):
        assert "cedula.pdf" not in admin_client.get(listing, {"antivirus": state}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("permissions", [[], ["view_scan"]])
def test_staff_without_the_permission_may_not_retry(client, settings, permissions):
    settings.CLAMD_SOCKET = "/tmp/no-hay-nadie.sock"
    document = received(pdf())
    Scan.objects.update(parked_at=timezone.now())
    user = staff_user()
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    verified(client, user)
    retry = {"action": "retry", "_selected_action": [str(document.pk)]}
    client.post(reverse("admin:documents_scan_changelist"), retry)
    assert Scan.objects.get().parked_at
