"""Where a *denuncia*, or whoever made it, could show through: the trail, filters, logs, what waits."""

import io
import logging
import re
from http import HTTPStatus

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from expedientes.acts.assignment import staff_of
from expedientes.views.follower import COOKIE
from ground.audit.models import Action, Entry
from ground.documents.models import Document
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.webforms.opened_pages import begin
from inm_portal.staff_groups import AUDITOR, INTERNAL_CONTROL, OFFICER
from pqrsd.kinds import Kind
from pqrsd.notices import mail_events
from radicados.filing import annul
from tests.factories import SignatoryFactory, person_user
from tests.ground.documents.files import pdf
from tests.outbox import composed
from tests.pqrsd.desk import REASON, act, case_path
from tests.pqrsd.following import LOOKUP, keys, path_of
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signatory(reference_data):
    SignatoryFactory()


# --- The audit trail -----------------------------------------------------------------------------------
def trail_seen_by(user) -> set[str]:
    page = verified(Client(), user).get(reverse("admin:audit_entry_changelist"))
    assert page.status_code == 200, page.headers
    entries = page.context["cl"].result_list
    return {f"{entry.subject_type} {entry.subject_id}" for entry in entries if not entry.is_withheld}


def test_whoever_audits_sees_that_a_denuncia_was_read_by_whom_and_when_and_nothing_of_it(control):
    denuncia = petition(Kind.REPORT, user=person_user(), documents=(document(),))
    control.get(case_path(denuncia))
    reading = Entry.objects.get(subject_type="pqrsd.pqrsd", subject_id=str(denuncia.pk), action=Action.READ)
    auditor = verified(Client(), staff_user(AUDITOR, key="33" * 20))
    trail = reverse("admin:audit_entry_changelist")
    (seen,) = [entry for entry in auditor.get(trail).context["cl"].result_list if entry.is_withheld]
    assert (seen.pk, seen.actor_id) == (reading.pk, reading.actor_id)
    page = auditor.get(reverse("admin:audit_entry_change", args=[reading.pk])).text
    assert reading.actor_name in page
    assert "Algo reservado" in page
    exported = auditor.post(trail, {"action": "export", "_selected_action": [reading.pk]}).getvalue().decode()
    for text in (page, exported):
        assert denuncia.radicado.number not in text
        assert f"pqrsd.pqrsd {denuncia.pk}" not in text
    assert f";{reading.actor_name};;;;" in exported
    # Neither a search nor an address tells which one it was.
    found = auditor.get(trail, {"q": f"pqrsd {denuncia.pk}"}).context["cl"].result_list
    assert reading.pk not in {entry.pk for entry in found}
    for name in ("subject_id", "subject_type", "detail__what", "subject_id__startswith"):
        assert auditor.get(trail, {name: str(denuncia.pk)}).status_code == 400


def test_auditor_does_not_learn_from_the_trail_who_made_a_denuncia(control, client):
    owner = person_user()
    ordinary, denuncia = petition(user=owner), petition(Kind.REPORT, user=owner, documents=(document(),))
    client.force_login(owner)
    for case in (ordinary, denuncia):
        assert client.get(path_of(case)).status_code == 200
    control.get(case_path(denuncia))
    control.get(reverse("admin:radicados_radicado_change", args=[denuncia.radicado_id]))
    file = Document.objects.get(anexo__step__expediente=denuncia)
    control.get(reverse("admin:documents_document_change", args=[file.pk]))

    hidden = {
        f"pqrsd.pqrsd {denuncia.pk}",
        f"radicados.radicado {denuncia.radicado_id}",
        f"documents.document {file.pk}",
    }
    assert hidden <= {f"{entry.subject_type} {entry.subject_id}" for entry in Entry.objects.all()}
    seen = trail_seen_by(staff_user(AUDITOR, key="33" * 20))
    assert f"pqrsd.pqrsd {ordinary.pk}" in seen
    assert not hidden & seen
    assert not hidden & trail_seen_by(staff_user(key="34" * 20, is_superuser=True))
    assert hidden <= trail_seen_by(staff_user(AUDITOR, INTERNAL_CONTROL, key="35" * 20))


def test_trail_of_a_case_that_turned_out_a_denuncia_is_hidden_too(desk):
    case = petition()
    act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    auditor = staff_user(AUDITOR, key="33" * 20)
    assert f"pqrsd.pqrsd {case.pk}" not in trail_seen_by(auditor)
    about = Entry.objects.filter(subject_type="pqrsd.pqrsd", subject_id=str(case.pk))
    one = about.exclude(action=Action.READ).first()
    page = verified(Client(), auditor).get(reverse("admin:audit_entry_change", args=[one.pk]))
    assert page.status_code == 302  # as of one that is not there


# --- Filters of the administration ---------------------------------------------------------------------
def test_no_register_is_filtered_by_the_rows_that_point_to_it(rf):
    """`?pqrsd=12` among the users would be whoever made petition 12."""
    request = rf.get("/")
    request.user = staff_user(is_superuser=True)
    allowed = [
        f"{model._meta.label}: {relation.name}"
        for model, admin in site._registry.items()
        for relation in model._meta.related_objects
        if admin.lookup_allowed(relation.name, "1", request)
    ]
    assert allowed == []


