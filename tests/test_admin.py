"""The staff's desk: what an officer may do, and what nobody may."""

import re
from decimal import Decimal

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.consents import give, wordings_in_force
from accounts.models import ConsentText
from ground.mails.models import Mail
from ground.mails.queue import owe
from inm_portal.staff_groups import AUDITOR, OFFICER, TARIFFS
from radicados.mail_events import FILED
from radicados.models import LetterIssuance, Radicado
from requests_oec.models import LegalBasis
from tests.factories import CompanyFactory, SignatoryFactory, file_simple, person_user
from tests.staff import staff_user, verified

REASON = "El laboratorio relacionó personas equivocadas."


@pytest.fixture
def radicado(reference_data) -> Radicado:
    with transaction.atomic():
        return file_simple(person_user())


@pytest.fixture
def officer(reference_data, client):
    return verified(client, staff_user(OFFICER))


def annul_url(radicado) -> str:
    return reverse("admin:radicados_radicado_annul", args=[radicado.pk])


def test_officer_annuls_with_a_reason(officer, radicado):
    page = officer.get(reverse("admin:radicados_radicado_change", args=[radicado.pk])).content.decode()
    assert "Anular" in page
    assert "Actuaciones" in page  # the trail, which an officer may read
    assert REASON not in officer.get(annul_url(radicado)).content.decode()
    officer.post(annul_url(radicado), {"reason": REASON})
    radicado.refresh_from_db()
    assert radicado.annulment_reason == REASON
    assert radicado.annulled_by.groups.get().name == OFFICER


@pytest.mark.parametrize("reason", ["", "error", " " * 30, "x" * 2001])
def test_annulment_without_a_real_reason_is_refused(officer, radicado, reason):
    page = officer.post(annul_url(radicado), {"reason": reason})
    assert (page.status_code, 'class="errornote"' in page.text) == (200, True)
    radicado.refresh_from_db()
    assert radicado.annulled_at is None


def test_reading_the_annulment_page_annuls_nothing(officer, radicado):
    officer.get(annul_url(radicado), {"reason": REASON})
    radicado.refresh_from_db()
    assert radicado.annulled_at is None


def test_second_annulment_is_told_and_changes_nothing(officer, radicado):
    officer.post(annul_url(radicado), {"reason": REASON})
    response = officer.post(annul_url(radicado), {"reason": "Otra razón bien larga."}, follow=True)
    assert "ya estaba anulado" in response.content.decode()
    radicado.refresh_from_db()
    assert radicado.annulment_reason == REASON


def test_staff_without_the_permission_may_not_annul(client, radicado):
    verified(client, staff_user())
    assert client.post(annul_url(radicado), {"reason": REASON}).status_code == 403
    client.force_login(radicado.filed_by)
    assert client.post(annul_url(radicado), {"reason": REASON}).status_code == 302  # to the admin's log-in
    radicado.refresh_from_db()
    assert radicado.annulled_at is None


def test_unissued_letters_are_listed_with_their_reason_and_retried(officer, radicado):
    LetterIssuance.objects.claim(radicado.pk)
    work = radicado.issuance
    work.refresh_from_db()
    work.attempts = 99
    work.fail("SigningError: la llave no está.")
    listing = reverse("admin:radicados_letterissuance_changelist")
    text = officer.get(listing).content.decode()
    assert radicado.number in text
    assert "la llave no está." in text
    assert "Detenida: requiere atención" in text
    retried = officer.post(listing, {"action": "retry", "_selected_action": [str(work.pk)]}, follow=True)
    assert "Se ordenó reintentar 1 carta(s)." in retried.content.decode()
    work.refresh_from_db()
    assert (work.parked_at, work.attempts) == (None, 0)


def test_mails_that_stopped_are_listed_and_retried(officer, radicado):
    owed = owe(FILED, recipient="lab@prueba.example", about=radicado)
    Mail.objects.update(parked_at="2026-01-01T00:00:00Z")
    listing = reverse("admin:mails_mail_changelist")
    page = officer.get(f"{listing}?estado=parked").content.decode()
    assert "lab@prueba.example" in page
    assert radicado.number in page
    retried = officer.post(listing, {"action": "retry", "_selected_action": [str(owed.pk)]}, follow=True)
    assert "Se ordenó reintentar 1 correo(s)." in retried.content.decode()
    owed.refresh_from_db()
    assert owed.parked_at is None


