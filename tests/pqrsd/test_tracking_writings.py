"""What petitioners write about a case: completing, more time, writing again, withdrawing, rating."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from expedientes.models import Anexo
from ground.documents.models import Document, DraftFile
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Kind, Outcome, Step
from pqrsd.models import CompletionRequest, Rating
from pqrsd.models.exchanges import CompletionRequest as Asked
from radicados.models import Radicado
from tests.pqrsd.following import (
    WORDS,
    answer,
    ask_to_complete,
    enter,
    fresh,
    page_fields,
    send,
    steps,
    text_of,
    upload,
)
from tests.pqrsd.petitions import changed, petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


# --- Completing (CPACA, art. 17) -----------------------------------------------------------------------
def test_completing_restarts_the_clock_and_is_filed(client, anonymous):
    ask_to_complete(anonymous)
    response = send(client, anonymous, "completar/", text=WORDS)
    assert response.status_code == 302
    case = fresh(anonymous)
    assert case.due_on == anonymous.due_on
    assert case.waiting_until is None
    assert case.completion_requests.get().completed_on == timezone.localdate()
    step = case.steps.get(kind=Step.COMPLETED)
    assert step.text == WORDS
    assert step.radicado.kind == Radicado.Kind.ENTRADA
    assert step.radicado.in_reply_to_id == case.radicado_id
    assert WORDS in str(step.radicado.snapshot)
    page = text_of(client.get(response.url))
    assert "Recibimos lo que faltaba" in page
    assert step.radicado.number in page


def test_days_of_waiting_do_not_count(client, anonymous):
    today, calendar = timezone.localdate(), current_calendar()
    effective_on = calendar.on_or_after(today - timedelta(days=20))
    changed(anonymous, effective_on=effective_on)
    asked_on = calendar.after(effective_on, 3)
    ask_to_complete(anonymous, on=asked_on)
    send(client, anonymous, "completar/", text=WORDS)
    assert fresh(anonymous).due_on == calendar.after(today, 13)


def test_late_completion_is_accepted_while_the_case_is_open(client, anonymous):
    asked = ask_to_complete(anonymous)
    past = timezone.localdate() - timedelta(days=1)
    Asked.objects.filter(pqrsd=asked).update(due_on=past)
    changed(asked, waiting_until=past)
    assert send(client, anonymous, "completar/", text=WORDS).status_code == 302
    assert fresh(anonymous).due_on


@pytest.mark.parametrize("act", ["completar/", "plazo/"])
def test_nothing_to_complete_is_refused(client, anonymous, act):
    response = send(client, anonymous, act, text=WORDS)
    assert response.status_code == 422
    assert "No hace falta completarla" in text_of(response)
    assert WORDS in text_of(response)


def test_files_alone_complete_it_and_are_kept_over_errors(client, anonymous):
    ask_to_complete(anonymous)
    fields = page_fields()
    path = enter(client, anonymous, "completar/")
    attached = client.post(path, fields | {"action": "attach", "attachments": [upload(), upload(b"no es un PDF")]})
    assert attached.status_code == 422
    page = text_of(attached)
    assert "Ya recibido:" in page
    assert "Error:" in page
    assert client.post(path, fields).status_code == 302
    anexo = Anexo.objects.get()
    assert anexo.step.kind == Step.COMPLETED
    assert not DraftFile.objects.exists()


def test_file_can_be_taken_away_before_it_is_sent(client, anonymous):
    fields = page_fields()
    path = enter(client, anonymous, "escribir/")
    page = client.post(path, fields | {"action": "attach", "attachments": [upload()], "text": WORDS})
    assert page.status_code == 200
    assert WORDS in text_of(page)
    kept = DraftFile.objects.get()
    page = client.post(path, fields | {"action": f"remove:{kept.pk}", "text": WORDS})
    assert "Ya recibido" not in text_of(page)
    assert "Se quitó «" in text_of(page)
    page = client.post(path, fields | {"action": f"restore:{kept.pk}", "text": WORDS})
    assert "Ya recibido" in text_of(page)
    assert "Se quitó" not in text_of(page)


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "-1"])
def test_removing_what_is_none_does_nothing(client, anonymous, number):
    fields = page_fields() | {"action": f"remove:{number}"}
    assert client.post(enter(client, anonymous, "escribir/"), fields).status_code == 200


def test_empty_writing_is_told_what_is_missing(client, anonymous):
    response = send(client, anonymous, "escribir/", text="   ")
    assert response.status_code == 422
    assert "Escriba lo que quiere decirnos o adjunte un archivo." in text_of(response)
    assert "<title>Error: " in text_of(response)


def test_files_of_a_denuncia_become_reserved(client):
    case = petition(Kind.REPORT, petitioner=None)
    client.post(enter(client, case, "escribir/"), page_fields() | {"text": WORDS, "attachments": [upload()]})
    assert Document.objects.get().is_reserved
    letter = case.steps.get(kind=Step.REPLIED).radicado
    assert letter.is_reserved
    assert WORDS not in str(letter.snapshot)


# --- More time (CPACA, arts. 17 and 19) ----------------------------------------------------------------
def test_more_time_is_granted_once_and_at_once(client, anonymous):
    asked = ask_to_complete(anonymous)
    assert send(client, anonymous, "plazo/").status_code == 302
    case = fresh(anonymous)
    assert case.waiting_until > asked.waiting_until
    assert case.completion_requests.get().due_on == case.waiting_until
    again = send(client, anonymous, "plazo/")
    assert again.status_code == 422
    assert "ya se amplió una vez" in text_of(again)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"ground": CompletionRequest.Ground.UNCLEAR}, "no se amplía (CPACA, artículo 19)"),
        ({"on": timezone.localdate() - timedelta(days=60)}, "solo se amplía antes de vencer"),
    ],
    ids=["art. 19", "art. 17"],
)
def test_more_time_is_refused_as_the_law_says(client, anonymous, asked, words):
    ask_to_complete(anonymous, **asked)
    response = send(client, anonymous, "plazo/")
    assert response.status_code == 422
    assert words in text_of(response)
    assert "Pedir más plazo" not in text_of(client.get(enter(client, anonymous)))


def test_one_month_becomes_two(anonymous, client):
    """CPACA, art. 17: an equal term, counted from the request."""
    today = timezone.localdate()
    ask_to_complete(anonymous)
    send(client, anonymous, "plazo/")
    due_on = fresh(anonymous).waiting_until
    months = (due_on.year - today.year) * 12 + due_on.month - today.month
    assert months == 2 or due_on - date(due_on.year, due_on.month, 1) < timedelta(days=5)


# --- Writing again, withdrawing (CPACA, art. 18) -------------------------------------------------------
def test_writing_again_changes_neither_clock_nor_state(client, anonymous):
    send(client, anonymous, "escribir/", text=WORDS)
    case = fresh(anonymous)
    assert case.is_open
    assert case.due_on == anonymous.due_on
    assert steps(case, Step.REPLIED) == 1


def test_writing_after_the_answer_does_not_reopen_and_says_so(client, anonymous):
    answer(anonymous)
    assert "no lo reabre" in text_of(client.get(enter(client, anonymous, "escribir/")))
    response = send(client, anonymous, "escribir/", text=WORDS)
    assert not fresh(anonymous).is_open
    assert "su escrito no lo reabre" in text_of(client.get(response.url))


def test_withdrawing_tells_what_follows_and_closes(client, anonymous):
    page = text_of(client.get(enter(client, anonymous, "desistir/")))
    assert "el caso se cierra" in page
    assert "puede continuar de oficio" in page
    assert steps(anonymous, Step.WITHDRAWN) == 0
    assert send(client, anonymous, "desistir/", text="Ya lo resolví.").status_code == 302
    case = fresh(anonymous)
    assert case.outcome == Outcome.WITHDRAWN
    assert case.closed_at
    assert "Desistida" in text_of(client.get(enter(client, anonymous)))


def test_withdrawing_while_asked_to_complete(client, anonymous):
    ask_to_complete(anonymous)
    assert send(client, anonymous, "desistir/").status_code == 302
    case = fresh(anonymous)
    assert (case.due_on, case.waiting_until) == (case.initial_due_on, None)
    assert client.get(enter(client, anonymous)).status_code == 200


# --- Rating --------------------------------------------------------------------------------------------
def test_answer_is_rated_once(client, anonymous):
    answer(anonymous)
    response = send(client, anonymous, "calificar/", score="4", text="Muy claro.")
    assert "Gracias por calificar" in text_of(client.get(response.url))
    rating = Rating.objects.get()
    assert (rating.score, rating.comment) == (4, "Muy claro.")
    again = send(client, anonymous, "calificar/", score="1")
    assert again.status_code == 422
    assert "ya calificó" in text_of(again)
    assert not Radicado.objects.filter(document_kind__icontains="calific").exists()


@pytest.mark.parametrize("score", ["", "0", "6", "x"])
def test_score_goes_from_one_to_five(client, anonymous, score):
    answer(anonymous)
    assert send(client, anonymous, "calificar/", score=score).status_code == 422
    assert not Rating.objects.exists()


@pytest.mark.parametrize("outcome", ["", Outcome.ARCHIVED])
def test_only_an_answer_is_rated(client, anonymous, outcome):
    if outcome:
        answer(anonymous, outcome=outcome)
    assert send(client, anonymous, "calificar/", score="5").status_code == 422
