"""Verifying an e-mail, the first or a new one, and what waits for it."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.mail_events import EMAIL_CHANGED, VERIFY_EMAIL, VERIFY_NEW_EMAIL
from accounts.models import Profile, User
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from ground.mails.queue import owe
from radicados.models import Radicado
from requests_oec.filing import NotEntitledError, file_request, open_draft
from requests_oec.models import LegalBasis, OecRequest
from tests.factories import ANSWERS, POSTED, OecRequestFactory, SignatoryFactory, UserFactory, laboratory_user
from tests.outbox import deliver

pytestmark = pytest.mark.django_db

CONFIRM = "/correo/verificar/"
CONFIRM_NEW = "/correo/nuevo/"
RESEND = "/correo/reenviar/"
REQUEST = "/oec/solicitud/"


@pytest.fixture
def user():
    return UserFactory(email="uno@prueba.example", email_verified_at=None)


def send_owed() -> list:
    mail.outbox.clear()
    return deliver()


def link_of(event, user, recipient) -> str:
    owe(event, recipient=recipient, user=user)
    (sent,) = send_owed()
    return re.search(r"http://localhost:8000(/correo/\S+)", sent.body)[1]


def verification_link(user) -> str:
    return link_of(VERIFY_EMAIL, user, user.email)


# --- The first address ---------------------------------------------------------------------------------
@pytest.mark.parametrize("is_logged_in", [True, False])
def test_address_is_verified_by_a_button_never_by_opening_the_link(client, user, is_logged_in):
    if is_logged_in:
        client.force_login(user)
    link = verification_link(user)
    Client().get(link, follow=True)
    assert client.get(link).url == CONFIRM
    page = client.get(CONFIRM)
    assert "uno@prueba.example" in page.text
    user.refresh_from_db()
    assert user.email_verified_at is None
    assert client.post(CONFIRM).url == reverse("service_offer")
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.email_verified_at
    assert Entry.objects.get(action=Action.EMAIL_VERIFIED).subject_id == str(user.pk)


def test_the_staff_get_in_with_their_password_and_not_by_a_link(client, user):
    User.objects.update(is_staff=True)
    client.get(verification_link(user))
    assert client.post(CONFIRM).url == reverse("accounts:login")
    assert "_auth_user_id" not in client.session


def test_verification_link_works_once(client, user):
    link = verification_link(user)
    client.get(link)
    client.post(CONFIRM)
    assert client.post(CONFIRM).status_code == 404
    page = client.get(link)
    assert page.status_code == 404
    assert "Este enlace ya no sirve" in page.text


def test_link_opened_too_late_tells_who_is_verified_that_all_is_well(client, user):
    link = verification_link(user)
    User.objects.update(email_verified_at=timezone.now())
    client.force_login(user)
    assert "ya está verificado" in client.get(link).text


def test_mail_of_an_address_that_was_verified_or_changed_meanwhile_is_not_sent(user):
    owe(VERIFY_EMAIL, recipient=user.email, user=user)
    User.objects.update(email="otro@prueba.example")
    assert send_owed() == []
    owe(VERIFY_EMAIL, recipient="otro@prueba.example", user=user)
    User.objects.update(email_verified_at=timezone.now())
    assert send_owed() == []
    assert {owed.status for owed in Mail.objects.all()} == {Mail.Status.CANCELLED}


def test_another_link_is_asked_for_with_a_button_on_every_page(client, user):
    client.force_login(user)
    page = client.get("/contacto/?a=1").text
    assert "Verifique su correo electrónico" in page
    assert 'name="next" value="/contacto/?a=1"' in page
    back = client.post(RESEND, {"next": "/contacto/?a=1"})
    assert back.url == "/contacto/?a=1"
    assert "Enviamos un nuevo enlace a uno@prueba.example" in client.get(back.url).text
    assert [sent.to for sent in send_owed()] == [["uno@prueba.example"]]


@pytest.mark.parametrize("address", ["https://malo.example/", "//malo.example", "", "javascript:alert(1)", "/a\x00b"])
def test_asking_for_another_link_leads_to_no_other_site(client, user, address):
    client.force_login(user)
    assert client.post(RESEND, {"next": address}).url == reverse("service_offer")


def test_links_are_asked_for_so_many_times_an_hour(client, user, settings):
    settings.VERIFICATION_MAILS_PER_HOUR = 2
    client.force_login(user)
    for _ in range(4):
        client.post(RESEND)
    assert Mail.objects.count() == 2
    assert "espere una hora" in client.get("/contacto/").text


def test_verified_address_is_asked_for_nothing(client):
    client.force_login(UserFactory())
    assert "Verifique su correo" not in client.get("/contacto/").text
    client.post(RESEND)
    assert not Mail.objects.exists()


def test_another_link_is_a_post_of_somebody_with_a_session(client, user):
    assert client.post(RESEND).status_code == 302
    client.force_login(user)
    assert client.get(RESEND).status_code == 405


# --- A new address -------------------------------------------------------------------------------------
@pytest.fixture
def changing():
    return UserFactory(email="uno@prueba.example", new_email="dos@prueba.example")


def new_address_link(user) -> str:
    return link_of(VERIFY_NEW_EMAIL, user, user.new_email)


def test_new_address_takes_the_place_of_the_former_and_both_are_told(client, changing):
    client.get(new_address_link(changing))
    page = client.get(CONFIRM_NEW).text
    assert "dos@prueba.example" in page
    assert "uno@prueba.example" in page
    client.post(CONFIRM_NEW)
    changing.refresh_from_db()
    assert (changing.email, changing.new_email) == ("dos@prueba.example", "")
    assert {sent.to[0] for sent in send_owed()} == {"uno@prueba.example", "dos@prueba.example"}
    assert Entry.objects.filter(action=Action.EMAIL_CHANGED).count() == 1
    assert client.post(CONFIRM_NEW).status_code == 404


def test_new_address_that_somebody_took_meanwhile_is_refused(client, changing):
    client.get(new_address_link(changing))
    UserFactory(email="DOS@prueba.example")
    page = client.post(CONFIRM_NEW)
    assert page.status_code == 409
    assert "Ese correo no está disponible" in page.text
    changing.refresh_from_db()
    assert changing.email == "uno@prueba.example"
    assert not Mail.objects.of(EMAIL_CHANGED).exists()


def test_new_address_that_was_given_up_is_not_adopted(client, changing):
    link = new_address_link(changing)
    User.objects.filter(pk=changing.pk).update(new_email="")
    assert client.get(link).status_code == 404


# --- What waits for a verified address -----------------------------------------------------------------
@pytest.fixture
def laboratory(reference_data):
    SignatoryFactory()
    user = laboratory_user()
    User.objects.filter(pk=user.pk).update(email_verified_at=None)
    return User.objects.get(pk=user.pk)


def test_nothing_is_filed_before_the_address_is_verified_and_the_draft_waits(client, laboratory):
    OecRequestFactory(applicant=laboratory, complete=True)
    client.force_login(laboratory)
    refused = client.post(REQUEST, POSTED | {"action": "file"})
    assert refused.url == REQUEST
    page = client.get(REQUEST).text
    assert "Su solicitud no se radicó. Verifique su correo electrónico antes de radicar." in page
    assert "10 lac 001" in page
    assert not Radicado.objects.exists()
    User.objects.update(email_verified_at=timezone.now())
    assert client.post(REQUEST, POSTED | {"action": "file"}).url == Radicado.objects.get().get_absolute_url()


def test_account_without_email_is_led_to_give_one(client, laboratory):
    User.objects.update(email="")
    client.force_login(laboratory)
    page = client.get(REQUEST).text
    assert "no tiene correo electrónico" in page
    assert "Enviar el enlace de nuevo" not in page


def pending_member(reference_data) -> User:
    user = laboratory_user()
    Profile.objects.filter(user=user).update(company=None)
    return User.objects.get(pk=user.pk)


def test_member_whom_the_company_has_not_accepted_prepares_nothing(client, reference_data):
    user = pending_member(reference_data)
    client.force_login(user)
    for address in (REQUEST, reverse("requests_oec:new_staff_member")):
        for method in (client.get, client.post):
            assert "todavía no ha aceptado su vinculación" in method(address).text
    assert not OecRequest.objects.exists()


def test_filing_itself_refuses_whoever_may_not(laboratory, reference_data, transactional_db):
    basis = LegalBasis.objects.get()
    OecRequestFactory(applicant=laboratory, complete=True)
    with pytest.raises(NotEntitledError, match="Verifique su correo"):
        file_request(legal_basis=basis, user=laboratory, answers=ANSWERS, filed_from=None, check=lambda draft: None)
    with pytest.raises(NotEntitledError, match="no ha aceptado"):
        open_draft(basis, pending_member(reference_data))
