"""The desk of registrations: found, read, reviewed and exported, and all of it recorded."""

import csv
import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.membership import request_membership
from accounts.models import Company, Municipality, Profile, SupportingDocument
from ground.audit.models import Action, Entry
from ground.documents.models import Document, Scan
from inm_portal import staff_groups
from tests.factories import CompanyFactory, ProfileFactory, UserFactory, laboratory_user
from tests.staff import staff_user, verified

LIST = "/admin/accounts/profile/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(reference_data, client):
    return verified(client, staff_user(staff_groups.OFFICER))


@pytest.fixture
def auditor(reference_data, client):
    return verified(client, staff_user(staff_groups.AUDITOR))


def attach(profile: Profile, *, content: bytes = b"%PDF-1.7 de prueba", **facts) -> SupportingDocument:
    """A document as it is kept; `facts` make it infected."""
    document = Document(
        name="cédula ñ.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **facts,
    )
    document.file.save("x", ContentFile(content), save=False)
    document.save()
    return profile.supporting_documents.create(category="contacto", document=document)


def detail(profile: Profile) -> str:
    return reverse("admin:accounts_profile_change", args=[profile.pk])


def open_url(attached: SupportingDocument) -> str:
    return reverse("admin:accounts_profile_document", args=[attached.profile_id, attached.pk])


def review_url(profile: Profile) -> str:
    return reverse("admin:accounts_profile_review", args=[profile.pk])


def recorded(action: Action) -> list[dict]:
    return list(Entry.objects.filter(action=action).order_by("pk").values_list("detail", flat=True))


# --- Finding -------------------------------------------------------------------------------------------
@pytest.fixture
def ana(reference_data) -> Profile:
    user = UserFactory(first_name="Ana", last_name="Única", username="ana", email="ana@unica.example")
    company = CompanyFactory(legal_name="Ensayos Únicos S. A. S.", nit="900494393")
    return ProfileFactory(
        user=user,
        person_type="juridica",
        company=company,
        document_number="1020304050",
        municipality=Municipality.objects.get(code="05001"),
    )


@pytest.mark.parametrize(
    "query",
    ["Ana Única", "ana", "ana@unica.example", "1020304050", "1.020.304.050", "9004943933", "900.494.393-3",
     "Ensayos Únicos"],
)  # fmt: skip
def test_registration_is_found_by_whatever_is_known_of_it(officer, ana, query):
    ProfileFactory()
    page = officer.get(LIST, {"q": query})
    assert "1 registro" in page.text
    assert "Ana Única" in page.text
    assert recorded(Action.SEARCHED)[-1]["results"] == 1


FILTERED = [
    ("revisado=no", {}, True),
    ("revisado=si", {}, False),
    ("revisado=si", {"reviewed_at": timezone.now()}, True),
    ("correo=si", {}, True),
    ("correo=no", {"user__email_verified_at": None}, True),
    ("pais=exterior", {}, False),
    ("pais=exterior", {"country": "CL"}, True),
    ("departamento=05", {"municipality_id": "05001"}, True),
    ("departamento=11", {"municipality_id": "05001"}, False),
    ("documentos=ninguno", {}, True),
    ("vinculacion=pendiente", {}, False),
    ("person_type__exact=natural", {}, True),
]


@pytest.mark.parametrize(("query", "facts", "is_listed"), FILTERED)
def test_registrations_are_narrowed_down(officer, query, facts, is_listed):
    ProfileFactory(**facts)
    assert f"{int(is_listed)} registro" in officer.get(f"{LIST}?{query}").text


def test_infected_and_unscanned_documents_are_found(officer):
    infected, waiting = ProfileFactory(), ProfileFactory()
    attach(infected, infected_with="Eicar-Test")
    attach(infected, infected_with="Eicar-Test")
    Scan.objects.create(document=attach(waiting).document)
    for query, profile in [("infectados", infected), ("pendientes", waiting)]:
        page = officer.get(f"{LIST}?documentos={query}").text
        assert "1 registro" in page
        assert detail(profile) in page