def test_nobody_adds_edits_or_deletes_records_in_the_admin(admin_client, radicado, rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label == "radicados" and model is not type(SignatoryFactory.build()):
            assert not model_admin.has_add_permission(request), model
            assert not model_admin.has_change_permission(request), model
        if model._meta.app_label in {"radicados", "requests_oec"}:
            assert not model_admin.has_delete_permission(request), model
    delete = reverse("admin:radicados_radicado_delete", args=[radicado.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert Radicado.objects.filter(pk=radicado.pk).exists()


def test_every_admin_list_and_record_opens(admin_client, radicado):
    SignatoryFactory()
    for model, model_admin in admin.site._registry.items():
        listing = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert admin_client.get(listing).status_code == 200, listing
        row = model_admin.model._default_manager.first()
        if row:
            change = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
            page = admin_client.get(change)
            assert (page.status_code, page.context["title"].split()[0] in {"Ver", "Modificar"}) == (200, True), change


def test_lists_write_dates_in_figures_and_ask_whether_something_happened(admin_client, radicado):
    page = admin_client.get("/admin/radicados/radicado/").text
    assert date_format(localtime(radicado.filed_at), "d/m/Y, H:i") in page
    filters = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page[page.index("changelist-filter") :]))
    assert "Anulado Todo No Sí" in filters
    assert "Por " not in filters


def test_overlapping_dates_are_refused_in_spanish(admin_client, reference_data):
    basis = LegalBasis.objects.get()
    SignatoryFactory()
    form = {
        "name": "Otra",
        "position": "Director General",
        "appointed_by": "",
        "valid_from": "2021-01-01",
        "valid_to": "",
    }
    response = admin_client.post(reverse("admin:radicados_signatory_add"), form)
    assert "Ya hay otro vigente en esas fechas" in response.content.decode()
    backwards = form | {"valid_from": "2019-01-02", "valid_to": "2019-01-01"}
    response = admin_client.post(reverse("admin:radicados_signatory_add"), backwards)
    assert response.status_code == 200
    assert "no puede ser anterior" in response.content.decode()
    assert basis.sectors.count() == 11


# --- Accounts ------------------------------------------------------------------------------------------
def test_account_mails_that_stopped_are_listed_and_retried(officer):
    owed = Mail.objects.create(
        event="accounts.recovery",
        recipient="ana@prueba.example",
        parked_at="2026-01-01T00:00:00Z",
        details={"identifier": "lo-que-se-escribió"},
    )
    listing = reverse("admin:mails_mail_changelist")
    assert "ana@prueba.example" in officer.get(listing).text
    assert "lo-que-se-escribió" not in officer.get(f"{listing}{owed.pk}/change/").text
    retried = officer.post(listing, {"action": "retry", "_selected_action": [owed.pk]}, follow=True)
    assert "Se ordenó reintentar 1 correo(s)." in retried.text
    owed.refresh_from_db()
    assert owed.parked_at is None


def test_text_that_somebody_accepted_is_read_only_and_a_next_version_is_added(admin_client, reference_data):
    wording = wordings_in_force()["terms"]
    change = reverse("admin:accounts_consenttext_change", args=[wording.version.pk])
    assert 'name="_save"' in admin_client.get(change).text
    give(user=person_user(), wording=wording, request=HttpRequest())
    assert 'name="_save"' not in admin_client.get(change).text
    assert admin_client.post(change, {"text": "Otro"}).status_code == 403
    version = {"kind": "terms", "version": 2, "valid_from": "2026-01-01", "label": "Acepto", "text": "Texto"}
    admin_client.post(reverse("admin:accounts_consenttext_add"), version)
    assert ConsentText.objects.filter(kind="terms").count() == 2


def test_address_that_somebody_else_typed_is_not_verified(admin_client):
    user = person_user()
    change = reverse("admin:accounts_user_change", args=[user.pk])
    form = admin_client.get(change).context["adminform"].form
    answers = {name: value for name, value in form.initial.items() if value not in (None, [])}
    dates = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    no_profiles = {"profile-TOTAL_FORMS": 0, "profile-INITIAL_FORMS": 0}
    admin_client.post(change, answers | dates | no_profiles | {"email": "otra@prueba.example"})
    user.refresh_from_db()
    assert (user.email, user.email_verified_at) == ("otra@prueba.example", None)


def test_income_is_read_as_it_is_written(reference_data):
    """Whoever only reads cannot have the points of a field that is typed in."""
    company = CompanyFactory(income=Decimal(1_234_567_890), income_year=2025)
    page = reverse("admin:accounts_company_change", args=[company.pk])
    people = [staff_user(AUDITOR), staff_user(key="22" * 20, is_superuser=True)]
    read, typed = [verified(Client(), user).get(page).content.decode() for user in people]
    assert "1.234.567.890" in read
    assert 'name="income" value="1.234.567.890"' in typed


def test_nobody_deletes_people(admin_client):
    user = person_user()
    assert admin_client.post(reverse("admin:accounts_user_delete", args=[user.pk])).status_code == 403


@pytest.mark.parametrize("year", ["-1", "9" * 40])
def test_year_that_no_calendar_has_is_a_wrong_filter(reference_data, client, year):
    desk = verified(client, staff_user(TARIFFS))
    editions = reverse("admin:tariffs_edition_changelist")
    assert desk.get(editions, {"published_at__year": year}).headers["Location"] == f"{editions}?e=1"


@pytest.mark.parametrize("label", ["accounts.company", "accounts.user"])
def test_page_of_a_row_shows_what_is_kept_of_it(admin_client, reference_data, label):
    """A form of ours in place of the administration's own leaves no field out that somebody has to fill in."""
    model_admin = next(each for model, each in admin.site._registry.items() if model._meta.label_lower == label)
    request = admin_client.get(reverse("admin:index")).wsgi_request
    asked = set(model_admin.get_form(request).base_fields)
    required = {
        field.name
        for field in model_admin.model._meta.fields
        if field.editable and not field.blank and not field.has_default() and not field.primary_key
    }
    assert required <= asked | set(model_admin.get_readonly_fields(request)) | {"password"}
