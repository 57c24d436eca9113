"""Following a case: what it says in each of its states, and the ways to it."""

import pytest

from expedientes.acts.steps import add_step, locked
from expedientes.models import Paso
from ground.documents.models import Scan
from legal_calendar.legal_time import long_date
from legal_calendar.stored import current_calendar
from pqrsd.kinds import Kind, Outcome
from pqrsd.models import Pqrsd
from radicados.filing import annul
from radicados.qr import grouped
from tests.factories import (
    UserFactory,
    file_simple,
    person_user,
)
from tests.pqrsd.following import (
    ANSWER,
    ASKED,
    LOOKUP,
    add_file,
    answer,
    ask_to_complete,
    enter,
    extend,
    overdue,
    signed,
    text_of,
)
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

FEW = 10  # queries


# --- What the page says ------------------------------------------------------------------------------------
def _assign(pqrsd: Pqrsd) -> Pqrsd:
    pqrsd = locked(Pqrsd, pqrsd.pk)
    add_step(pqrsd, Paso.Kind.ASSIGNED, text="Solo para el personal")
    return pqrsd


def _annul(pqrsd: Pqrsd) -> None:
    annul(radicado=pqrsd.radicado, by=UserFactory(), reason="Se radicó dos veces.")


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (
            lambda case: case,
            ["Radicada", "Van <strong>0</strong> de 15 días hábiles", "Escribir", "Desistir"],
        ),
        (_assign, ["En trámite"]),
        (
            ask_to_complete,
            [
                "Esperando que usted la complete",
                "de 15 días hábiles",
                ASKED,
                "Completar la petición",
                "Pedir más plazo",
            ],
        ),
        (extend, ["Prorrogada", "de 25 días hábiles", "prorrogado; vencía el"]),
        (
            overdue,
            [
                "Vencida: la respuesta está demorada",
                "El término venció hace 3 días hábiles",
                "Debimos responderle",
            ],
        ),
        (answer, ["Respondida", "La respuesta", ANSWER, "Califique la respuesta", "Escribir"]),
        (
            lambda case: answer(case, outcome=Outcome.TRANSFERRED),
            ["Trasladada a otra entidad", "El caso está cerrado"],
        ),
        (lambda case: answer(case, outcome=Outcome.ARCHIVED), ["Archivada", "Cerrada"]),
        (_annul, ["Anulada", "Se radicó dos veces."]),
    ],
    ids=[
        "new",
        "assigned",
        "waiting",
        "extended",
        "overdue",
        "answered",
        "transferred",
        "archived",
        "annulled",
    ],
)
def test_page_says_where_the_case_stands(client, anonymous, story, words):
    story(anonymous)
    page = text_of(client.get(enter(client, anonymous)))
    assert [word for word in words if word not in page] == []
    assert "Solo para el personal" not in page
    assert anonymous.radicado.number in page


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (lambda case: case, ["Completar la petición", "Califique la respuesta", "La respuesta</h2>"]),
        (answer, ["Desistir de la petición", "<progress"]),
        (_annul, ["Escribir sobre esta petición", "Califique"]),
        (ask_to_complete, ["<progress", "Van <strong>"]),
    ],
    ids=["new", "answered", "annulled", "waiting"],
)
def test_page_offers_only_what_can_be_done(client, anonymous, story, words):
    story(anonymous)
    page = text_of(client.get(enter(client, anonymous)))
    assert [word for word in words if word in page] == []


def test_every_counted_and_skipped_day_is_listed_with_its_reason(client, anonymous):
    page = text_of(client.get(enter(client, anonymous)))
    assert "día 15</span>" in page
    assert "no cuenta: sábado" in page
    assert page.count("no cuenta:") + 15 == (anonymous.due_on - anonymous.effective_on).days


def test_silence_on_a_request_for_information_counts_as_granted(client):
    """CPACA, art. 14, numeral 1."""
    case = overdue(petition(Kind.INFORMATION))
    page = text_of(client.get(enter(client, case)))
    assert "se entiende que su solicitud fue aceptada" in page
    assert long_date(current_calendar().after(case.due_on, 3)) in page


