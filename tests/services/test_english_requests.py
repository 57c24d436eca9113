"""Requesting a service in English: each page says it all in English, and what is filed there is filed in Spanish."""

import re
from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from expedientes.models.office import NoOfficeError
from ground.languages import ENGLISH
from ground.mails.models import Mail
from ground.webforms import opened_pages
from services import course_opinions
from services.kinds import Result, Service
from services.models import CourseOpinion, Seat, ServiceRequest
from services.quoted import SLUG_OF
from tariffs.models import Edition, EnglishName
from tests.factories import ProfileFactory, laboratory_user, person_user
from tests.services.courses import edition, enrolled
from tests.services.requests import at_desk, officer
from tests.services.test_editions import ANA, BEN
from tests.services.test_editions import WRONG as WRONG_ENROLMENTS
from tests.services.test_park import own
from tests.services.test_request_page import COMMON, ITEMS, answers
from tests.services.test_request_page import WRONG as WRONG_ANSWERS
from tests.services.test_table import PAGE, posted
from tests.services.test_table import WRONG as WRONG_TABLES
from tests.test_english import spanish
from tests.test_english_states import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
OBJECTIVE = {"objective": "To set up a procedure to calibrate balances in our laboratory."}


def in_english(name: str, *args: object) -> str:
    with override(ENGLISH):
        return reverse(name, args=args)


def page_of(service: Service) -> str:
    return in_english("services:request", SLUG_OF[service])


def unmarked(page, typed: dict[str, Any]) -> list[str]:
    """What a page says in Spanish, but for what was typed on it."""
    rows = {row for value in typed.values() if isinstance(value, str) for row in (value, *value.splitlines())} - {""}
    cells = {cell.strip() for row in rows for cell in re.split("[;\n]", row)} - {""}
    return [said for said in spanish(page.text) if not any(each in said for each in rows | cells if len(each) > 3)]


@pytest.fixture
def customer(client):
    client.force_login(laboratory_user())
    return client


# --- The form ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("service", "path", "title"),
    [
        (Service.CALIBRATION, "calibration", "Request: calibration"),
        (Service.TRAINING, "training", "Request: training"),
        (Service.ASSISTANCE, "technical-assistance", "Request: technical assistance"),
        (Service.PROFICIENCY_TEST, "proficiency-testing", "Request: proficiency testing"),
        (Service.REFERENCE_MATERIAL, "reference-materials", "Request: reference materials"),
    ],
)
def test_each_form_is_english_empty_sent_empty_and_reviewed(customer, service, path, title):
    edition()
    page = f"/en/services/{path}/request/"
    assert page == page_of(service)
    shown = told(customer.get(page))
    assert f'<h1 class="page-title">{title}</h1>' in shown
    assert f'hreflang="es" href="http://localhost:8000{reverse("services:request", args=[SLUG_OF[service]])}"' in shown
    assert "There is a problem" in told(customer.post(page, {"action": "review", "words-accepts_terms": ""}), 422)
    sent = answers(service, **OBJECTIVE if service is Service.ASSISTANCE else {})
    if service is Service.TRAINING:
        sent |= {"item1-course": "otra"}
    review = customer.post(page, sent)
    assert unmarked(review, sent) == []
    assert "Nothing has been filed yet" in review.text
    assert re.search(r"<dt>Total</dt>\s+<dd>\s+<strong>COP\s[\d,]+", review.text)
    assert "Here is what you had written." in customer.get(page).text


def test_what_is_wrong_with_an_answer_is_told_in_english(customer):
    for service, facts, wrong in WRONG_ANSWERS:
        sent = answers(service, **(OBJECTIVE if service is Service.ASSISTANCE else {}) | facts)
        page = customer.post(page_of(service), sent)
        assert (page.status_code, unmarked(page, sent)) == (422, []), wrong
        assert "There is a problem" in page.text


def test_what_is_wrong_with_an_enrolment_is_told_in_english(customer):
    for facts, wrong in WRONG_ENROLMENTS:
        item = {"course": str(edition(seats=2).pk), "people": ANA} | facts
        sent = COMMON | {f"item1-{name}": value for name, value in item.items()} | {"action": "review"}
        page = customer.post(page_of(Service.TRAINING), sent)
        assert (page.status_code, unmarked(page, sent)) == (422 if "place" not in facts else 200, []), wrong


def test_what_is_wrong_with_a_table_is_told_in_english(customer):
    for rows, sentences in WRONG_TABLES:
        sent = posted(rows)
        page = customer.post(page_of(Service.CALIBRATION), sent)
        assert (page.status_code, unmarked(page, sent)) == (422, []), sentences


