"""*Mi cuenta*: who sees which page, and the data that a person corrects."""

import re

import pytest
from django.urls import reverse

from accounts.models import Characterisation, Company, ConsentKind, Profile, User
from ground.audit.models import Action, Entry
from tests.accounts.account_people import (
    administrator_of,
    consent_of,
    document_of,
    invitation_of,
    member_of,
    pending_user,
    unverified_user,
    waiting_request,
)
from tests.factories import PASSWORD, CompanyFactory, person_user
from tests.outbox import deliver
from tests.staff import staff_user

pytestmark = pytest.mark.django_db


# --- Who sees what ------------------------------------------------------------------------------------
def roles() -> dict[str, User | None]:
    company = CompanyFactory()
    return {
        "anonymous": None,
        "natural": person_user(),
        "member": member_of(company),
        "administrator": administrator_of(company),
        "other": administrator_of(),
        "pending": pending_user(company),
        "staff": staff_user(),
    }


def rows_of(company: Company) -> dict[str, int]:
    """What the addresses below name: all of it the company's, or its administrator's."""
    administrator = Profile.objects.administrators_of(company).first()
    return {
        "document": document_of(administrator).pk,
        "consent": consent_of(administrator.user, ConsentKind.NEWS).pk,
        "member": company.profiles.get(is_company_administrator=False).pk,
        "request": waiting_request(company).pk,
        "invitation": invitation_of(company).pk,
    }


EVERYBODY = {"natural", "member", "administrator", "other", "pending", "staff"}
PEOPLE = EVERYBODY - {"staff"}
IN_A_COMPANY = {"member", "administrator", "other"}

PAGES = {
    "account": EVERYBODY,
    "contact_data": PEOPLE,
    "characterisation": PEOPLE,
    "company": PEOPLE,
    "leave_company": IN_A_COMPANY,
    "change_company": {"administrator", "other"},
    "company_users": {"administrator", "other"},
    "remove_user:member": {"administrator"},
    "documents": PEOPLE,
    "new_document": PEOPLE,
    "open_document:document": {"administrator"},
    "replace_document:document": {"administrator"},
    "email": EVERYBODY,
    "password": EVERYBODY,
    "sessions": EVERYBODY,
    "consents": EVERYBODY,
    "withdraw_consent:consent": {"administrator"},
}


def address(page: str, rows: dict[str, int]) -> str:
    name, _, row = page.partition(":")
    return reverse(f"accounts:{name}", args=[rows[row]] if row else [])


def test_each_page_is_for_those_it_is_for(client, reference_data):
    people = roles()
    rows = rows_of(people["administrator"].profile.company)
    seen = {}
    for role, user in people.items():
        client.logout()
        if user:
            client.force_login(user)
        for page in PAGES:
            seen[role, page] = client.get(address(page, rows)).status_code
    expected = {
        (role, page): 302 if role == "anonymous" else 200 if role in allowed else 404
        for role in people
        for page, allowed in PAGES.items()
    }
    assert {key: status for key, status in seen.items() if status != expected[key]} == {}


# What only an administrator of the company does, with what it posts.
ACTS = {
    "invite_user": {"email": "otra@prueba.example"},
    "decide_membership:request": {"decision": "accept"},
    "revoke_invitation:invitation": {},
    "change_role:member": {"role": "administrator"},
    "remove_user:member": {},
}


@pytest.mark.parametrize("role", ["natural", "member", "other", "pending", "staff", "anonymous"])
def test_nobody_else_decides_for_a_company(client, reference_data, role):
    people = roles()
    company = people["administrator"].profile.company
    rows = rows_of(company)
    if people[role]:
        client.force_login(people[role])
    before = sorted(company.profiles.values_list("pk", "is_company_administrator"))
    for act, posted in ACTS.items():
        if role == "other" and act == "invite_user":
            continue  # for their own company
        response = client.post(address(act, rows), posted)
        assert response.status_code == (302 if role == "anonymous" else 404), act
    assert sorted(company.profiles.values_list("pk", "is_company_administrator")) == before
    assert company.membership_requests.filter(decided_at__isnull=True).exists()
    assert company.invitations.live().exists()


@pytest.mark.parametrize("act", [*ACTS, "forget_email", "become_person", "end_other_sessions", "theme"])
def test_what_changes_something_is_never_a_link(client, reference_data, act):
    people = roles()
    rows = rows_of(people["administrator"].profile.company)
    client.force_login(people["administrator"])
    response = client.get(address(act, rows))
    assert response.status_code == (200 if act.startswith("remove_user") else 405)


