"""Following a case: number and code, and who opens what."""

import pytest

from expedientes.models import Paso
from ground.audit.models import Entry
from pqrsd.kinds import Applicant, Kind
from radicados.models import Radicado
from radicados.qr import grouped
from tests.factories import (
    CompanyFactory,
    ProfileFactory,
    UserFactory,
    file_simple,
    person_user,
)
from tests.pqrsd.following import (
    LOOKUP,
    add_file,
    answer,
    enter,
    keys,
    path_of,
    signed,
    text_of,
)
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


# --- Number and code ---------------------------------------------------------------------------------------
def test_number_and_code_as_people_type_them_open_the_case(client, anonymous):
    year, kind, sequence = anonymous.radicado.number.split("-")
    typed = {
        "number": f" {year} {kind.lower()} {int(sequence)} ",
        "code": grouped(anonymous.radicado.verification_code).lower().replace("-", " "),
    }
    response = client.post(LOOKUP, typed)
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200


def test_code_of_a_letter_about_the_case_opens_it_too(client, anonymous):
    answer(anonymous)
    letter = Radicado.objects.get(kind=Radicado.Kind.SALIDA)
    response = client.post(LOOKUP, {"number": letter.number, "code": letter.verification_code})
    assert response.status_code == 302


def test_wrong_number_and_wrong_code_have_one_answer_and_cost_the_same(client, anonymous, django_assert_num_queries):
    other = petition(petitioner=None)
    right = keys(anonymous)
    wrong = [
        right | {"code": "0" * 18},
        right | {"code": other.radicado.verification_code},
        right | {"number": other.radicado.number},
        right | {"number": "1999-E-000001"},
    ]
    pages = []
    for typed in wrong:
        with django_assert_num_queries(2):
            response = client.post(LOOKUP, typed)
        assert response.status_code == 404
        page = text_of(response)
        page = page.replace(response.wsgi_request.META["CSRF_COOKIE"], "").replace(typed["code"], "")
        pages.append(page.split("csrfmiddlewaretoken")[0])
    assert len(set(pages)) == 1
    assert "No encontramos una petición con ese número y ese código" in pages[0]


def test_radicado_that_is_no_petition_opens_nothing(client):
    radicado = file_simple(person_user())
    response = client.post(LOOKUP, {"number": radicado.number, "code": radicado.verification_code})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("", "", "Escriba el número de radicado."),
        ("2026-E-1", "", "Escriba el código de verificación."),
        ("veinte", "0" * 18, "Escriba el número completo"),
        ("2026-E-1", "ABC", "El código tiene 18 caracteres y usted escribió 3"),
    ],
)
def test_lookup_says_what_is_wrong(client, number, code, words):
    response = client.post(LOOKUP, {"number": number, "code": code})
    assert response.status_code == 422
    assert words in text_of(response)
    assert "<title>Error: " in text_of(response)


def test_guessing_is_throttled_in_friendly_words_and_loses_nothing(client, anonymous, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 2
    for _ in range(2):
        client.post(LOOKUP, keys(anonymous) | {"code": "0" * 18})
    kept = {"act": "reply", "text": "Lo que estaba escribiendo."}
    response = client.post(LOOKUP, keys(anonymous) | kept | {"code": "0" * 18})
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "espere una hora" in text_of(response)
    assert "Lo que estaba escribiendo." in text_of(response)
    # Whoever has the right ones gets in, from wherever others guess.
    assert client.get(LOOKUP).status_code == 200
    assert client.post(LOOKUP, keys(anonymous)).status_code == 302


def test_misses_at_the_verification_count_here_too(client, anonymous, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    client.get("/v/" + "0" * 18)
    assert client.post(LOOKUP, keys(anonymous) | {"code": "0" * 18}).status_code == 429


# --- Who opens what ----------------------------------------------------------------------------------------
@pytest.fixture
def company():
    return CompanyFactory()


@pytest.fixture
def people(company) -> dict:
    def member():
        return ProfileFactory(person_type="juridica", company=company).user

    return {
        "owner": member(),
        "colleague": member(),
        "other": person_user(),
        "staff": UserFactory(is_staff=True),
        "nobody": None,
    }


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("owner", Kind.COMPLAINT, 200),
        ("colleague", Kind.COMPLAINT, 200),
        ("other", Kind.COMPLAINT, 404),
        ("staff", Kind.COMPLAINT, 404),
        ("nobody", Kind.COMPLAINT, 404),
        ("owner", Kind.REPORT, 200),
        ("colleague", Kind.REPORT, 404),
        ("other", Kind.REPORT, 404),
        ("staff", Kind.REPORT, 404),
        ("nobody", Kind.REPORT, 404),
    ],
)
def test_log_in_opens_ones_own_and_its_papers(client, people, who, kind, status):
    company = {
        "legal_name": people["owner"].profile.company.legal_name,
        "nit": people["owner"].profile.company.nit,
    }
    case = petition(kind, user=people["owner"], applicant=Applicant.COMPANY, petitioner=PETITIONER | company)
    file = add_file(case)
    signed(case.radicado)
    if people[who]:
        client.force_login(people[who])
    paths = ["", f"anexos/{file.pk}/", f"cartas/{case.radicado.number}.pdf", "escribir/"]
    assert [client.get(path_of(case, path)).status_code for path in paths] == [status] * 4


def test_own_page_leads_to_log_in_and_back(client, people):
    case = petition(user=people["owner"], applicant=Applicant.COMPANY)
    page = text_of(client.get(path_of(case)))
    assert f'href="/ingreso/?next={path_of(case)}"' in page


def test_own_radicado_that_is_no_petition_has_no_case(client):
    user = person_user()
    client.force_login(user)
    assert client.get(f"{LOOKUP}{file_simple(user).number}/").status_code == 404


@pytest.mark.parametrize("who", ["owner", "colleague", "other", "staff", "nobody"])
@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_whoever_has_number_and_code_opens_the_case_and_its_papers(client, people, who, kind):
    case = petition(kind, user=people["owner"], applicant=Applicant.COMPANY)
    file = add_file(case)
    signed(case.radicado)
    if people[who]:
        client.force_login(people[who])
    client.post(LOOKUP, keys(case))
    paths = ["", f"anexos/{file.pk}/", f"cartas/{case.radicado.number}.pdf"]
    assert [client.get(path_of(case, path)).status_code for path in paths] == [200, 200, 200]


def test_session_opens_only_the_papers_of_its_case(client, anonymous):
    other = petition(petitioner=None)
    file = add_file(other)
    signed(other.radicado)
    for path in (f"anexos/{file.pk}/", f"cartas/{other.radicado.number}.pdf", "cartas/2001-S-000001.pdf"):
        assert client.get(enter(client, anonymous, path)).status_code == 404


def test_papers_of_internal_steps_are_the_staffs_own(client, anonymous):
    file = add_file(anonymous, kind=Paso.Kind.NOTED)
    page = client.get(enter(client, anonymous))
    assert file.document.name not in text_of(page)
    assert client.get(enter(client, anonymous, f"anexos/{file.pk}/")).status_code == 404


def test_petition_of_a_known_person_has_the_reading_of_its_files_recorded(client):
    case = petition()
    file = add_file(case)
    client.get(enter(client, case, f"anexos/{file.pk}/"))
    assert Entry.objects.filter(action="document_read", subject_id=str(case.pk)).count() == 1