def test_confirmation_shows_number_instant_code_and_due_date(client, anonymous):
    page = text_of(client.get(enter(client, anonymous, is_filer=True)))
    assert "Su petición quedó radicada" in page
    assert grouped(anonymous.radicado.verification_code) in page
    assert "Guarde este código." in page
    assert "la única manera de seguirla" in page


def test_what_was_missing_at_filing_is_told(client):
    case = petition(missing=("el documento de identidad",))
    page = text_of(client.get(enter(client, case, is_filer=True)))
    assert "Quedó constancia de que faltaba" in page
    assert "el documento de identidad" in page


def test_page_asks_again_until_every_letter_is_signed(client, anonymous):
    waiting = client.get(enter(client, anonymous))
    assert b'data-hx-trigger="every 2s"' in waiting.content
    assert b'http-equiv="refresh"' in waiting.content
    assert client.get(enter(client, anonymous, f"cartas/{anonymous.radicado.number}.pdf")).status_code == 404
    signed(anonymous.radicado)
    part = client.get(enter(client, anonymous), headers={"HX-Request": "true"})
    assert b"hx-trigger" not in part.content
    assert b"<html" not in part.content
    assert b"Descargar el acuse firmado" in part.content


def test_letters_of_a_reserved_case_are_downloaded_here_though_not_at_the_verification(client):
    case = petition(Kind.REPORT, petitioner=None)
    letter = signed(case.radicado)
    response = client.get(enter(client, case, f"cartas/{letter.number}.pdf"))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert client.get(f"/v/{letter.verification_code}/carta.pdf").status_code == 404


@pytest.mark.parametrize(
    ("facts", "with_scan", "words"),
    [
        ({}, True, "el antivirus lo está revisando"),
        ({"infected_with": "Eicar-Test"}, False, "contenía software malicioso y no se abre"),
    ],
    ids=["pending", "infected"],
)
def test_file_that_nobody_may_open_is_named_and_not_served(client, anonymous, facts, with_scan, words):
    file = add_file(anonymous, **facts)
    if with_scan:
        Scan.objects.create(document=file.document)
    page = text_of(client.get(enter(client, anonymous)))
    assert f"prueba.pdf: {words}" in page
    assert client.get(enter(client, anonymous, f"anexos/{file.pk}/")).status_code == 404


def test_page_costs_the_same_however_long_the_story(client, anonymous, django_assert_num_queries):
    add_file(anonymous)
    path = enter(client, anonymous)
    with django_assert_num_queries(FEW):
        client.get(path)
    for n in range(5):
        add_file(anonymous, name=f"{n}.pdf", content=str(n).encode())
    with django_assert_num_queries(FEW):
        client.get(path)


@pytest.mark.parametrize(("email", "is_said"), [("", True), ("pedro@", True), ("pedro@prueba.example", False)])
def test_whoever_gave_no_mail_is_told_where_the_answer_will_be(client, email, is_said):
    case = petition(petitioner=PETITIONER | {"email": email})
    assert ("no dio un correo válido" in text_of(client.get(enter(client, case)))) is is_said


def test_the_title_begins_with_what_has_just_happened(client, anonymous, settings):
    path = enter(client, anonymous)
    assert "<title>Petición" in text_of(client.get(path))
    filed = text_of(client.get(enter(client, anonymous, is_filer=True)))
    assert "<title>Su petición quedó radicada: Petición" in filed
    assert f"{settings.PORTAL_BASE_URL}/pqrsd/consulta/" in filed
    written = client.post(f"{path}escribir/", {"text": "Falta el sello.", "action": "send"}, follow=True)
    assert "<title>Listo: Petición" in text_of(written)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_pages_refuse_other_methods(client, anonymous, method):
    for path in (LOOKUP, enter(client, anonymous), enter(client, anonymous, "escribir/")):
        assert getattr(client, method)(path).status_code == 405


# --- From a radicado ---------------------------------------------------------------------------------------
def test_page_of_a_radicado_leads_to_its_case(client):
    user = person_user()
    case = petition(user=user)
    client.force_login(user)
    page = text_of(client.get(f"/radicados/{case.radicado.number}/"))
    assert f'href="/pqrsd/consulta/{case.radicado.number}/"' in page
    assert "Seguir el caso" not in text_of(client.get(f"/radicados/{file_simple(user).number}/"))