def test_superuser_does_not_find_who_made_a_denuncia_among_the_accounts():
    denuncia = petition(Kind.REPORT, user=person_user())
    superuser = verified(Client(), staff_user(is_superuser=True))
    for filtered in (f"pqrsd={denuncia.pk}", f"radicados={denuncia.radicado_id}", "pqrsd__is_reserved=1"):
        assert superuser.get(f"/admin/accounts/user/?{filtered}").status_code == 400


# --- The log -------------------------------------------------------------------------------------------
@pytest.fixture
def log() -> io.StringIO:
    """What goes to standard output."""
    handler = next(each for each in logging.getLogger().handlers if type(each) is logging.StreamHandler)
    written = io.StringIO()
    former = handler.setStream(written)
    yield written
    handler.setStream(former)


def test_log_has_nothing_that_opens_a_case(client, log):
    case = petition(Kind.REPORT)
    assert client.post(LOOKUP, keys(case)).status_code == 302
    assert client.post(path_of(case, "escribir/"), {"action": "send"}).status_code == 422
    assert client.get(path_of(case, "cartas/2020-S-000001.pdf")).status_code == 404
    assert client.get(f"/v/{case.radicado.verification_code}/carta.pdf").status_code == 404
    assert f"{HTTPStatus.UNPROCESSABLE_ENTITY.phrase}: {path_of(case)}escribir/" in log.getvalue()
    assert "Not Found: /v/…/carta.pdf" in log.getvalue()
    assert client.cookies[COOKIE].value not in log.getvalue()
    assert case.radicado.verification_code not in log.getvalue()


# --- Files that nobody has filed yet -------------------------------------------------------------------
def test_files_of_a_page_are_known_to_nobody_of_the_staff_until_they_are_filed(client):
    opened = begin()
    client.post(
        reverse("pqrsd:file"),
        {"draft": opened.token, "action": "attach", "attachments": pdf_upload("contra-perez.pdf")},
    )
    staff = verified(Client(), staff_user(OFFICER))
    assert Document.objects.get().name == "contra-perez.pdf"
    assert "contra-perez.pdf" not in staff.get("/admin/documents/document/").text
    filed = petition(draft_id=opened.draft_id)
    assert not Document.objects.get(anexo__step__expediente=filed).is_reserved
    assert "contra-perez.pdf" in staff.get("/admin/documents/document/").text


def pdf_upload(name: str) -> io.BytesIO:
    upload = io.BytesIO(pdf())
    upload.name = name
    return upload


# --- What waits when a case turns out a denuncia -------------------------------------------------------
@pytest.mark.parametrize("event", [mail_events.DUE_CHANGED, mail_events.INFECTED])
def test_mail_to_both_goes_on_to_the_petitioner_alone(desk, ana, event):
    case = petition()
    for address in (ana.email, PETITIONER["email"]):
        owe(event, recipient=address, about=case, occasion="antes")
    act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    told = Mail.objects.about(case).filter(event=event.name, occasion="antes")
    assert [owed.recipient for owed in told.in_status(Mail.Status.PENDING)] == [PETITIONER["email"]]
    assert [owed.recipient for owed in told.in_status(Mail.Status.CANCELLED)] == [ana.email]


def test_page_left_open_is_not_told_who_has_the_denuncia_now(desk, control):
    case = petition()
    token = {"token": desk.get(case_path(case)).context["presence_token"]}
    act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    assert control.get(case_path(case)).context["present"] == []
    assert "tiene este caso abierto" not in desk.post("/pqrsd/gestion/presencia/", token).text


# --- Who is no longer of the staff ---------------------------------------------------------------------
def test_whoever_left_the_staff_is_told_nothing_of_the_case_they_had(desk, ana, berta):
    case = petition()
    act(desk, case, "asignar", assignee=ana.pk)
    case.refresh_from_db()
    assert staff_of(case) == [ana]
    type(ana).objects.filter(pk=ana.pk).update(is_staff=False)
    ana.user_permissions.add(Permission.objects.get(codename="handle_pqrsd"))
    case.refresh_from_db()
    assert staff_of(case) == [berta]


# --- Mails and caches ----------------------------------------------------------------------------------
def test_mail_about_an_annulled_denuncia_says_nothing_of_it():
    owner = person_user()
    denuncia = petition(Kind.REPORT, user=owner, subject="Soborno")
    annul(radicado=denuncia.radicado, by=owner, reason="Repetida por el denunciante.")
    denuncia.radicado.refresh_from_db()
    mail = composed(Mail.objects.about(denuncia.radicado).get())
    said = f"{mail.subject} {mail.body}"
    assert denuncia.radicado.number in said
    assert not re.search("denuncia|soborno|repetida|pedro", said, re.IGNORECASE)


def test_page_with_what_was_typed_is_stored_nowhere_even_without_a_session(client):
    page = client.post(reverse("pqrsd:file"), {"draft": begin().token, "words-request": "Soborno"})
    assert page.status_code == 422
    assert "no-store" in page["Cache-Control"]
