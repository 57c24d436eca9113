"""Registration (4.1): what is saved, and what each kind of person is asked."""

import re
from decimal import Decimal

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.credentials import set_password
from accounts.models import Characterisation, Company, DocumentCategory, Profile, RegistrationDraft, User
from ground.audit.models import Action, Entry
from ground.documents.models import Document
from ground.mails.models import Mail
from tests.accounts.account_people import invitation_of, path_of
from tests.accounts.registration_answers import (
    COMPANY,
    DONE,
    FOREIGN_COMPANY,
    FOREIGN_PLACE,
    GUARDIAN,
    NIT,
    PAGE,
    PASSWORD,
    accepted,
    begun,
    legal,
    minor,
    natural,
)
from tests.factories import CompanyFactory, UserFactory, person_user
from tests.outbox import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


def register(client, answers) -> Profile:
    """Finish a registration that is in order."""
    response = client.post(PAGE, answers)
    errors = response.context and [dict(form.errors) for form in response.context["forms"]]
    assert response.status_code == 302, (errors, response.context["extra_errors"])
    assert response.url == DONE
    return Profile.objects.latest("pk")


def errors_of(response) -> dict[str, str]:
    """By the control's name, what an answer of 422 says."""
    assert response.status_code == 422
    said = {
        form.add_prefix(name): " ".join(messages)
        for form in response.context["forms"]
        for name, messages in form.errors.items()
    }
    return said | {f"{control.removeprefix('id_')}": text for control, text in response.context["extra_errors"]}


# --- Persona natural -----------------------------------------------------------------------------------
def test_a_natural_person_is_saved_whole(visitor):
    answers = natural(contact__phone="(601) 234 5678", characterisation__schooling="maestria")
    profile = register(visitor, answers)
    user = profile.user
    assert (user.username, user.email) == ("ana.nanez", "ana.nanez@prueba.example")
    assert user.get_full_name() == "Ana Lucía Ñáñez Güiza"
    assert user.check_password(PASSWORD)
    assert (profile.document_type, profile.document_number) == ("CC", "1020304050")
    assert (profile.mobile, profile.phone) == ("3001234567", "6012345678")
    assert (profile.place, profile.address) == ("Medellín, Antioquia", "Calle 10 # 20-30")
    assert profile.registered_from == "127.0.0.1"
    assert profile.characterisation.schooling == "maestria"
    assert [str(document) for document in profile.supporting_documents.all()] == ["Cédula del contacto: cedula.pdf"]


def test_registering_owes_the_mail_that_verifies_and_is_recorded(visitor):
    user = register(visitor, natural()).user
    assert [sent.to for sent in deliver()] == [[user.email]]
    assert {owed.event for owed in Mail.objects.filter(user=user)} == {"accounts.verify_email"}
    assert user.email_verified_at is None
    entry = Entry.objects.get(action=Action.REGISTERED)
    assert (entry.actor_name, entry.subject_type) == ("ana.nanez", "accounts.profile")


def test_consents_are_kept_with_their_text_and_only_those_that_were_given(visitor):
    user = register(visitor, natural() | accepted("news")).user
    consents = {consent.kind: consent for consent in user.consents.all()}
    assert consents.keys() == {"terms", "personal_data", "news"}
    assert "Ley 1581" in consents["personal_data"].wording
    assert all(consent.given_from == "127.0.0.1" for consent in consents.values())


def link_in_the_mail() -> str:
    (sent,) = deliver()
    return re.search(r"http://localhost:8000(/\S*(?:correo|email)/\S+)", sent.body)[1]


CONFIRMED = {"new_password": "otras cuatro palabras", "repeated_password": "otras cuatro palabras"}