def test_a_table_may_have_its_titles_in_either_language(customer):
    rows = "Instrument\tManufacturer\tModel\tSerial number\tFrom\tTo\tUnit\tLanguage of the certificate\n"
    rows += "Weight\tX\tNone\tS-1\t0\t5\tkg\tEnglish"
    for page in (PAGE, page_of(Service.CALIBRATION)):
        assert customer.post(page, posted(rows)).status_code == 200
    customer.post(page_of(Service.CALIBRATION), posted(rows, action="file"))
    item = ServiceRequest.objects.get().items.get()
    assert (item.model, item.details["language"]) == ("No tiene", "inglés")


def test_rates_are_found_and_named_in_english(customer):
    page = page_of(Service.CALIBRATION)
    assert '<option value="CAL-001 Calibration of a resistance thermometer' in customer.get(page).text
    found = told(customer.post(page, answers(Service.CALIBRATION, rate="vernier calliper")), 422)
    assert "It may be any of these; enter the code: CAL-" in found
    for name in EnglishName.objects.filter(spanish__startswith="Calibración de medidores digitales"):
        name.english = ""
        name.save()
    sent = answers(Service.CALIBRATION, rate="CAL-177")
    wrong = customer.post(page, sent)
    assert unmarked(wrong, sent) == []
    assert '“<span lang="es">Calibración de medidores digitales' in wrong.text
    review = customer.post(page, answers(Service.CALIBRATION))
    assert '<span lang="es">Calibración de' in review.text


def test_what_is_accepted_is_accepted_in_spanish(customer):
    terms = 'I accept the terms of the service <span lang="es">(Acepto las condiciones del servicio)</span></label>'
    assert terms in customer.get(page_of(Service.CALIBRATION)).text
    supports = '<span lang="es">(Autorizo que el INM use ese dato para dar esos apoyos)</span></label>'
    assert supports in customer.get(page_of(Service.TRAINING)).text


def test_a_file_that_is_refused_is_refused_in_english(customer):
    sent = answers(Service.CALIBRATION, action="attach") | {"attachments": ContentFile(b"plain words", "notes.txt")}
    page = customer.post(page_of(Service.CALIBRATION), sent)
    assert (page.status_code, unmarked(page, sent)) == (422, [])
    assert "“notes.txt”: " in page.text


# --- What stands in the way ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ({"user__email_verified_at": None}, "Verify your email address before you file anything."),
        ({"of_company": True, "company": None}, "Your company has not accepted yet that you act for it."),
        (None, "Your account is not that of a registered person or company."),
    ],
)
def test_whoever_may_file_nothing_hears_why_in_english(client, django_user_model, profile, said):
    user = django_user_model.objects.create_user("jane") if profile is None else None
    client.force_login(user or ProfileFactory(**profile).user)
    page = told(client.get(page_of(Service.CALIBRATION)), 403)
    assert said in page
    assert "(in Spanish)" in page.partition("<main")[2].partition("</main")[0]


def test_who_is_not_logged_in_logs_in_in_english_and_comes_back(client):
    page = page_of(Service.CALIBRATION)
    assert client.get(page).headers["Location"] == f"/en/login/?next={page}"


def test_whoever_loses_the_last_seat_hears_it_in_english(customer, monkeypatch):
    course = edition(seats=1)
    item = {"course": str(course.pk), "people": ANA}
    sent = COMMON | {f"item1-{name}": value for name, value in item.items()}
    sent |= {"action": "file", "draft": opened_pages.begin().token}
    judged = Mock(return_value=1)
    monkeypatch.setattr("services.forms.training.judge", judged)  # there was one when it was read
    enrolled(course, 1)
    page = customer.post(page_of(Service.TRAINING), sent)
    assert (page.status_code, unmarked(page, sent)) == (422, [])
    assert "There are no seats left: you may join the waiting list (place 1)." in page.text
    assert "Join the waiting list" in page.text


def test_a_fault_of_ours_and_a_day_without_rates_are_told_in_english(customer, monkeypatch):
    page = page_of(Service.CALIBRATION)
    monkeypatch.setattr("services.views.request.file_request", Mock(side_effect=NoOfficeError))
    sent = answers(Service.CALIBRATION, action="file")
    assert "a fault of ours" in told(customer.post(page, sent), 503)
    monkeypatch.setattr(Edition.objects, "in_force", lambda day: None)
    assert "Request: calibration" in told(customer.get(page))


