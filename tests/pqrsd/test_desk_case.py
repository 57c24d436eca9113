"""The page of a case: what it shows, to whom, and who else has it open."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisDown

from accounts.models import Session
from expedientes.acts.records import note
from expedientes.acts.steps import offered
from ground.audit.models import Action, Entry
from ground.mails.models import Mail
from inm_portal.staff_groups import AUDITOR
from pqrsd.kinds import Kind, Outcome
from pqrsd.models import Pqrsd
from pqrsd.workflow import HANDLERS
from tests.pqrsd.desk import QUEUE, at_desk, case_path, closed, due_in, officer
from tests.pqrsd.following import ask_to_complete
from tests.pqrsd.petitions import PETITIONER, document, petition
from tests.staff import staff_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
ACTS = ("asignar", "nota", "relacionar", "clase", "prioridad", "dependencia", "responder", "archivar")


# --- Who may see what (who enters where: tests/pqrsd/test_roles_matrix.py) -------------------------------
def an_auditor():
    return at_desk(staff_user(AUDITOR, key="77" * 20))


@pytest.mark.parametrize("slug", ACTS)
def test_act_sent_empty_is_refused_in_words_or_shown_again(desk, slug):
    assert desk.post(case_path(petition(), f"{slug}/")).status_code in {200, 422}


def test_auditor_reads_everything_and_is_offered_no_act():
    page = an_auditor().get(case_path(petition()))
    assert "Pedro Peticionario" in page.text
    assert "Qué se puede hacer" not in page.text
    assert "nueva/" not in page.text


def test_files_and_letters_follow_the_case(desk, control):
    ours = petition(documents=(document("mío.pdf"),))
    theirs = petition(Kind.REPORT, documents=(document("prueba.pdf"),))
    path = case_path(ours, f"anexos/{ours.steps.get().anexos.get().pk}/")
    secret = case_path(theirs, f"anexos/{theirs.steps.get().anexos.get().pk}/")
    assert desk.get(path).content == b"%PDF-ficticio"
    assert Entry.objects.filter(action=Action.DOCUMENT_READ).exists()
    assert desk.get(secret).status_code == 404
    assert control.get(secret).status_code == 200
    crossed = case_path(ours, f"anexos/{theirs.steps.get().anexos.get().pk}/")
    assert desk.get(crossed).status_code == 404
    letter = case_path(ours, f"cartas/{theirs.radicado.number}.pdf")
    assert desk.get(letter).status_code == 404
    assert desk.get(case_path(ours, f"cartas/{ours.radicado.number}.pdf")).status_code == 404  # not signed yet


# --- What it shows -------------------------------------------------------------------------------------
def test_case_has_petition_petitioner_clock_steps_and_letters(desk):
    case = petition(
        grounds="Porque lo necesito.",
        missing=("dirección",),
        documents=(document("anexo uno.pdf"),),
        petitioner=PETITIONER | {"address": "Calle 1 # 2-3", "legal_name": "Laboratorio S. A. S.", "nit": "1"},
    )
    page = desk.get(case_path(case)).text
    shown = (
        case.radicado.number, case.subject, case.request, "Porque lo necesito.", "dirección", "1000000555",
        "pedro@prueba.example", "Calle 1 # 2-3", "Laboratorio S. A. S.", "anexo uno.pdf", "Radicada",
        "15 días hábiles", "Cómo se contó", "carta en preparación", "Acuse de recibo", "pendiente",
    )  # fmt: skip
    assert [text for text in shown if text not in page] == []
    assert Entry.objects.filter(action=Action.READ, subject_id=str(case.pk)).count() == 1


def test_anonymous_case_says_so(desk):
    assert "no se guardó quién la presentó" in desk.get(case_path(petition(petitioner=None))).text


def test_mail_that_stopped_is_seen_with_its_reason(desk):
    case = petition()
    Mail.objects.update(parked_at=timezone.now(), last_error="550 no existe ese buzón")
    page = desk.get(case_path(case)).text
    assert "detenido desde el" in page
    assert "550 no existe ese buzón" in page


def test_other_petitions_of_the_same_document_are_shown_within_scope(desk, control):
    case, same = petition(subject="Primera"), petition(subject="Segunda")
    other = petition(subject="De otro", petitioner=PETITIONER | {"document_number": "10000005556"})
    secret = petition(Kind.REPORT, subject="Soborno")
    page = desk.get(case_path(case))
    assert [row.case for row in page.context["others"]] == [same]
    assert other.radicado.number not in page.text
    assert secret.radicado.number not in page.text
    assert control.get(case_path(secret)).context["others"] == []


def test_queries_do_not_grow_with_the_steps(desk, ana):
    case = petition()
    desk.get(case_path(case))
    with CaptureQueriesContext(connection) as few:
        desk.get(case_path(case))
    for n in range(3):
        note(Pqrsd, pk=case.pk, version=None, text=f"Nota {n}", by=ana, documents=(document(f"{n}.pdf"),))
    with CaptureQueriesContext(connection) as many:
        desk.get(case_path(case))
    assert len(many) <= len(few) + 1  # the files of the steps


# --- Which acts are offered ----------------------------------------------------------------------------
def names(case) -> set[str]:
    return {act.name.removeprefix("desk_") for act in offered(HANDLERS, case, timezone.localdate())}


def lapsed(case):
    return ask_to_complete(case, on=timezone.localdate() - timedelta(days=60))


@pytest.mark.parametrize(
    ("as_it_stands", "offered", "not_offered"),
    [
        (lambda case: case, {"answer", "request_completion", "extend", "transfer"}, {"lapse", "deliver"}),
        (lambda case: due_in(case, -1), {"answer"}, {"extend", "request_completion"}),
        (ask_to_complete, {"answer"}, {"request_completion", "extend", "lapse"}),
        (lapsed, {"lapse"}, {"request_completion"}),
        (closed, {"answer", "note", "relate"}, {"assign", "archive", "reclassify", "request_completion"}),
        (lambda case: closed(case, Outcome.ARCHIVED), {"note"}, {"answer", "assign"}),
    ],
)
def test_acts_are_those_that_the_case_admits(as_it_stands, offered, not_offered):
    case = as_it_stands(petition())
    assert offered <= names(case)
    assert not not_offered & names(case)


def test_case_offers_what_it_admits_by_its_names_and_addresses(desk):
    case = closed(petition())
    page = desk.get(case_path(case))
    assert f'<a href="{case_path(case, "responder/")}">Respuesta complementaria</a>' in page.text
    assert "Asignar responsable" not in page.text


def test_page_of_what_the_case_does_not_admit_says_why_at_once(desk):
    case = due_in(petition(), -1)
    assert "ya no se puede detener (Ley 1437 de 2011, art. 14" in desk.get(case_path(case, "completar/")).text
    assert "El caso está cerrado: respondida." in desk.get(case_path(closed(case), "asignar/")).text


# --- Presence ------------------------------------------------------------------------------------------
def test_second_officer_is_told_who_has_it_open(desk):
    case = petition()
    assert "tiene este caso abierto" not in desk.get(case_path(case)).text
    other = at_desk(officer(key="99" * 20, first_name="Berta", last_name="Otra"))
    assert "<strong>Ana Oficial</strong> tiene este caso abierto desde las" in other.get(case_path(case)).text
    assert "Berta Otra" in desk.get(case_path(case)).text
    assert "tiene este caso abierto" not in desk.get(case_path(petition())).text


def beat(page) -> tuple[str, dict]:
    return f"{QUEUE}presencia/", {"token": page.context["presence_token"]}


def test_heartbeat_tells_the_others_and_keeps_no_session_alive(desk, settings):
    case = petition()
    path, token = beat(desk.get(case_path(case)))
    at_desk(officer(key="99" * 20, first_name="Berta", last_name="Otra")).get(case_path(case))
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    sessions = Session.objects.order_by("pk").values_list("seen_at", "expire_date")
    before = list(sessions)
    assert "Berta Otra" in desk.post(path, token).text
    assert list(sessions.all()) == before
    settings.SESSION_STAFF_IDLE_MINUTES = 0
    assert desk.post(path, token).status_code == 286  # the page asks no more


@pytest.mark.parametrize("token", ["", "inventada", "a:b:c"])
def test_heartbeat_of_nobody_is_told_nothing(client, token):
    response = client.post(f"{QUEUE}presencia/", {"token": token})
    assert (response.status_code, response.content) == (286, b"")


def test_without_redis_the_case_opens_all_the_same(desk, monkeypatch):
    def down(*args, **kwargs):
        raise RedisDown

    monkeypatch.setattr(cache, "get", down)
    page = desk.get(case_path(petition()))
    assert page.status_code == 200
    assert page.context["present"] == []


def test_auditor_who_reads_is_announced_to_nobody(desk):
    case = petition()
    an_auditor().get(case_path(case))
    assert "tiene este caso abierto" not in desk.get(case_path(case)).text


def test_what_is_to_be_done_and_by_when_comes_before_what_was_asked(desk):
    page = desk.get(case_path(petition())).text
    places = [page.index(f'id="{place}-title"') for place in ("acts", "clock", "petition", "steps", "work")]
    assert places == sorted(places)
