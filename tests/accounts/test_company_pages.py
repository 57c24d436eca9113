"""*Mi cuenta*: a company's data and users, and the page that an invitation opens."""

import pytest

from accounts.models import Company, Profile, User
from ground.audit.models import Action, Entry
from tests.accounts.account_people import (
    administrator_of,
    invitation_of,
    member_of,
    path_of,
    waiting_request,
)
from tests.factories import PASSWORD, CompanyFactory, UserFactory, person_user
from tests.outbox import deliver
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db


# --- Company -------------------------------------------------------------------------------------------
COMPANY = {
    "company-department": "05",
    "company-municipality": "05001",
    "company-foreign_city": "",
    "company-address": "Carrera 50 # 26-55",
    "company-phone": "6042542222",
    "company-email": "empresa@prueba.example",
    "traits-entity_kind": "privada",
    "traits-ciiu_division": "71",
    "traits-size_sector": "servicios",
    "traits-income": "1.000.000.000",
    "traits-income_year": "2020",
    "representative-document_type": "CC",
    "representative-document_number": "1.000.000.003",
    "representative-first_name": "Rosa",
    "representative-last_name": "Representante",
    "representative-email": "rosa@prueba.example",
    "representative-phone": "3001234567",
    "current_password": PASSWORD,
}


def test_an_administrator_changes_the_companys_data_but_not_its_name(client, reference_data, medellin):
    administrator = administrator_of()
    company = administrator.profile.company
    client.force_login(administrator)
    posted = COMPANY | {"company-legal_name": "Otra", "company-nit": "1", "company-country": "US"}
    response = client.post("/cuenta/empresa/datos/", posted)
    assert response.status_code == 302, response.context["forms"].contact.errors
    changed = Company.objects.select_related("legal_representative").get(pk=company.pk)
    assert (changed.legal_name, changed.nit, changed.country) == (company.legal_name, company.nit, "CO")
    assert (changed.municipality, changed.size, changed.size_uvt_year) == (medellin, "micro", 2020)
    assert changed.legal_representative.first_name == "Rosa"
    entries = Entry.objects.filter(action=Action.CHANGED).values_list("detail__what", flat=True)
    assert set(entries) == {"company_data", "legal_representative"}


def test_all_who_administer_a_company_are_told_and_its_data_ask_for_the_password(client, reference_data):
    administrator = administrator_of()
    other = administrator_of(administrator.profile.company)
    client.force_login(administrator)
    assert client.post("/cuenta/empresa/datos/", COMPANY | {"current_password": "otra"}).status_code == 422
    assert deliver() == []
    client.post("/cuenta/empresa/datos/", COMPANY)
    told = [(sent.to[0], "teléfono" in sent.body) for sent in deliver()]
    assert sorted({to for to, _ in told}) == sorted([administrator.email, other.email])
    assert all(is_said for _, is_said in told)


@pytest.mark.parametrize(
    ("path", "action", "subject"),
    [
        ("/cuenta/empresa/usuarios/", Action.SEARCHED, "accounts.profile"),
        ("/cuenta/empresa/", Action.READ, "accounts.legalrepresentative"),
        ("/cuenta/empresa/datos/", Action.READ, "accounts.legalrepresentative"),
    ],
)
def test_an_administrator_who_reads_the_data_of_others_leaves_a_trace(client, reference_data, path, action, subject):
    client.force_login(administrator_of())
    client.get(path)
    assert Entry.objects.get(action=action).subject_type == subject


def test_rejected_company_data_change_nothing(client, reference_data, medellin):
    administrator = administrator_of()
    client.force_login(administrator)
    response = client.post("/cuenta/empresa/datos/", COMPANY | {"representative-document_number": "x"})
    assert response.status_code == 422
    assert "Carrera 50" in response.content.decode()
    assert Company.objects.get().address == administrator.profile.company.address


def test_sixty_users_come_in_pages_and_cost_no_more_queries(client, django_assert_max_num_queries):
    administrator = administrator_of()
    for _ in range(60):
        member_of(administrator.profile.company, user=UserFactory(last_name="Ñ" * 150))
    client.force_login(administrator)
    with django_assert_max_num_queries(14):
        first = client.get("/cuenta/empresa/usuarios/")
    assert len(first.context["page"].object_list) == 20
    assert "Página 1 de 4" in first.content.decode()
    assert client.get("/cuenta/empresa/usuarios/?pagina=4").context["page"].object_list[0]


def test_the_second_administrator_is_told_that_it_was_decided(client):
    asked = waiting_request(CompanyFactory())
    first, second = administrator_of(asked.company), administrator_of(asked.company)
    for administrator in (first, second):
        client.force_login(administrator)
        answer = client.post(f"/cuenta/empresa/solicitudes/{asked.pk}/", {"decision": "accept"}, follow=True)
    assert "ya había decidido" in answer.content.decode()


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("", "Escriba el correo"),
        ("x", "correo electrónico completo"),
        ("invitada@prueba.example", "invitación abierta"),
    ],
)
def test_an_invitation_is_refused_with_its_reason(client, email, reason):
    invitation = invitation_of(CompanyFactory())
    client.force_login(invitation.invited_by)
    response = client.post("/cuenta/empresa/usuarios/invitar/", {"email": email})
    assert response.status_code == 422
    assert reason in response.content.decode()


def test_nobody_invites_before_their_own_address_is_verified(client):
    administrator = administrator_of()
    User.objects.filter(pk=administrator.pk).update(email_verified_at=None)
    client.force_login(administrator)
    response = client.post("/cuenta/empresa/usuarios/invitar/", {"email": "ana@prueba.example"})
    assert "Verifique su propio correo" in response.content.decode()


# --- The page of an invitation -------------------------------------------------------------------------
def test_whoever_is_not_logged_in_may_log_in_and_come_back_or_register(client):
    path = path_of(invitation_of(CompanyFactory()))
    response = client.get(path)
    page = response.content.decode()
    assert f"/ingreso/?next={path}" in page
    assert "/registro/?invitacion=" in page
    assert client.post(path).status_code == 200
    assert not Profile.objects.filter(is_company_administrator=False).exists()


def test_the_page_opens_any_number_of_times_and_the_button_accepts_once(client):
    invitation = invitation_of(CompanyFactory())
    path, user = path_of(invitation), person_user()
    client.force_login(user)
    assert client.get(path).status_code == client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert Profile.objects.get(user=user).company == invitation.company
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("who", ["member", "other", "staff"])
def test_whoever_cannot_accept_is_told_why(client, who):
    invitation = invitation_of(CompanyFactory())
    path = path_of(invitation)
    user = {"member": lambda: member_of(invitation.company), "other": administrator_of, "staff": staff_user}[who]()
    verified(client, user) if user.is_staff else client.force_login(user)
    page = client.get(path).content.decode()
    assert "Aceptar la invitación" not in page
    client.post(path)
    assert client.get(path).status_code == (404 if who == "member" else 200)
