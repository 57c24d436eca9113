"""*Mis solicitudes*: one case, one row, one page; and what each row says, state by state."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from expedientes.following import CaseLine
from expedientes.models import Expediente
from inm_portal.staff_groups import PETITIONS_OFFICER
from legal_calendar.legal_time import instant, long_date
from legal_calendar.stored import current_calendar
from pqrsd.acts.transfer import transfer
from pqrsd.acts.writings import reply
from pqrsd.kinds import Applicant, Kind, Outcome
from pqrsd.models import Pqrsd
from radicados.filing import annul
from radicados.models import LetterIssuance, Radicado
from tests.factories import ProfileFactory, SignatoryFactory, laboratory_user, person_user
from tests.pqrsd.acts.cases import COMMISSION
from tests.pqrsd.following import answer, ask_to_complete, extend, fresh, overdue, path_of, signed, text_of
from tests.pqrsd.petitions import PETITIONER, changed, petition
from tests.requests_oec.posting import complete_draft, file, filed, sealed
from tests.staff import staff_user

pytestmark = pytest.mark.django_db

URL = "/radicados/"
REASON = "Se radicó dos veces."
SIGNING = "La carta se está firmando; estará aquí en unos segundos."


@pytest.fixture(autouse=True)
def signatory(reference_data):
    SignatoryFactory()


def lines(client, user) -> list[CaseLine]:
    client.force_login(user)
    return client.get(URL).context["lines"]


def line(client, user) -> CaseLine:
    """Of the only case that there is."""
    (only,) = lines(client, user)
    return only


def write(pqrsd: Pqrsd, user) -> Radicado:
    request = RequestFactory().post("/")
    request.user = user
    return reply(pk=pqrsd.pk, submission=uuid4(), text="Falta algo.", draft_id=None, request=request).radicado


def park(radicado: Radicado) -> None:
    LetterIssuance.objects.filter(pk=radicado.pk).update(parked_at=timezone.now())


def company_petition(user) -> Pqrsd:
    company = user.profile.company
    about = {"legal_name": company.legal_name, "nit": company.nit}
    return petition(user=user, applicant=Applicant.COMPANY, petitioner=PETITIONER | about)


# --- Which cases, in which order -----------------------------------------------------------------------
def test_petition_its_writing_and_a_request_are_two_rows_each_with_its_page(client):
    user = person_user()
    asked = petition(user=user)
    write(asked, user)
    answered = fresh(asked)
    request = filed(user)
    newest, oldest = lines(client, user)
    assert (newest.number, oldest.number) == (request.radicado.number, asked.radicado.number)
    assert newest.url == f"/radicados/{newest.number}/"
    assert oldest.url == path_of(answered)
    page = text_of(client.get(URL))
    assert page.count("<article") == 2
    for shown in (asked.subject, request.subject, asked.radicado.number, "(OEC)"):
        assert shown in page
    assert "Acuse de recibo" not in page
    assert " ".join(instant(request.radicado.filed_at).split()) in page


def test_whoever_filed_nothing_is_shown_the_offer_of_services(client):
    assert lines(client, person_user()) == []
    assert "Todavía no ha radicado ninguna solicitud." in text_of(client.get(URL))


def test_colleagues_see_each_others_cases_and_who_filed_them_and_nobody_else_does(client):
    user = laboratory_user()
    colleague = ProfileFactory(
        person_type="juridica",
        company=user.profile.company,
        user__first_name="Berta",
        user__last_name="Colega",
    ).user
    cases = {filed(colleague).radicado.number, company_petition(colleague).radicado.number}
    for member in (user, colleague):
        assert {each.number for each in lines(client, member)} == cases
        assert text_of(client.get(URL)).count("Radicada por Berta Colega el") == 2
    for stranger in (laboratory_user(), person_user()):
        assert lines(client, stranger) == []


def test_natural_person_is_not_told_that_they_filed_it_themself(client):
    user = person_user()
    petition(user=user)
    client.force_login(user)
    assert "Radicada el" in text_of(client.get(URL))


def test_denuncia_is_shown_to_who_filed_it_and_to_no_colleague(client):
    user = laboratory_user()
    colleague = ProfileFactory(person_type="juridica", company=user.profile.company).user
    case = petition(Kind.REPORT, user=user)
    assert line(client, user).number == case.radicado.number
    assert lines(client, colleague) == []


def test_petition_without_account_is_in_nobodys_list(client):
    petition()
    petition(petitioner=None, user=(user := person_user()))
    assert lines(client, user) == []


def test_list_costs_the_same_with_two_cases_and_with_twenty_and_goes_on(client, django_assert_num_queries):
    user = laboratory_user()

    def add() -> None:
        write(case := company_petition(user), user)
        answer(case)
        request = filed(user)
        annul(radicado=request.radicado, by=user, reason=REASON)

    add()
    assert len(lines(client, user)) == 2
    with django_assert_num_queries(13):
        client.get(URL)
    for _ in range(10):
        add()
    with django_assert_num_queries(13):
        page = client.get(URL)
    assert len(page.context["lines"]) == 20
    assert "Página 1 de 2" in text_of(page)
    rest = client.get(f"{URL}?pagina=2").context["lines"]
    numbers = [each.number for each in [*page.context["lines"], *rest]]
    assert len(numbers) == 22
    assert numbers == sorted(numbers, reverse=True)


def test_request_that_was_begun_is_shown_above_until_it_is_filed(client):
    user = laboratory_user()
    draft = complete_draft(user)
    client.force_login(user)
    page = text_of(client.get(URL))
    assert "Tiene una solicitud sin radicar" in page
    assert 'href="/oec/solicitud/"' in page
    file(draft)
    assert "Tiene una solicitud sin radicar" not in text_of(client.get(URL))


def test_staff_without_a_profile_have_a_list_too(client, admin_user):
    assert lines(client, admin_user) == []


# --- What is said of an OEC request ----------------------------------------------------------------------
def issue(case: Expediente) -> None:
    sealed(case)


def delay(case: Expediente) -> None:
    park(case.radicado)


def annul_it(case: Expediente) -> None:
    annul(radicado=case.radicado, by=case.radicado.filed_by, reason=REASON)


def issue_and_annul(case: Expediente) -> None:
    issue(case)
    annul_it(case)


ANNULLED = ("Anulada", "annulled", "La comunicación ya no tiene validez.", "Solicitarla de nuevo")


@pytest.mark.parametrize(
    ("happens", "state", "look", "next_step", "label"),
    [
        (str, "Firmando la comunicación", "pending", SIGNING, None),
        (delay, "Comunicación demorada", "failed", "No presente la solicitud de nuevo.", None),
        (issue, "Comunicación emitida", "issued", "Descargue la carta firmada.", "Descargar la carta (PDF)"),
        (annul_it, *ANNULLED),
        (issue_and_annul, *ANNULLED),
    ],
)
def test_each_state_of_a_request_says_what_comes_next(client, happens, state, look, next_step, label):
    user = laboratory_user()
    happens(filed(user))
    told = line(client, user)
    assert (told.state, told.look) == (state, look)
    assert next_step in told.next_step
    assert (told.link and told.link[0]) == label
    assert (told.waits_for_filer, told.time_left) == (False, "")


def test_signed_communication_is_downloaded_from_its_row(client):
    user = laboratory_user()
    sealed(filed(user))
    _, address = line(client, user).link
    letter = client.get(address)
    assert letter["Content-Disposition"].startswith("attachment")
    assert letter.content == b"%PDF-ficticio"


def test_list_with_a_letter_that_is_being_signed_asks_again_by_itself(client):
    user = laboratory_user()
    case = filed(user)
    client.force_login(user)
    asking = 'data-hx-trigger="every 2s"'
    assert asking in text_of(client.get(URL))
    sealed(case)
    assert asking not in text_of(client.get(URL))


# --- What is said of a petition --------------------------------------------------------------------------
def test_petition_whose_acknowledgement_is_signed_does_not_look_answered(client):
    user = person_user()
    case = petition(user=user)
    signed(case.radicado)
    told = line(client, user)
    assert (told.subject, told.state, told.look) == (case.subject, "Radicada", "pending")
    assert told.next_step == f"Le respondemos a más tardar el {long_date(case.due_on)}."
    assert told.time_left == "Quedan 15 días hábiles"
    assert told.link is None
    assert "Carta emitida" not in text_of(client.get(URL))


def test_petition_whose_radicado_is_annulled_says_so_whatever_it_had_come_to(client):
    user = person_user()
    case = answer(petition(user=user))
    annul(radicado=case.radicado, by=staff_user(PETITIONS_OFFICER), reason=REASON)
    told = line(client, user)
    assert (told.state, told.link) == ("Anulada", None)
    assert "Su radicado fue anulado" in told.next_step


def test_annulled_answer_is_not_offered_as_the_answer(client):
    user = person_user()
    case = answer(petition(user=user))
    letter = case.steps.letters().get().radicado
    annul(radicado=letter, by=staff_user(PETITIONS_OFFICER), reason=REASON)
    told = line(client, user)
    assert told.next_step == "La carta fue anulada: en el caso está por qué, y lo que siga."
    assert told.link is None


def test_petition_beyond_the_calendar_takes_no_other_row_down(client):
    user = person_user()
    far = changed(petition(user=user), due_on=date(2099, 3, 2))
    old = changed(petition(Kind.INFORMATION, user=user), due_on=date(2010, 3, 2))
    told = {each.number: each for each in lines(client, user)}
    assert told[far.radicado.number].time_left == told[old.radicado.number].time_left == ""
    assert "dentro de los 3 días hábiles siguientes" in told[old.radicado.number].next_step


def test_erased_colleague_is_named_as_the_letter_names_them(client):
    user = laboratory_user()
    filed(user)
    erased = {"is_active": False, "username": "suprimido-1", "first_name": "", "last_name": ""}
    User.objects.filter(pk=user.pk).update(**erased)
    colleague = ProfileFactory(person_type="juridica", company=user.profile.company).user
    assert "suprimido" not in line(client, colleague).filed_by


def test_petition_that_waits_for_who_filed_it_says_so_first_with_the_way_to_complete_it(client):
    user = person_user()
    asked = ask_to_complete(petition(user=user))
    told = line(client, user)
    assert told.waits_for_filer
    assert told.state == "Esperando que usted la complete"
    assert f"Complétela a más tardar el {long_date(asked.waiting_until)}" in told.next_step
    assert "para completarla" in told.time_left
    assert client.get(told.link[1]).status_code == 200
    page = text_of(client.get(URL))
    assert page.index("Le toca a usted.") < page.index(asked.subject)


def test_petition_that_was_not_completed_in_time_may_still_be(client):
    user = person_user()
    changed(ask_to_complete(petition(user=user)), waiting_until=timezone.localdate() - timedelta(days=1))
    told = line(client, user)
    assert told.waits_for_filer
    assert "antes de que la archivemos" in told.next_step
    assert "todavía puede hacerlo" in told.time_left


def test_petition_that_was_extended_is_due_on_its_new_day(client):
    user = person_user()
    case = extend(petition(user=user))
    told = line(client, user)
    assert told.state == "Prorrogada"
    assert told.next_step == f"Le respondemos a más tardar el {long_date(case.due_on)}."


@pytest.mark.parametrize("kind", [Kind.INFORMATION, Kind.COMPLAINT])
def test_overdue_petition_says_what_the_law_gives(client, kind):
    user = person_user()
    case = overdue(petition(kind, user=user))
    told = line(client, user)
    assert (told.state, told.look) == ("Vencida: la respuesta está demorada", "failed")
    assert told.time_left == "Venció hace 3 días hábiles"
    assert f"Debimos responderle a más tardar el {long_date(case.due_on)}" in told.next_step
    copies = long_date(current_calendar().after(case.due_on, 3))
    assert (copies in told.next_step) is (kind == Kind.INFORMATION)
    assert ("debemos responderla" in told.next_step) is (kind != Kind.INFORMATION)


def test_answered_petition_leads_to_the_answer_once_that_is_signed(client):
    user = person_user()
    case = answer(petition(user=user))
    letter = case.steps.letters().get().radicado
    told = line(client, user)
    assert (told.state, told.look, told.link) == ("Respondida", "issued", None)
    assert (told.next_step, told.changes_soon) == (SIGNING, True)
    park(letter)
    told = line(client, user)
    assert (told.link, told.changes_soon) == (None, False)
    assert "demorada" in told.next_step
    signed(letter)
    told = line(client, user)
    assert (told.next_step, told.link) == ("Lea la respuesta.", ("Leer la respuesta", path_of(case)))
    assert told.time_left == ""


def test_petition_that_went_on_to_another_entity_is_answered_there(client):
    user, officer = person_user(), staff_user(PETITIONS_OFFICER)
    case = petition(user=user)
    step = transfer(pk=case.pk, version=fresh(case).version, to=COMMISSION, text="Le compete.", by=officer)
    signed(step.radicado)
    told = line(client, user)
    assert told.state == "Trasladada a otra entidad"
    assert "Le responde la entidad" in told.next_step
    assert told.link == ("Leer la carta", path_of(case))


@pytest.mark.parametrize("outcome", [Outcome.REJECTED, Outcome.ARCHIVED, Outcome.LAPSED])
def test_petition_that_ended_without_an_answer_leads_to_the_reasons(client, outcome):
    user = person_user()
    case = answer(petition(user=user), outcome=outcome)
    signed(case.steps.letters().get().radicado)
    told = line(client, user)
    assert (told.state, told.look) == (outcome.label, "annulled")
    assert told.link == ("Leer la carta", path_of(case))


def test_annulled_petition_says_what_to_do(client):
    user = person_user()
    annul(radicado=petition(user=user).radicado, by=user, reason=REASON)
    told = line(client, user)
    assert (told.state, told.look, told.link) == ("Anulada", "annulled", None)
    assert "presente otra" in told.next_step


def test_withdrawn_petition_needs_no_letter(client):
    user = person_user()
    changed(petition(user=user), closed_at=timezone.now(), outcome=Outcome.WITHDRAWN)
    assert "Usted desistió de ella" in line(client, user).next_step


def test_instruments_are_offered_to_whoever_may_have_some(client):
    for user, is_offered in ((laboratory_user(), True), (staff_user(PETITIONS_OFFICER), False)):
        client.force_login(user)
        page = client.get(URL).content.decode()
        assert ("Mis instrumentos" in page) is is_offered
        assert (client.get("/instrumentos/").status_code == 200) is is_offered