def test_where_one_registered_the_link_asks_for_nothing_more(visitor):
    visitor.post(PAGE, natural())
    opened = visitor.get(link_in_the_mail())
    assert visitor.get(opened.url).context["form"] is None
    assert visitor.post(opened.url).url == "/servicios/"
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("owner", ["has no session", "is logged in", "registered, too", "is registering"])
def test_who_registered_somebodys_address_does_not_get_in_once_its_owner_confirms(visitor, owner):
    begun(stranger := Client()).post(PAGE, natural())
    link = link_in_the_mail()
    if owner == "is logged in":
        visitor.force_login(UserFactory())
    elif owner != "has no session":
        visitor.post(PAGE, natural() if owner == "registered, too" else natural(email__email=""))
    address = visitor.get(link).url
    assert visitor.get(address).context["form"]
    assert visitor.post(address, {}).status_code == 200
    for wrong in (CONFIRMED | {"repeated_password": "x"}, CONFIRMED | {"new_password": "ana.nanez"}):
        assert visitor.post(address, wrong).status_code == 422
    user = User.objects.get(username="ana.nanez")
    assert user.email_verified_at is None
    assert visitor.post(address, CONFIRMED).status_code == 302
    user.refresh_from_db()
    assert user.email_verified_at
    assert user.check_password(CONFIRMED["new_password"])
    assert not user.check_password(PASSWORD)
    assert stranger.post("/ingreso/", {"username": "ana.nanez", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize(
    ("address", "going_to", "first_page"),
    [
        (PAGE, "", "/servicios/"),
        (PAGE, "/oec/solicitud/?paso=2", "/oec/solicitud/?paso=2"),
        (PAGE, "https://malo.example/", "/servicios/"),
        (PAGE, "/oec/\x00", "/servicios/"),
        ("/en/register/", "", "/en/services/"),
    ],
)
def test_the_mails_link_confirms_and_logs_in_from_any_browser_and_leads_where_one_was_going(
    visitor, address, going_to, first_page
):
    assert 'name="next" value=""' in visitor.get(address).text
    assert visitor.post(address, natural() | {"next": going_to}).status_code == 302
    user, browser = User.objects.get(), Client()
    opened = browser.get(link_in_the_mail())
    page = browser.get(opened.url)
    assert user.get_full_name() in page.text
    assert "_auth_user_id" not in browser.session
    assert browser.post(opened.url, CONFIRMED).url == first_page
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.get("/cuenta/").status_code == 200
    assert Entry.objects.filter(action=Action.LOGGED_IN, actor_id=user.pk).exists()


def test_before_that_the_password_opens_nothing_and_recovering_it_confirms_as_well(visitor):
    user = register(visitor, natural()).user
    told = visitor.post("/ingreso/", {"username": "ana.nanez", "password": PASSWORD}).text
    assert "abra antes el enlace" in told
    assert told.count("abra antes el enlace") == visitor.post(
        "/ingreso/", {"username": "nadie", "password": PASSWORD}
    ).text.count("abra antes el enlace")
    set_password(user=user, password=PASSWORD, request=RequestFactory().get("/"))
    assert visitor.post("/ingreso/", {"username": user.email, "password": PASSWORD}).url == "/servicios/"


def test_registering_does_not_log_in(visitor):
    register(visitor, natural())
    assert "_auth_user_id" not in visitor.session


def test_the_confirmation_is_only_for_whoever_registered(client, db):
    assert client.get(DONE).url == PAGE


def test_somebody_logged_in_is_sent_to_their_account(client, reference_data):
    client.force_login(person_user())
    assert client.get(PAGE).url == "/cuenta/"


def test_a_foreigner_has_a_city_instead_of_a_municipality_and_tells_what_prices_depend_on(visitor):
    answers = natural(contact__pays_from_abroad="on", person__document_type="PA") | FOREIGN_PLACE
    profile = register(visitor, answers | {"person-document_number": "ab-998877"})
    assert profile.place == "Valparaíso, Chile"
    assert (profile.municipality, profile.mobile) == (None, "+56961234567")
    assert (profile.is_domiciled_abroad, profile.pays_from_abroad) == (False, True)


def test_what_does_not_apply_in_colombia_is_not_kept(visitor):
    answers = natural(contact__foreign_city="Lima", contact__is_domiciled_abroad="on")
    profile = register(visitor, answers)
    assert (profile.foreign_city, profile.is_domiciled_abroad) == ("", False)


# --- A minor (Ley 1581 de 2012, art. 7) ------------------------------------------------------------------
@pytest.mark.parametrize("who", [{"person__document_type": "TI"}, {"characterisation__age_range": "6-11"}])
def test_a_minor_needs_a_representative_their_authorisation_and_its_proof(visitor, who):
    """Código Civil, arts. 288 and 306: whatever the document, the age that was told decides."""
    asked = {*GUARDIAN, "consents-guardian", "documents-representacion"}
    who = {"person__document_type": "PA"} | who
    assert errors_of(visitor.post(PAGE, natural(**who))).keys() == asked
    answers = minor()
    profile = register(visitor, natural(**who) | {name: answers[name] for name in asked})
    assert profile.guardian == "Luz Güiza (madre), CC 52100200"
    assert profile.user.consents.filter(kind="guardian").exists()
    assert profile.supporting_documents.filter(category=DocumentCategory.GUARDIAN).count() == 1


def test_whoever_represents_a_minor_is_of_age_and_has_a_document(visitor):
    answers = minor(person__guardian_document_type="TI", person__guardian_document_number="1")
    assert errors_of(visitor.post(PAGE, answers)).keys() == {"person-guardian_document_type"}
    answers = minor(person__guardian_document_number="12")
    assert errors_of(visitor.post(PAGE, answers)).keys() == {"person-guardian_document_number"}


def test_a_document_of_another_age_is_corrected_or_confirmed(visitor):
    told = {"person__document_type": "TI", "characterisation__age_range": "18-28"}
    assert errors_of(visitor.post(PAGE, natural(**told))).keys() == {"person-is_age_confirmed"}
    profile = register(visitor, natural(person__is_age_confirmed="on", **told))
    assert not profile.is_minor


def test_an_adult_has_no_representative_whatever_was_posted(visitor):
    profile = register(visitor, minor(person__document_type="CC"))
    assert profile.guardian == ""
    assert not profile.supporting_documents.filter(category=DocumentCategory.GUARDIAN).exists()
    assert not profile.user.consents.filter(kind="guardian").exists()


@pytest.mark.parametrize(
    ("answers", "of_a_minor", "of_a_company"), [(natural, False, False), (minor, True, False), (legal, False, True)]
)
def test_all_answers_together_have_what_is_asked_of_this_person_alone(visitor, answers, of_a_minor, of_a_company):
    page = visitor.post(PAGE, answers() | {"action": "review"})
    labels = {str(answer.label) for part in page.context["review"].parts for answer in part.answers}
    assert "Nombres" in labels
    assert "El documento y el rango de edad están bien como los escribí" not in labels
    assert (DocumentCategory.GUARDIAN.label in labels) is of_a_minor
    assert (DocumentCategory.REPRESENTATIVE.label in labels) is of_a_company


# --- Sensitive data (Ley 1581 de 2012, arts. 5 and 6) ------------------------------------------------------
@pytest.mark.parametrize(
    ("person", "field", "answer"),
    [
        (natural, "sex", "mujer"),
        (natural, "gender_identity", "transgenero"),
        (natural, "ethnic_group", "rrom"),
        (natural, "disability", "ninguna"),
        (natural, "conditions", ["victima"]),
        (legal, "conditions", ["victima"]),
    ],
)
def test_a_sensitive_answer_needs_its_own_authorisation(visitor, person, field, answer):
    answers = person() | {f"characterisation-{field}": answer}
    response = visitor.post(PAGE, answers)
    assert "datos sensibles" in errors_of(response)["consents-sensitive_data"]
    assert "Borrar mis respuestas sensibles" in response.content.decode()
    answers = {name: value for name, value in answers.items() if not name.startswith("documents-")}
    profile = register(visitor, answers | accepted("sensitive_data"))
    assert getattr(profile.characterisation, field) == answer
    assert profile.user.consents.filter(kind="sensitive_data").exists()


def test_the_other_way_out_takes_the_sensitive_answers_back(visitor):
    answers = natural(characterisation__sex="mujer", characterisation__zone="rural")
    response = visitor.post(PAGE, answers | {"action": "forget_sensitive"})
    form = response.context["forms"].characterisation
    assert (form["sex"].value(), form["zone"].value()) == (None, "rural")


def test_preferring_not_to_say_needs_no_authorisation(visitor):
    profile = register(visitor, natural(characterisation__sex="no_dice"))
    assert profile.characterisation.sex == "no_dice"


def test_every_sensitive_question_is_optional_and_says_why(visitor):
    form = visitor.get(PAGE).context["forms"].characterisation
    assert [field.name for field in form.sensitive_fields] == list(Characterisation.SENSITIVE_FIELDS)
    assert all(field.help_text and not field.field.required for field in form.sensitive_fields)


# --- Consents ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["terms", "personal_data"])
def test_nobody_registers_without(visitor, kind):
    answers = natural()
    del answers[f"consents-{kind}"]
    assert errors_of(visitor.post(PAGE, answers)).keys() == {f"consents-{kind}"}


def test_no_box_comes_ticked(visitor):
    assert all(not field.value() for field in visitor.get(PAGE).context["forms"].consents)


def test_a_text_that_changed_meanwhile_must_be_accepted_again(visitor):
    response = visitor.post(PAGE, natural() | {"consents-terms": "0" * 64})
    assert "cambió mientras" in errors_of(response)["consents-terms"]
    boxes = {field.name: str(field) for field in response.context["forms"].consents}
    assert "checked" in boxes["personal_data"]
    assert "checked" not in boxes["terms"]


# --- Persona jurídica ------------------------------------------------------------------------------------
def test_a_company_is_saved_with_its_representative_and_its_first_user_administers_it(visitor):
    profile = register(visitor, legal())
    company = profile.company
    assert (company.legal_name, company.nit) == ("Laboratorio Ñandú S. A. S.", NIT)
    assert (company.phone, company.email) == ("6012345678", "contacto@nandu.example")
    assert company.place == "Bogotá, D.C." or company.municipality_id == "11001"
    assert (company.entity_kind, company.ciiu_division) == ("privada", "71")
    assert (company.is_secondary_laboratory, company.is_public_contracting) == (True, False)
    assert profile.is_company_administrator
    representative = company.legal_representative
    assert (representative.document_number, str(representative)) == ("AB123456", "Ramón Peña")
    assert profile.supporting_documents.count() == 5


@pytest.mark.parametrize(("income", "size"), [("1.174.603.716", "micro"), ("1174603717", "pequena")])
def test_the_size_is_computed_with_the_uvt_of_the_year(visitor, income, size):
    """Decreto 957 de 2019: services up to 32 988 UVT are micro; UVT 2020 = 35 607."""
    company = register(visitor, legal(traits__income=income)).company
    assert (company.size, company.size_uvt_year, company.income_year) == (size, 2020, 2020)
    assert company.income == Decimal(income.replace(".", ""))


def test_the_contact_person_of_a_company_is_characterised_too(visitor):
    """Manual 4.1.3: «de la persona de contacto o usuario»."""
    profile = register(visitor, legal(characterisation__schooling="maestria"))
    assert profile.characterisation.schooling == "maestria"
    assert profile.company.ciiu_division == "71"


def test_without_income_there_is_no_size(visitor):
    answers = legal(traits__income="", traits__income_year="", traits__size_sector="")
    assert register(visitor, answers).company.size == ""


def test_a_foreign_company_has_its_own_tax_number(visitor):
    company = register(visitor, legal() | FOREIGN_COMPANY).company
    assert (company.nit, company.foreign_tax_id) == (None, "76.123.456-K")
    assert company.place == "Santiago, Chile"
    assert company.is_domiciled_abroad
    assert company.pays_from_abroad


def test_a_natural_person_leaves_no_trace_of_the_company_that_was_begun(visitor):
    answers = legal(**{"type-person_type": "natural"})
    profile = register(visitor, answers)
    assert not Company.objects.exists()
    kinds = set(profile.supporting_documents.values_list("category", flat=True))
    assert kinds == {"rut", "contacto", "otro"}
    assert Document.objects.count() == 4


# --- A company that is registered already ------------------------------------------------------------------
def test_a_registered_nit_waits_for_the_decision_and_changes_nothing_of_the_company(visitor):
    company = CompanyFactory(nit=NIT, legal_name="La primera")
    profile = register(visitor, legal())
    company.refresh_from_db()
    assert (company.legal_name, company.address) == ("La primera", "Avenida de Pruebas 1 # 2-3")
    assert (profile.company, profile.is_company_administrator) == (None, False)
    assert profile.membership_requests.get().company == company
    browser = Client()
    assert browser.post(browser.get(link_in_the_mail()).url, CONFIRMED).url == "/cuenta/empresa/"
    assert "La primera" in browser.get("/cuenta/empresa/").text


def test_a_registered_foreign_company_is_found_by_its_country_and_number(visitor):
    company = CompanyFactory(nit=None, country="CL", foreign_tax_id="76.123.456-K")
    profile = register(visitor, legal() | FOREIGN_COMPANY)
    assert profile.membership_requests.get().company == company


# --- Invitations -----------------------------------------------------------------------------------------
@pytest.fixture
def invitation(reference_data):
    return invitation_of(CompanyFactory(legal_name="La que invita"), email="ana.nanez@prueba.example")


def code_of(invitation) -> str:
    return path_of(invitation).removeprefix("/empresa/invitacion/").strip("/").replace("/", "-", 1)


def invited(invitation, **changes) -> dict:
    answers = natural(**changes) | {"invitacion": code_of(invitation)}
    del answers["type-person_type"]
    return answers


def test_an_invited_person_joins_the_company_and_their_mail_is_verified(client, invitation):
    page = client.get(PAGE, {"invitacion": code_of(invitation)})
    assert page.context["forms"].email["email"].value() == invitation.email
    assert client.post(PAGE, invited(invitation)).url == "/cuenta/empresa/"
    profile = Profile.objects.latest("pk")
    assert client.session["_auth_user_id"] == str(profile.user.pk)
    invitation.refresh_from_db()
    assert (profile.company, profile.is_company_administrator) == (invitation.company, False)
    assert invitation.accepted_by == profile.user
    assert profile.user.email_verified_at is not None
    assert not Mail.objects.filter(event="accounts.verify_email").exists()


def test_an_invited_person_is_characterised_with_their_authorisation(client, invitation):
    answers = invited(invitation, characterisation__sex="mujer")
    assert errors_of(begun(client).post(PAGE, answers)).keys() == {"consents-sensitive_data"}
    del answers["documents-contacto"]
    assert client.post(PAGE, answers | accepted("sensitive_data")).url == "/cuenta/empresa/"
    profile = Profile.objects.latest("pk")
    assert profile.characterisation.sex == "mujer"


def test_an_invited_person_with_another_mail_must_verify_it(client, invitation):
    other = {"email__email": "otra@prueba.example", "email__email_again": "otra@prueba.example"}
    profile = register(begun(client), invited(invitation, **other))
    assert profile.user.email_verified_at is None


def test_an_invitation_that_was_withdrawn_is_said_and_everything_stays(client, invitation):
    answers = invited(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save()
    response = begun(client).post(PAGE, answers)
    assert errors_of(response).keys() == {"type-person_type"}
    assert "La invitación ya no está vigente" in response.content.decode()
    assert 'value="Ana Lucía"' in response.content.decode()


def test_an_invited_person_cannot_slip_in_a_company(client, invitation):
    assert begun(client).post(PAGE, invited(invitation) | COMPANY).url == "/cuenta/empresa/"
    profile = Profile.objects.latest("pk")
    assert profile.company == invitation.company
    assert not Company.objects.filter(nit=NIT).exists()


# --- The page by itself ------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/contacto/", "/ingreso/"])
def test_registration_is_reached_from(client, db, path):
    assert f'href="{PAGE}"' in client.get(path).content.decode()


def test_municipalities_follow_their_department(client, reference_data):
    answer = client.get("/registro/municipios/", {"prefix": "company", "company-department": "91"})
    assert 'id="id_company-municipality_field"' in answer.content.decode()
    assert "Leticia" in answer.content.decode()
    assert "Medellín" not in answer.content.decode()


@pytest.mark.parametrize("department", ["", "999", "\x00", "x" * 5000])
def test_unknown_departments_have_no_municipalities(client, reference_data, department):
    answer = client.get("/registro/municipios/", {"prefix": "contact", "contact-department": department})
    assert answer.status_code == 200
    assert answer.content.count(b"<option") == 1


def test_municipalities_of_another_form_do_not_exist(client, reference_data):
    assert client.get("/registro/municipios/", {"prefix": "<x>"}).status_code == 404


def test_looking_at_the_page_leaves_no_row(client, reference_data):
    client.get(PAGE)
    assert not RegistrationDraft.objects.exists()
    assert not User.objects.exists()


# --- The index of its sections, and what is folded --------------------------------------------------------
def index_of(response) -> dict[str, tuple[int, int, int]]:
    """By its title, how many questions of a section are answered, wrong, and asked in all."""
    parts = response.context["parts"]
    return {part.title: (part.answered, part.missing, len(part.questions)) for part in parts}


def test_index_says_what_is_answered_what_is_wrong_and_what_is_open(visitor):
    assert index_of(visitor.get(PAGE))["Tipo de Persona"] == (0, 0, 1)
    told = index_of(visitor.post(PAGE, natural() | {"contact-address": "", "consents-terms": ""}))
    assert told["Tipo de Persona"] == (1, 0, 1)
    assert told["Información de Contacto"][1] == 1
    assert told["Caracterización"] == (0, 0, 0)
    assert told["Autorizaciones y términos"][1] == 1
    company = index_of(visitor.post(PAGE, {"type-person_type": "juridica"}))
    assert company["Caracterización"] == (0, 2, 2)
    assert company["Documentación Anexa"][1:] == (2, 3)


def test_index_of_an_invited_person_has_nothing_of_a_company(client, invitation):
    told = index_of(client.get(PAGE, {"invitacion": code_of(invitation)}))
    assert list(told) == [
        "Información de Contacto",
        "Caracterización",
        "Documentación Anexa",
        "Autorizaciones y términos",
    ]


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({}, []),
        ({"characterisation-zone": "rural"}, ["De la persona de contacto"]),
        ({"characterisation-sex": "mujer"}, ["Datos sensibles"]),
        ({"characterisation-stratum": "nonsense"}, ["De la persona de contacto"]),
    ],
)
def test_what_is_optional_is_folded_until_it_holds_an_answer_or_an_error(visitor, answers, opened):
    page = visitor.post(PAGE, natural() | {"contact-address": ""} | answers).text
    found = re.findall(r'<details class="fold"( open)?>.*?<strong>(.*?)</strong>', page, re.DOTALL)
    assert [title for is_open, title in found if is_open] == opened
    assert {title for _, title in found} == {
        "Tamaño y clase de la empresa",
        "De la persona de contacto",
        "Datos sensibles",
    }