def test_posted_nonsense_is_not_found(client, reference_data):
    administrator = administrator_of()
    rows = rows_of_two(administrator)
    client.force_login(administrator)
    assert client.post(address("decide_membership:request", rows), {"decision": "x"}).status_code == 404
    assert client.post(address("change_role:member", rows), {"role": "x"}).status_code == 404


def rows_of_two(administrator: User) -> dict[str, int]:
    member_of(administrator.profile.company)
    return rows_of(administrator.profile.company)


HUGE = "9" * 40


@pytest.mark.parametrize(
    "path",
    [
        f"/cuenta/documentos/{HUGE}/reemplazar/",
        f"/cuenta/autorizaciones/{HUGE}/retirar/",
        f"/cuenta/empresa/usuarios/{HUGE}/retirar/",
        f"/cuenta/empresa/usuarios/{HUGE}/papel/",
        f"/cuenta/empresa/solicitudes/{HUGE}/",
        "/cuenta/sesiones/%00ñ/cerrar/",
        "/empresa/invitacion/%00/ñ/",
        f"/empresa/invitacion/{HUGE}/x/",
    ],
)
def test_addresses_that_were_made_up_are_not_found(client, path):
    client.force_login(administrator_of())
    assert client.post(path, {"decision": "accept", "role": "member"}).status_code == 404


def test_the_name_in_the_header_leads_to_the_account(client):
    client.force_login(person_user())
    page = " ".join(client.get("/").content.decode().split())
    assert '<a class="account-name" href="/cuenta/">' in page


def test_an_unverified_user_sees_their_account(client):
    client.force_login(unverified_user())
    assert "Sin verificar" in client.get("/cuenta/").content.decode()


# --- Contact data --------------------------------------------------------------------------------------
CONTACT = {
    "contact-mobile": "300 123 4567",
    "contact-phone": "",
    "contact-country": "CO",
    "contact-department": "05",
    "contact-municipality": "05001",
    "contact-foreign_city": "",
    "contact-address": "Calle 1 # 2-3",
    "current_password": PASSWORD,
}


def test_contact_data_are_corrected_and_recorded_without_their_values(client, medellin):
    user = person_user()
    client.force_login(user)
    assert client.post("/cuenta/datos/", CONTACT).status_code == 302
    profile = Profile.objects.get(user=user)
    assert (profile.mobile, profile.municipality, profile.address) == (
        "3001234567",
        medellin,
        "Calle 1 # 2-3",
    )
    entry = Entry.objects.get(action=Action.CHANGED)
    assert entry.detail == {"what": "contact_data", "fields": ["municipality", "address", "mobile"]}
    assert 'value="3001234567"' in client.get("/cuenta/datos/").content.decode()


def test_the_owner_is_told_which_contact_data_changed(client, medellin):
    user = person_user()
    client.force_login(user)
    for _ in range(2):  # the second changes nothing
        client.post("/cuenta/datos/", CONTACT)
    (told,) = deliver()
    assert told.to == [user.email]
    assert "municipio, dirección, celular" in told.body


@pytest.mark.parametrize("password", ["", "otra-cualquiera"])
def test_whoever_finds_a_session_open_changes_no_contact_data(client, medellin, password):
    user = person_user()
    client.force_login(user)
    page = client.post("/cuenta/datos/", CONTACT | {"current_password": password})
    assert page.status_code == 422
    assert "Calle 1 # 2-3" in page.text
    assert Profile.objects.get(user=user).address != "Calle 1 # 2-3"
    assert deliver() == []