def test_pending_membership_is_found_and_decided(officer):
    owner = laboratory_user()
    newcomer = ProfileFactory(person_type="juridica")
    asked = request_membership(profile=newcomer, company=owner.profile.company)
    assert detail(newcomer) in officer.get(f"{LIST}?vinculacion=pendiente").text
    assert "Aceptar" in officer.get(detail(newcomer)).text
    decide = reverse("admin:accounts_membershiprequest_decide", args=[asked.pk])
    assert officer.get(decide).status_code == 405
    officer.post(decide, {"accept": "Aceptar"})
    newcomer.refresh_from_db()
    assert newcomer.company == owner.profile.company
    again = officer.post(decide, {"reject": "Rechazar"}, follow=True)
    assert "ya decididas antes: 1" in again.text


def test_membership_requests_are_decided_from_their_list(officer):
    owner = laboratory_user()
    asked = request_membership(profile=ProfileFactory(person_type="juridica"), company=owner.profile.company)
    data = {"action": "reject", "_selected_action": [asked.pk]}
    page = officer.post("/admin/accounts/membershiprequest/", data, follow=True)
    assert "Solicitudes que se rechazó: 1." in page.text
    asked.refresh_from_db()
    assert (asked.is_accepted, asked.decided_at is None) == (False, False)


def test_list_asks_the_database_as_often_for_one_row_as_for_twenty(officer, ana):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert officer.get(LIST).status_code == 200
        return len(captured)

    queries()
    for_one = queries()
    for _ in range(20):
        laboratory_user(municipality_id="11001")
    assert queries() == for_one


# --- Reading -------------------------------------------------------------------------------------------
def test_detail_is_read_only_and_its_reading_recorded(officer, ana):
    page = officer.get(detail(ana)).text
    assert "1020304050" in page
    assert 'name="_save"' not in page
    assert officer.post(detail(ana), {"document_number": "1"}).status_code == 403
    assert Entry.objects.filter(action=Action.READ, subject_id=str(ana.pk)).count() == 1


def test_officer_opens_a_document_and_the_auditor_sees_who_did(officer, ana):
    attached = attach(ana)
    assert open_url(attached) in officer.get(detail(ana)).text
    response = officer.get(open_url(attached))
    assert response.content == b"%PDF-1.7 de prueba"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "Quién ha abierto" not in officer.get(detail(ana)).text
    entry = Entry.objects.get(action=Action.DOCUMENT_READ)
    auditor = verified(officer, staff_user(staff_groups.AUDITOR))
    page = auditor.get(detail(ana)).text
    assert "Quién ha abierto estos documentos" in page
    assert entry.actor_name in page
    assert open_url(attached) not in page
    assert auditor.get(open_url(attached)).status_code == 403


def test_infected_or_pending_document_is_opened_by_nobody(officer, ana):
    infected, waiting = attach(ana, infected_with="Eicar"), attach(ana)
    Scan.objects.create(document=waiting.document)
    page = officer.get(detail(ana)).text
    for attached in (infected, waiting):
        assert open_url(attached) not in page
        assert officer.get(open_url(attached)).status_code == 404


def test_document_of_another_registration_is_not_found(officer, ana):
    attached = attach(ana)
    attached.profile = ProfileFactory()
    assert officer.get(open_url(attached)).status_code == 404


# --- Reviewing -----------------------------------------------------------------------------------------
def test_review_is_marked_and_undone_with_notes(officer, ana):
    assert officer.get(review_url(ana)).status_code == 200
    officer.post(review_url(ana), {"note": "Documentos completos."})
    ana.refresh_from_db()
    assert ana.review_note == "Documentos completos."
    assert ana.reviewed_by.groups.get().name == staff_groups.OFFICER
    assert "Quitar la marca" in officer.get(detail(ana)).text
    officer.post(review_url(ana), {"note": "Falta la cédula.", "undo": ""})
    ana.refresh_from_db()
    assert (ana.reviewed_at, ana.reviewed_by, ana.review_note) == (None, None, "Falta la cédula.")
    assert [entry["what"] for entry in recorded(Action.CHANGED)] == ["reviewed", "review_undone"]