def test_what_a_link_brings_is_told_in_english(customer):
    page = page_of(Service.CALIBRATION)
    shown = told(customer.get(page, {"CAL-176": "1", "CAL-216": "1", "EA-020": "1", "DES-001": "2"}))
    assert 'value="CAL-176 Calibration of digital meters' in shown
    assert '/request/?CAL-216=1">calibration at your premises</a>' in shown
    assert "The INM calculates the travel costs" in shown
    customer.post(page, answers(Service.CALIBRATION, action="add_item"))
    assert "We have added what you chose" in told(customer.get(page, {"CAL-170": "1"}))
    loose = told(customer.get(page_of(Service.TRAINING), {"CAP-029": "2", "CAP-030": "4"}))
    assert "Also: 4 × CAP-030." in loose


# --- Courses ------------------------------------------------------------------------------------------------
def test_courses_to_come_are_told_in_english(client, ready):
    first = date(timezone.localdate().year + 1, 3, 3)
    course = edition(name="Curso de balanzas en la sede", first_day=first, seats=2)
    edition(is_virtual=True, place="", seats=1)
    page = told(client.get(in_english("services:editions")))
    assert f"3 to 4 March {first.year}, 16 hours" in page
    assert '<span lang="es">Curso de balanzas en la sede</span>' in page
    assert "Non-automatic weighing instruments" in page
    assert "2 of 2" in page
    assert "COP\xa01,467,900 per participant (CAP-012)" in client.get(in_english("services:editions")).text
    enrolled(course, 1, 2)
    enrolled(course, 3)
    for score in range(1, 6):
        scores = dict.fromkeys(course_opinions.QUESTIONS, score)
        CourseOpinion.objects.create(edition=course, given_on=timezone.localdate(), **scores)
    page = told(client.get(in_english("services:editions")))
    assert "None left; 1 on the waiting list" in page
    assert "Contents 3.0 · Teachers 3.0" in page
    Seat.objects.update(result=Result.PASSED)
    token = course_opinions.opinion_url(Seat.objects.first()).rstrip("/").rpartition("/")[2]
    opinion = in_english("services:course_opinion", token)
    assert "Your opinion of the course" in told(client.get(opinion))
    assert "Choose from 1 to 5: the contents." in told(client.post(opinion, {}), 422)
    scores = dict.fromkeys(course_opinions.QUESTIONS, "5")
    assert client.post(opinion, scores).headers["Location"] == opinion
    assert "Thank you for your opinion" in told(client.get(opinion))


def test_no_course_to_come_is_told_in_english(client):
    assert "There are no courses open for enrolment" in told(client.get(in_english("services:editions")))


# --- Instruments --------------------------------------------------------------------------------------------
def test_instruments_are_told_in_english(client):
    user = person_user()
    client.force_login(user)
    assert "Request a calibration" in told(client.get(in_english("services:instruments")))
    due = own(user, model="M")
    own(user, model="M", last_calibrated_on=date(2020, 1, 1), last_certificate="C-1")
    own(user, model="M", last_calibrated_on=date(2020, 1, 1), recall_months=None)
    own(user, model="M", last_calibrated_on=None)
    own(user, model="M", is_archived=True)
    page = told(client.get(in_english("services:instruments")))
    for said in ("In date until 30 June 2027", "since 1 January 2021", "no interval", "No date of its", "Archived"):
        assert said in page
    own_page = in_english("services:instrument", due.pk)
    assert "None yet." in told(client.get(own_page))
    wrong = {"serial": "None", "recall_months": "0", "last_calibrated_on": "01/01/2100"}
    assert "the instrument is recognised by it" in told(client.post(own_page, wrong), 422)
    told(client.post(in_english("services:instruments"), {"action": "days", "days": "seven"}), 422)
    for action in ("archive", "restore"):
        assert "The instrument" in told(client.post(own_page, {"action": action}, follow=True))
    assert "another address" in told(
        client.post(in_english("services:instruments"), {"action": "address"}, follow=True)
    )


# --- What is stored -----------------------------------------------------------------------------------------
def frozen(case: ServiceRequest) -> list[object]:
    """Everything that filing wrote of it, but for its number, its keys and the minute."""
    radicado, step = case.radicado, case.steps.get()
    lines = list(case.lines.order_by("item__position", "position").values_list("code", "quantity", "is_on_site"))
    items = list(case.items.order_by("position").values("name", "maker", "model", "serial", "details", "wished_on"))
    letter = re.sub(r"el \d+ de \w+ de \d{4}, \d+:\d\d.[ap]\..m\.", "", str(radicado.snapshot))
    kinds = [case.subject, case.kind, case.state, case.remarks, case.customer, radicado.document_kind, case.search_text]
    return [*kinds, letter, step.data, lines, items]


