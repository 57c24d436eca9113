"""The day of a case for the calendar of who follows it, and the line of what happened and what comes."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from tests.factories import file_simple, person_user
from tests.legal_calendar.test_ics import read
from tests.pqrsd.following import answer, ask_to_complete, code_of, enter, fresh, overdue, path_of, text_of
from tests.pqrsd.petitions import petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

FILE = "fecha.ics"


def file_of(client: Client, case: Pqrsd) -> dict[str, str]:
    """What a calendar reads of the case."""
    response = client.get(enter(client, case, FILE))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{case.radicado.number}.ics"'
    assert code_of(case) not in response.text
    return read(response.content)


def written(day: date) -> str:
    return f"{day:%Y%m%d}"


def test_file_has_the_last_day_to_answer_and_later_the_petitioners_own_under_the_same_key(client, anonymous):
    due = file_of(client, anonymous)
    assert due["DTSTART;VALUE=DATE"] == written(anonymous.due_on)
    assert due["SUMMARY"] == f"Vence el término para responder la petición {anonymous.radicado.number}"
    assert due["URL"].endswith(path_of(anonymous))
    asked = file_of(client, ask_to_complete(anonymous))
    assert asked["DTSTART;VALUE=DATE"] == written(fresh(anonymous).waiting_until)
    assert asked["SUMMARY"].startswith("Último día para completar la petición")
    assert asked["UID"] == due["UID"]
    assert int(asked["SEQUENCE"]) > int(due["SEQUENCE"])


def test_file_of_a_denuncia_says_nothing_but_its_number_and_the_day(client):
    case = petition(Kind.REPORT)
    told = file_of(client, case)
    assert told.pop("UID").startswith(case.radicado.number)
    assert told.keys() == {"DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "TRANSP"}
    assert told["SUMMARY"] == case.radicado.number
    assert told["DTSTART;VALUE=DATE"] == written(case.due_on)


@pytest.mark.parametrize("story", [answer, overdue], ids=["closed", "overdue"])
def test_a_case_without_a_day_to_come_has_no_file_and_offers_none(client, anonymous, story):
    assert FILE in client.get(enter(client, anonymous)).text
    story(anonymous)
    assert client.get(enter(client, anonymous, FILE)).status_code == 404
    assert FILE not in client.get(enter(client, anonymous)).text


def test_file_is_behind_the_door_of_the_case(client, anonymous):
    response = client.get(path_of(anonymous, FILE))
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
    assert written(anonymous.due_on) not in response.text


# --- The line -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("story", "now", "limits"),
    [
        (lambda case: case, "Por asignar a quien la responda", ["La respuesta, firmada"]),
        (ask_to_complete, "Esperando que usted la complete", ["Usted la completa"]),
        (overdue, "Vencida: la respuesta está demorada", []),
        (answer, "", []),
    ],
    ids=["running", "waiting", "overdue", "closed"],
)
def test_line_goes_from_what_happened_to_the_limit_of_the_term(client, anonymous, story, now, limits):
    story(anonymous)
    page = client.get(enter(client, anonymous))
    standing = page.context["standing"]
    text = text_of(page)
    assert text.count('<li class="line-done">') == anonymous.steps.public().count()
    assert text.count('<li class="line-now">') == bool(now)
    assert (standing.now_title if standing.now else "") == now
    assert [step.title for step in standing.ahead if step.is_limit] == limits
    assert text.count('<li class="line-limit">') == len(limits)
    assert all(step.by is None or step.by >= timezone.localdate() for step in standing.ahead)
    assert all(step.words in text for step in standing.ahead)


def test_line_that_is_asked_again_while_a_letter_is_signed_says_the_same(client, anonymous):
    whole = text_of(client.get(enter(client, anonymous)))
    part = client.get(enter(client, anonymous), headers={"HX-Request": "true"}).text
    assert all(step in whole and step in part for step in ("line-now", "line-ahead", "line-limit"))


def test_code_that_opens_a_case_is_nobodys_to_hand_on(client, anonymous):
    letter = ask_to_complete(anonymous).steps.letters().latest("pk").letter
    for radicado in (anonymous.radicado, letter):
        assert "data-share" not in client.get(f"/v/{radicado.verification_code}").text
    assert "data-share" in client.get(f"/v/{file_simple(person_user()).verification_code}").text