def test_two_officers_with_the_same_page_open_do_not_undo_each_other(officer, ana):
    for note in ("Completo.", "También me parece completo."):
        page = officer.post(review_url(ana), {"note": note}, follow=True)
    ana.refresh_from_db()
    assert (ana.reviewed_at is not None, ana.review_note) == (True, "Completo.")
    assert "antes que usted" in page.text
    assert 'name="undo"' in officer.get(review_url(ana)).text
    for _ in range(2):
        officer.post(review_url(ana), {"note": "Falta la cédula.", "undo": ""})
    assert [entry["what"] for entry in recorded(Action.CHANGED)] == ["reviewed", "review_undone"]


@pytest.mark.parametrize("is_ticked", [True, False])
def test_a_review_confirms_the_company_only_where_the_officer_says_so(officer, ana, is_ticked):
    Company.objects.update(confirmed_at=None)
    Profile.objects.filter(pk=ana.pk).update(is_company_administrator=True)
    assert "Ensayos Únicos S. A. S. (sin confirmar)" in officer.get(LIST, {"empresa": "no"}).text
    assert "NIT 900.494.393-3" in officer.get(review_url(ana)).text
    officer.post(review_url(ana), {"note": "RUT y cédula."} | ({"confirms_company": "on"} if is_ticked else {}))
    assert bool(Company.objects.get().confirmed_at) == is_ticked
    officer.post(review_url(ana), {"note": "No era.", "undo": ""})
    assert Company.objects.get().confirmed_at is None


def test_of_two_with_one_document_one_is_reviewed_and_both_are_found(officer):
    mine, theirs = (ProfileFactory(document_number="1020304050") for _ in range(2))
    ProfileFactory()
    assert "2 registros" in officer.get(LIST, {"documento": "repetido"}).text
    assert officer.post(review_url(mine), {"note": "Es la cédula."}).status_code == 302
    refused = officer.post(review_url(theirs), {"note": "Es la cédula."})
    assert refused.status_code == 422
    assert "Ya se revisó otro registro con ese documento" in refused.text


def test_the_buttons_of_a_request_hand_the_company_over(officer, ana):
    Profile.objects.filter(pk=ana.pk).update(is_company_administrator=True)
    asked = request_membership(profile=ProfileFactory(person_type="juridica"), company=ana.company)
    assert "entregarle la empresa" in officer.get(detail(asked.profile)).text
    officer.post(reverse("admin:accounts_membershiprequest_decide", args=[asked.pk]), {"hand_over": ""})
    assert [row.pk for row in Profile.objects.administrators_of(ana.company)] == [asked.profile_id]


@pytest.mark.parametrize("note", ["", "   ", "x" * 2001])
def test_review_without_a_note_is_refused(officer, ana, note):
    page = officer.post(review_url(ana), {"note": note})
    assert (page.status_code, "errornote" in page.text) == (422, True)
    ana.refresh_from_db()
    assert ana.reviewed_at is None


def test_reading_the_review_page_marks_nothing(officer, ana):
    officer.get(review_url(ana), {"note": "Nota"})
    ana.refresh_from_db()
    assert ana.reviewed_at is None


# --- Exporting -----------------------------------------------------------------------------------------
def test_export_is_recorded_and_escapes_formulas(officer, ana):
    ana.user.first_name = "=HYPERLINK(1)"
    ana.user.save()
    response = officer.post(LIST, {"action": "export", "_selected_action": [ana.pk]})
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["Nombres"] == "'=HYPERLINK(1)"
    assert (rows[0]["NIT"], rows[0]["Dígito de verificación"]) == ("900494393", "3")
    assert recorded(Action.EXPORTED) == [{"rows": 1}]


def test_auditor_exports_no_registrations(auditor, ana):
    auditor.post(LIST, {"action": "export", "_selected_action": [ana.pk]})
    assert recorded(Action.EXPORTED) == []
