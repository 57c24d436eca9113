"""The pages on which an officer writes a letter: read before it is signed, nothing typed lost."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Session, User
from expedientes.models import Paso
from ground.audit.models import Entry
from ground.documents.models import Document, FileDraft
from pqrsd.acts.answer import answer
from pqrsd.acts.completion import request_completion
from pqrsd.kinds import AnswerChannel, Kind, Outcome, Step
from pqrsd.models import Pqrsd
from radicados.models import Radicado, Signatory
from tests.factories import PASSWORD, SignatoryFactory
from tests.ground.documents.files import pdf, png_of
from tests.pqrsd.petitions import petition
from tests.staff import code_now, staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
# Really committed: what the acts lock, they must lock in transactions of their own.
commits = pytest.mark.django_db(transaction=True)

FIRST = f"{timezone.localdate().year}-E-000001"  # another petition of the same person
PAGES = {
    "completar": {"ground": "incompleta", "text": "Envíe la placa del equipo."},
    "prorrogar": {"days": "5", "text": "Faltan mediciones."},
    "trasladar": {"name": "Entidad Ficticia", "email": "entidad@prueba.example", "text": "Es competente."},
    "responder": {"text": "El certificado está listo."},
    "rechazar": {"ground": "irrespetuosa", "text": "Insulta a quien la atiende."},
    "archivar": {"ground": "acumulada", "first": FIRST, "text": "Es copia de otra."},
}
page_table = pytest.mark.parametrize(("slug", "typed"), PAGES.items(), ids=PAGES)


@pytest.fixture
def officer(reference_data) -> User:
    SignatoryFactory()
    petition()
    return staff_user("Oficial PQRSD")


@pytest.fixture
def desk(client, officer):
    return verified(client, officer)


def address(pqrsd: Pqrsd, slug: str) -> str:
    return f"{reverse('pqrsd:desk_case', args=[pqrsd.radicado.number])}{slug}/"


def again(pqrsd: Pqrsd) -> Pqrsd:
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


def hidden(page, name: str) -> str:
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page.content.decode())
    return found.group(1) if found else ""


def carried(page) -> dict:
    """What the page sends back by itself."""
    return {name: hidden(page, name) for name in ("version", "seen", "draft")}


def read(client, url: str, typed: dict, **more):
    """Open the page and ask to read the letter."""
    return client.post(url, carried(client.get(url)) | typed | {"action": "preview"} | more)


def send(client, url: str, typed: dict, read_page):
    return client.post(url, carried(read_page) | typed | {"action": "send"})


def text_of(page) -> str:
    return page.content.decode()


# --- Reading it before it is signed -------------------------------------------------------------------------
@commits
@page_table
def test_letter_is_read_and_then_sent(desk, slug, typed):
    pqrsd = petition()
    url = address(pqrsd, slug)
    page = read(desk, url, typed)
    assert page.status_code == 200
    assert "<title>Revise la carta: " in text_of(page)
    assert "Así quedará la carta" in text_of(page)
    assert typed["text"] in text_of(page)
    assert again(pqrsd).version == pqrsd.version, "nothing is done by looking"
    response = send(desk, url, typed, page)
    assert response.url == reverse("pqrsd:desk_case", args=[pqrsd.radicado.number])
    radicado = Radicado.objects.get(kind="S")
    assert radicado.in_reply_to == pqrsd.radicado
    assert radicado.number in text_of(desk.get(response.url))
    assert Entry.objects.filter(subject_id=pqrsd.pk, detail__what__startswith="pqrsd_").exists()


@page_table
def test_second_click_files_nothing_more(desk, slug, typed):
    pqrsd = petition()
    url = address(pqrsd, slug)
    page = read(desk, url, typed)
    assert [send(desk, url, typed, page).status_code for _ in range(2)] == [302, 302]
    assert Radicado.objects.filter(kind="S").count() == 1


def test_nothing_is_sent_without_being_read(desk):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    typed = PAGES["responder"]
    page = desk.post(url, carried(desk.get(url)) | typed | {"action": "send"})
    assert (page.status_code, again(pqrsd).is_open) == (200, True)
    assert "La carta cambió desde que la leyó" in text_of(page)


def test_letter_that_would_be_another_is_read_again(desk):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    page = read(desk, url, {"text": "Está listo el lunes."})
    page = send(desk, url, {"text": "Está listo el martes."}, page)
    assert "La carta cambió desde que la leyó" in text_of(page)
    assert again(pqrsd).is_open
    assert send(desk, url, {"text": "Está listo el martes."}, page).status_code == 302


def test_second_officer_is_told_what_happened_and_keeps_what_was_typed(desk, officer):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    typed = PAGES["responder"]
    page = read(desk, url, typed)
    request_completion(pk=pqrsd.pk, version=pqrsd.version, ground="incompleta", text="Falta la placa.", by=officer)
    told = send(desk, url, typed, page)
    assert told.status_code == 409
    assert "Se pidió completar la petición" in text_of(told)
    assert typed["text"] in text_of(told)
    assert send(desk, url, typed, told).status_code == 302
    assert again(pqrsd).outcome == Outcome.ANSWERED


def test_looking_at_the_letter_again_does_not_hide_that_the_case_changed(desk, officer):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    page = read(desk, url, PAGES["responder"])
    request_completion(pk=pqrsd.pk, version=pqrsd.version, ground="incompleta", text="Falta la placa.", by=officer)
    page = desk.post(url, carried(page) | PAGES["responder"] | {"action": "preview"})
    assert send(desk, url, PAGES["responder"], page).status_code == 409


def test_refusal_of_access_is_notified_and_not_only_mailed(desk):
    """CPACA, arts. 25 and 67."""
    pqrsd = petition()
    typed = {"version": pqrsd.version, "action": "preview", "text": "No."}
    assert desk.post(address(pqrsd, "responder"), typed).context["posting"] == ""
    refusal = {"is_access_refused": "on", "refusal_reason": "Ley 1712 de 2014, artículo 18."}
    told = desk.post(address(pqrsd, "responder"), typed | refusal).context["posting"]
    assert "no aceptó la notificación electrónica" in told


# --- What is refused -----------------------------------------------------------------------------------
@page_table
def test_draft_with_blanks_is_not_sent(desk, slug, typed):
    url = address(petition(), slug)
    page = read(desk, url, typed | {"text": "Porque […]"})
    assert page.status_code == 422
    assert "<title>Error: " in text_of(page)
    assert "Complete lo que falta" in text_of(page)


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("completar", {"ground": "otra"}, "Escoja una opción válida"),
        ("prorrogar", {"days": "0"}, "al menos un día hábil"),
        ("prorrogar", {"days": "16"}, "entre 1 y 15 días hábiles"),
        ("trasladar", {"email": ""}, "el correo o la dirección de la entidad"),
        ("trasladar", {"email": "no es"}, "como nombre@entidad.gov.co"),
        ("responder", {"text": ""}, "Escriba la respuesta, o adjúntela en PDF."),
        ("responder", {"is_access_refused": "on"}, "las normas y las razones de la reserva"),
        ("responder", {"refusal_reason": "Ley 1712"}, "Marque que se niega el acceso"),
        ("rechazar", {"ground": "reiterativa"}, "el número de la respuesta anterior"),
        ("rechazar", {"ground": "reiterativa", "earlier": "2026 s 9"}, "2026-S-000009"),
        ("archivar", {"ground": "anonima"}, "Escoja una opción válida"),
        ("archivar", {"ground": "otra"}, "Escoja una opción válida"),
        ("archivar", {"first": ""}, "Elija a cuál se acumula."),
        ("archivar", {"first": "2026-E-999999"}, "Elija la petición, de la lista."),
        ("desistimiento", {"text": "No respondió."}, "No se espera nada del peticionario"),
    ],
)
def test_rejected_form_says_why(desk, slug, typed, said):
    pqrsd = petition()
    page = read(desk, address(pqrsd, slug), PAGES.get(slug, {}) | typed)
    assert page.status_code == 422
    assert said in text_of(page)
    assert again(pqrsd).is_open


@page_table
def test_without_a_signatory_the_page_says_so_and_keeps_the_text(desk, slug, typed):
    pqrsd = petition()
    Signatory.objects.all().delete()
    page = read(desk, address(pqrsd, slug), typed)
    assert page.status_code == 503
    assert "no hay un firmante vigente" in text_of(page)
    assert typed["text"] in text_of(page)


def test_officer_is_told_that_a_letter_must_be_posted(desk):
    pqrsd = petition(answer_channel=AnswerChannel.POST)
    assert "imprima la carta" in text_of(read(desk, address(pqrsd, "responder"), PAGES["responder"]))


# --- The files of an answer ----------------------------------------------------------------------------
def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@commits
def test_files_survive_errors_and_go_with_the_answer(desk):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    page = read(
        desk,
        url,
        {"text": "Porque […]"},
        answer_file=upload("respuesta.pdf", pdf()),
        attachments=[upload("tabla.pdf", pdf(pages=2)), upload("foto.png", png_of(40, 30))],
    )
    assert page.status_code == 422
    page = desk.post(url, carried(page) | {"text": "Va adjunta.", "action": "preview"})
    assert "«respuesta.pdf», anexo número 1" in text_of(page)
    assert send(desk, url, {"text": "Va adjunta."}, page).status_code == 302
    event = Paso.objects.get(kind=Step.ANSWERED)
    names = [anexo.document.name for anexo in event.anexos.select_related("document")]
    assert names == ["respuesta.pdf", "tabla.pdf", "foto.png"]
    assert not FileDraft.objects.exists()


def test_answer_file_must_be_a_pdf_and_the_last_one_counts(desk):
    url = address(petition(), "responder")
    page = desk.post(url, carried(desk.get(url)) | {"action": "attach", "answer_file": upload("primera.pdf", pdf())})
    page = desk.post(url, carried(page) | {"action": "attach", "answer_file": upload("foto.png", png_of(40, 30))})
    assert page.status_code == 422
    assert "Aquí solo se aceptan archivos PDF." in text_of(page)
    assert "primera.pdf" in text_of(page)
    page = desk.post(
        url,
        carried(page) | {"action": "attach", "answer_file": upload("segunda.pdf", pdf(pages=2))},
    )
    assert [document.name for document in Document.objects.all()] == ["segunda.pdf"]


@commits
def test_file_is_taken_away_and_what_was_typed_stays(desk):
    url = address(petition(), "responder")
    page = desk.post(
        url,
        carried(desk.get(url))
        | {"action": "attach", "text": "A medias […]", "attachments": upload("tabla.pdf", pdf())},
    )
    assert (page.status_code, "A medias […]" in text_of(page)) == (200, True)
    number = re.search(r'value="(remove:\d+)"', text_of(page)).group(1)
    page = desk.post(url, carried(page) | {"action": number, "text": "A medias […]"})
    assert "Se quitó «tabla.pdf»." in text_of(page)
    assert "Ya recibido" not in text_of(page)
    assert "A medias […]" in text_of(page)
    back = re.search(r'value="(restore:\d+)"', text_of(page)).group(1)
    assert "Ya recibido" in text_of(desk.post(url, carried(page) | {"action": back, "text": "A medias […]"}))


def test_refused_file_stops_the_letter(desk):
    pqrsd = petition()
    url = address(pqrsd, "responder")
    page = read(desk, url, PAGES["responder"], attachments=upload("nota.txt", b"hola"))
    assert page.status_code == 422
    assert "nota.txt" in text_of(page)
    assert "Así quedará la carta" not in text_of(page)


def test_files_for_a_denuncia_are_reserved_from_the_first_moment(client, officer):
    control = staff_user("Control interno disciplinario")
    url = address(petition(Kind.REPORT), "responder")
    desk = verified(client, control)
    desk.post(url, carried(desk.get(url)) | {"action": "attach", "attachments": upload("acta.pdf", pdf())})
    assert Document.objects.get().is_reserved


def test_key_of_files_that_is_none_begins_anew(desk):
    url = address(petition(), "responder")
    page = desk.post(url, {"version": "1", "draft": "no-es", "action": "attach"})
    assert page.status_code == 200
    assert len(hidden(page, "draft")) == 36


# --- Deliveries, and a session that ends ---------------------------------------------------------------
@commits
def test_delivery_of_a_letter_is_recorded_on_its_page(desk, officer):
    pqrsd = petition()
    letter = answer(pk=pqrsd.pk, version=pqrsd.version, text="Está listo.", by=officer).radicado
    url = address(pqrsd, "entrega")
    page = desk.get(url)
    assert letter.number in text_of(page)
    typed = {
        "letter": letter.number,
        "result": "entregada",
        "delivered_on": f"{timezone.localdate():%Y-%m-%d}",
        "carrier": "Correo Ficticio",
        "guide": "G-77",
    }
    tomorrow = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    late = desk.post(url, {"version": hidden(page, "version")} | typed | {"delivered_on": tomorrow})
    assert (late.status_code, "entre la de la carta y hoy" in text_of(late)) == (422, True)
    assert desk.post(url, {"version": hidden(page, "version")} | typed).status_code == 302
    assert Paso.objects.get(kind=Paso.Kind.DELIVERED).data["guide"] == "G-77"


def log_in(client, user: User):
    typed = {"username": user.username, "password": PASSWORD}
    return client.post(reverse("accounts:login"), typed)


@commits
def test_long_answer_outlives_the_session_of_the_officer(client, officer):
    """Who logs in again shows the second factor before what was typed goes on: nothing is lost."""
    pqrsd = petition()
    url = address(pqrsd, "responder")
    log_in(client, officer)
    page = verified(client, officer).get(url)
    Session.objects.all().delete()
    typed = carried(page) | {"text": "Un párrafo largo. " * 800, "action": "preview"}
    client.post(url, typed)
    resume = reverse("accounts:resume")
    check = log_in(client, officer).url
    assert check == client.get(resume).url == reverse("accounts:second_factor_check") + f"?next={resume}"
    client.post(check, {"code": code_now(), "next": resume})
    assert dict(client.get(resume).context["kept"].fields)["text"] == typed["text"]
    sent_on = client.post(resume, typed)
    assert (sent_on.status_code, sent_on.url) == (307, url)
    assert again(pqrsd).is_open