def test_rejected_contact_data_answer_422_and_keep_what_was_typed(client, medellin):
    client.force_login(person_user())
    response = client.post("/cuenta/datos/", CONTACT | {"contact-mobile": "123"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert 'value="123"' in page
    assert "Calle 1 # 2-3" in page


def test_without_javascript_a_button_brings_the_municipalities_and_judges_nothing(client, medellin):
    client.force_login(person_user())
    posted = CONTACT | {"contact-mobile": "1", "contact-municipality": "", "action": "places"}
    response = client.post("/cuenta/datos/", posted)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Medellín" in page
    assert 'value="1"' in page
    assert "error-summary" not in page


@pytest.mark.parametrize("name", ["first_name", "document_number", "person_type", "username", "company"])
def test_identity_is_not_changed_here(client, medellin, name):
    user = person_user()
    before = vars(Profile.objects.get(user=user)) | vars(User.objects.get(pk=user.pk))
    client.force_login(user)
    client.post("/cuenta/datos/", CONTACT | {name: "1", f"contact-{name}": "1"})
    after = vars(Profile.objects.get(user=user)) | vars(User.objects.get(pk=user.pk))
    assert after.get(name) == before.get(name)
    assert after["company_id"] == before["company_id"]


# --- Characterisation ----------------------------------------------------------------------------------
def test_plain_answers_need_no_authorisation(client, reference_data):
    user = person_user()
    client.force_login(user)
    assert client.post("/cuenta/caracterizacion/", {"characterisation-zone": "rural"}).status_code == 302
    assert user.profile.characterisation.zone == "rural"
    assert not user.consents.exists()


def test_sensitive_answers_are_kept_only_with_their_authorisation(client, reference_data):
    user = person_user()
    client.force_login(user)
    answers = {"characterisation-disability": "visual", "characterisation-conditions": ["victima"]}
    response = client.post("/cuenta/caracterizacion/", answers)
    assert response.status_code == 422
    assert "o deje esas preguntas sin responder" in response.content.decode()
    assert not Characterisation.objects.exists()
    form = response.context["consent_form"]
    accepted = answers | {"consent-accepts": form.wording.sha256}
    assert client.post("/cuenta/caracterizacion/", accepted).status_code == 302
    kept = Characterisation.objects.get()
    assert (kept.disability, kept.conditions) == ("visual", ["victima"])
    assert user.consents.current().get().kind == ConsentKind.SENSITIVE_DATA


def test_withdrawing_the_authorisation_wipes_the_sensitive_answers_and_only_those(client, reference_data):
    user = person_user()
    consent = consent_of(user, ConsentKind.SENSITIVE_DATA)
    Characterisation.objects.create(profile=user.profile, zone="rural", disability="visual", conditions=["victima"])
    client.force_login(user)
    client.post(f"/cuenta/autorizaciones/{consent.pk}/retirar/")
    kept = Characterisation.objects.get()
    assert (kept.zone, kept.disability, kept.conditions) == ("rural", "", [])


@pytest.mark.parametrize(
    ("role", "extra"),
    [("administrator", {"company", "company_users"}), ("member", {"company"}), ("natural", {"company"})],
)
def test_the_side_menu_of_every_page_has_the_sections_of_whoever_reads_it(client, reference_data, role, extra):
    client.force_login(roles()[role])
    expected = {"account", "contact_data", "characterisation", "documents", "email", "password", *extra}
    for path in ("/cuenta/", "/cuenta/sesiones/", "/cuenta/empresa/", "/cuenta/datos-personales/"):
        menu = client.get(path).content.decode().partition('class="account-nav"')[2].partition("</nav>")[0]
        missing = [name for name in expected if f'href="{reverse(f"accounts:{name}")}"' not in menu]
        assert missing == [], path
        assert ("company_users" in extra) == (reverse("accounts:company_users") in menu)


def test_every_section_that_the_list_offers_opens(client, reference_data):
    for user in roles().values():
        if user is None:
            continue
        client.force_login(user)
        offered = re.findall(r'href="(/cuenta/[^"]*)"', client.get("/cuenta/").content.decode())
        assert len(offered) > 5
        sections = set(offered) - {reverse("accounts:second_factor")}
        assert {path: client.get(path).status_code for path in sections} == dict.fromkeys(sections, 200)


# --- In which colours -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("theme", "root"),
    [
        ("dark", '<html lang="es-CO" data-theme="dark">'),
        ("light", '<html lang="es-CO" data-theme="light">'),
        ("system", '<html lang="es-CO">'),
    ],
)
def test_colours_are_those_that_the_account_chose_wherever_it_logs_in(client, reference_data, theme, root):
    user = person_user()
    client.force_login(user)
    assert '<html lang="es-CO">' in client.get(reverse("accounts:account")).text
    assert client.post(reverse("accounts:theme"), {"theme": theme}).status_code == 302
    elsewhere = client.__class__()
    elsewhere.force_login(user)
    assert root in elsewhere.get(reverse("accounts:account")).text
    client.logout()
    assert '<html lang="es-CO">' in client.get(reverse("accounts:login")).text
    assert all("theme" not in name for name in client.cookies)


def test_colours_that_no_page_offers_are_not_found(client, reference_data):
    user = person_user()
    client.force_login(user)
    for posted in ({}, {"theme": "sepia"}):
        assert client.post(reverse("accounts:theme"), posted).status_code == 404
    user.refresh_from_db()
    assert user.theme == "system"
