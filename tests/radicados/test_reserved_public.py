"""What is reserved: what the person it belongs to sees of it, and what the public is told."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from habeas_data.holdings import entries_about, holdings
from radicados.filing import annul
from radicados.models import Radicado
from radicados.verification import is_throttled
from tests.factories import laboratory_user, person_user
from tests.radicados.issued import PDF, REASON, file_issued


# --- What is the person's own ---------------------------------------------------------------------------
def test_person_sees_their_own_reserved_radicado(client, reserved):
    client.force_login(reserved.filed_by)
    assert reserved in Radicado.objects.visible_to(reserved.filed_by)
    assert client.get(f"/radicados/{reserved.number}/carta.pdf").content == PDF


def test_reserved_radicado_of_a_company_is_shown_to_nobody_through_the_company(reference_data):
    filer = laboratory_user()
    radicado = file_issued(filed_by=filer)
    assert radicado in Radicado.objects.visible_to(filer)
    Radicado.objects.update(is_reserved=True)
    assert radicado not in Radicado.objects.visible_to(filer)


def test_letters_of_the_entity_are_not_the_officers_own(client, ordinary):
    officer = person_user()
    reply = file_issued(kind="S", in_reply_to=ordinary, filed_by=officer)
    client.force_login(officer)
    assert client.get(f"/radicados/{reply.number}/").status_code == 404
    assert holdings(officer)["radicados"] == []
    assert not entries_about(officer).filter(subject_id=str(reply.pk)).exists()


def test_what_one_handed_in_again_is_given_with_the_number_that_it_answers(ordinary):
    more = file_issued(filed_by=ordinary.filed_by, in_reply_to=ordinary)
    told = holdings(more.filed_by)["radicados"]
    assert [row["in_reply_to"] for row in told] == [None, ordinary.number]
    assert [row["is_reserved"] for row in told] == [False, False]


# --- What the public is told ---------------------------------------------------------------------------
UNKNOWN = "2019-E-000077"
NO_CODE, WRONG_CODE = "", "A" * 18


def look_up(client, number, code):
    return client.post(reverse("radicados:lookup"), {"number": number, "code": code})


def told(response, number) -> str:
    """The page without its number and its token."""
    return re.sub(r"(csrfToken|csrfmiddlewaretoken|csrf-token)[^>]*", "", response.text).replace(number, "N")


@pytest.mark.parametrize("code", [NO_CODE, WRONG_CODE])
def test_number_of_a_reserved_radicado_is_answered_as_any_other(client, reserved, ordinary, code):
    """A gap among the numbers would tell which of them are denuncias."""
    answers = []
    for radicado in (reserved, ordinary):
        with CaptureQueriesContext(connection) as queries:
            response = look_up(client, radicado.number, code)
        statements = [re.sub(r"'\d{4}-\d\d-\d\d[^']*'", "NOW", query["sql"]) for query in queries]
        asked = [statement.replace(radicado.number, "N") for statement in statements]
        answers.append((response.status_code, told(response, radicado.number), asked))
    assert answers[0] == answers[1]
    assert answers[0][0] == 200
    assert "existe" in answers[0][1]
    main = answers[0][1].partition("<main")[2].partition("</main>")[0]
    assert not [hidden for hidden in (reserved.document_kind, reserved.subject) if hidden in main]


@pytest.mark.parametrize(
    ("number", "code", "is_miss"), [("", NO_CODE, False), ("", WRONG_CODE, True), (UNKNOWN, "", True)]
)
def test_only_what_is_wrong_counts_as_a_miss(client, reserved, rf, settings, number, code, is_miss):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    look_up(client, number or reserved.number, code)
    assert is_throttled(rf.get("/")) is is_miss


def test_code_of_another_radicado_does_not_open_a_reserved_one(client, reserved, ordinary):
    page = look_up(client, reserved.number, ordinary.verification_code)
    assert "no corresponde a este radicado" in page.text
    assert ordinary.sha256 not in page.text


def verdicts(client, radicado) -> list[str]:
    """What both pages say to who has the code."""
    address = f"/v/{radicado.verification_code}"
    pages = [client.get(address), look_up(client, radicado.number, radicado.verification_code)]
    assert [page.status_code for page in pages] == [200, 200]
    return [page.text.partition("<main")[2].partition("</main>")[0] for page in pages]


def test_code_of_a_reserved_radicado_proves_it_and_tells_nothing_of_what_it_says(client, reserved):
    for text in verdicts(client, reserved):
        for shown in ("Documento auténtico", "Su contenido es reservado", reserved.number, reserved.sha256):
            assert shown in text
        for hidden in ("Zutana", "Denuncia", reserved.subject, "Control interno", "carta.pdf"):
            assert hidden not in text
    assert client.get(f"/v/{reserved.verification_code}/carta.pdf").status_code == 404


def test_reason_of_the_annulment_of_a_reserved_radicado_is_reserved(client, reserved):
    annul(radicado=reserved, by=reserved.filed_by, reason=REASON)
    for text in verdicts(client, reserved):
        assert "ANULADO" in text
        assert REASON not in text


def test_page_that_was_kept_is_not_shown_once_it_is_reserved(client, ordinary):
    assert all("Ana Ordinaria" in text for text in verdicts(client, ordinary))
    Radicado.objects.update(is_reserved=True)
    assert not any("Ana Ordinaria" in text for text in verdicts(client, ordinary))
    Radicado.objects.update(is_reserved=False)
    assert all("Ana Ordinaria" in text for text in verdicts(client, ordinary))


def test_verdict_on_a_letter_of_the_entity_names_whom_it_is_for(client, ordinary):
    reply = file_issued(kind="S", in_reply_to=ordinary, filer_name="Ana Destinataria")
    for text in verdicts(client, reply):
        assert "<dt> Para </dt>" in " ".join(text.split())
        assert "Ana Destinataria" in text
        assert "<dt> De </dt>" not in " ".join(text.split())