@pytest.mark.parametrize("service", list(Service))
def test_what_is_filed_in_english_is_stored_as_what_is_filed_in_spanish(customer, service):
    extra = {"maker": "No tiene", "serial": "No tiene", "transport": "transportador", "language": "inglés"}
    for page, none in ((reverse("services:request", args=[SLUG_OF[service]]), "No tiene"), (page_of(service), "None")):
        facts = {name: none if told == "No tiene" else told for name, told in extra.items()}
        facts |= {"is_standard": "on", "customer-size": "pequena", "customer-proves_size": "on"}
        sent = answers(service, action="file", **facts if service is Service.CALIBRATION else {})
        filed = customer.post(page, sent)
        assert filed.status_code == 302
    own, english = ServiceRequest.objects.with_number().order_by("pk")
    assert filed.headers["Location"] == in_english("services:case", english.radicado.number)
    assert unmarked(customer.get(filed.headers["Location"]), sent) == []
    assert frozen(own) == frozen(english)
    assert spanish(f"<p>{english.subject} y {english.radicado.document_kind}</p>")
    mails = [(mail.event, mail.recipient, mail.details) for mail in Mail.objects.order_by("pk")]
    assert mails[: len(mails) // 2] == mails[len(mails) // 2 :]
    desk = at_desk(officer()).get(reverse("services:desk_case", args=[english.radicado.number]))
    assert str(service.label) in desk.text
    assert not re.search(r"\b(Calibration|Training|Technical|English|Yes|carrier|Filed|participant)\b", desk.text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"range_to": "1,000", "points": "0.5; 1,000"}, {"range_to": "1000", "points": "0,5; 1000"}),
        ({"range_to": "1,250.5", "points": "0,5"}, {"range_to": "1250,5", "points": "0,5"}),
        ({"range_to": "12,500,000", "division": "0.001"}, {"range_to": "12500000", "division": "0,001"}),
        ({"range_from": "-38.8", "division": "0,125"}, {"range_from": "-38,8", "division": "0,125"}),
    ],
)
def test_figures_typed_in_english_are_kept_as_whoever_measures_reads_them(customer, typed, kept):
    sent = answers(Service.CALIBRATION, action="file", rate="", range_unit="kg", **typed)
    customer.post(page_of(Service.CALIBRATION), sent)
    told = ServiceRequest.objects.get().items.get().details
    assert {name: told[name] for name in kept} == kept


def test_seats_that_are_taken_in_english_are_told_in_spanish(customer):
    course = edition(seats=2)
    enrolled(course, 1)
    item = {"course": str(course.pk), "people": f"{ANA}\n{BEN}", "if_full": "los_que_quepan"}
    sent = COMMON | {f"item1-{name}": value for name, value in item.items()}
    sent |= {"draft": opened_pages.begin().token}
    review = customer.post(page_of(Service.TRAINING), sent | {"action": "review"})
    assert unmarked(review, sent) == []
    assert "1 with a seat; 1 on the waiting list" in review.text
    customer.post(page_of(Service.TRAINING), sent | {"action": "file"})
    case = ServiceRequest.objects.latest("pk")
    assert "En lista de espera" in str(case.radicado.snapshot)
    assert case.subject == f"Capacitación: {course.name}"


def test_drafts_are_one_in_both_languages(customer):
    sent = answers(Service.CALIBRATION, action="save")
    customer.post(page_of(Service.CALIBRATION), sent)
    page = customer.get(reverse("services:request", args=["calibracion"]))
    assert "Aquí está lo que había escrito." in page.text
    assert f'value="{ITEMS[Service.CALIBRATION]["serial"]}"' in page.text


def test_links_from_an_english_page_stay_in_english_or_say_where_they_lead(customer):
    page = customer.get(page_of(Service.CALIBRATION)).text.partition("<main")[2].partition("</main")[0]
    links = re.findall(r'<a [^>]*href="(/[^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert links
    assert [address for address, words in links if not address.startswith("/en/") and "(in Spanish)" not in words] == []
    assert settings.LANGUAGE_CODE == "es-co"
    assert Client().get("/en/services/nothing/request/").status_code == 404
