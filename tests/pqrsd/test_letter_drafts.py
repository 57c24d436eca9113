"""A letter that is being written: kept as it is typed, with paragraphs at hand, and read by a second person."""

import re
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.utils import timezone

from expedientes.models import LetterDraft, ModelParagraph
from ground.documents.models import FileDraft
from ground.documents.tasks import purge_file_drafts
from ground.mails.models import Mail
from pqrsd.models import Pqrsd
from pqrsd.notices.mail_events import LETTER_TO_READ
from tests.ground.documents.files import pdf, upload
from tests.pqrsd.desk import act, at_desk, case_path
from tests.pqrsd.form_answers import text_of
from tests.pqrsd.petitions import document, petition
from tests.staff import staff_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]
HTMX = {"HX-Request": "true", "HX-Trigger-Name": "text"}
TEXT = "El certificado está listo."


@pytest.fixture
def case(ready) -> Pqrsd:
    return petition()


def page_of(client, case, slug="responder"):
    return client.get(case_path(case, f"{slug}/"))


def test_it_is_kept_as_it_is_typed_and_whoever_handles_the_case_finds_it(desk, berta, case):
    address = case_path(case, "responder/")
    saved = desk.post(address, {"version": case.version, "text": "A medio […]"}, headers=HTMX)
    assert "Borrador guardado" in text_of(saved)
    assert page_of(at_desk(berta), case).context["form"]["text"].value() == "A medio […]"
    assert page_of(desk, case, "archivar").context["form"]["text"].value() != "A medio […]"


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("completar", {"ground": "incompleta", "text": "Envíe la placa."}),
        ("prorrogar", {"days": "99", "text": "Faltan mediciones."}),  # kept though it is wrong
        ("trasladar", {"name": "Entidad Ficticia", "email": "no es un correo", "text": "Es competente."}),
        ("rechazar", {"ground": "irrespetuosa", "text": "Insulta."}),
    ],
)
def test_every_letter_has_its_draft(desk, case, slug, typed):
    act(desk, case, slug, action="preview", **typed)
    form = page_of(desk, case, slug).context["form"]
    assert {name: str(form[name].value()) for name in typed} == typed


def test_its_files_stay_as_long_as_it_does(desk, case):
    act(desk, case, "responder", action="attach", text=TEXT, attachments=upload(pdf(), "prueba.pdf"))
    FileDraft.objects.update(created_at=timezone.now() - timedelta(days=3))
    purge_file_drafts()
    assert "prueba.pdf" in text_of(page_of(desk, case))


def test_a_paragraph_of_the_house_is_added_to_the_text(desk, case):
    paragraph = ModelParagraph.objects.create(title="Recoger", text="Puede recogerlo en la sede.")
    ModelParagraph.objects.create(title="Viejo", text="Ya no.", is_active=False)
    ModelParagraph.objects.create(title="Ajeno", text="De otra mesa.", app="services")
    page = act(desk, case, "responder", action="paragraph", text=TEXT, paragraph=paragraph.pk)
    assert page.context["form"]["text"].value() == f"{TEXT}\n\nPuede recogerlo en la sede."
    assert not {"Viejo", "Ajeno"} & set(re.findall(r"\w+", text_of(page)))
    assert page_of(desk, case).context["form"]["text"].value().endswith("en la sede.")


def test_the_request_stands_beside_the_letter(desk, case):
    assert "<details open>" in text_of(page_of(desk, case))


@pytest.mark.django_db(transaction=True)
def test_sending_ends_the_draft(desk, case):
    preview = act(desk, case, "responder", action="preview", text=TEXT)
    sent = act(desk, case, "responder", action="send", text=TEXT, seen=preview.context["fingerprint"])
    assert sent.status_code == 302
    assert not LetterDraft.objects.exists()


# --- Two pages of the same letter --------------------------------------------------------------------------
def read_on(page) -> str:
    """What a page of the letter says that it read of its draft."""
    return re.search(r'name="draft_read"\s+value="(\w*)"', page.text)[1]


OLDER, NEWER, MINE = "Lo primero.", "Lo nuevo, más claro.", "Lo que yo tenía."


@pytest.mark.parametrize(
    ("verb", "mine"),
    [
        *((verb, MINE) for verb in ("preview", "send", "agree", "give_back", "discard", "paragraph", "attach")),
        ("agree", OLDER),
    ],
)
def test_an_older_page_takes_nothing_back_and_shows_both(desk, berta, case, verb, mine):
    act(desk, case, "responder", action="ask_reader", text=OLDER, reader=berta.pk)
    reader = at_desk(berta)
    read = read_on(page_of(reader, case))
    act(desk, case, "responder", action="preview", text=NEWER)
    answer = act(reader, case, "responder", action=verb, text=mine, draft_read=read, remarks="Así está bien.")
    assert answer.status_code == 409
    assert answer.context["form"]["text"].value() == NEWER
    assert [told for _, told in answer.context["mine"]] == [mine]
    assert mine in text_of(answer)
    draft = LetterDraft.objects.get()
    assert (draft.typed["text"], draft.read_at, draft.case.is_open) == (NEWER, None, True)
    assert act(reader, case, "responder", action="preview", text=mine, draft_read=read_on(answer)).status_code == 200
    assert LetterDraft.objects.get().typed["text"] == mine


def test_what_is_typed_on_an_older_page_is_not_kept_over_newer_words_and_the_page_says_so(desk, berta, case):
    reader = at_desk(berta)
    read = read_on(page_of(reader, case))
    address, typed = case_path(case, "responder/"), {"version": case.version}
    kept = desk.post(address, typed | {"text": OLDER, "draft_read": read_on(page_of(desk, case))}, headers=HTMX)
    kept = desk.post(address, typed | {"text": NEWER, "draft_read": read_on(kept)}, headers=HTMX)
    told = reader.post(address, typed | {"text": MINE, "draft_read": read}, headers=HTMX)
    assert "La carta cambió en otra página" in text_of(told)
    assert LetterDraft.objects.get().typed["text"] == NEWER
    assert "Borrador guardado" in text_of(kept)


def test_what_is_saved_while_a_page_is_read_changes_nothing_of_what_it_says(desk, case, monkeypatch):
    """A save of the same page may arrive between two questions: it is asked once."""
    act(desk, case, "responder", action="preview", text=OLDER)
    asked = Mock(side_effect=[{"text": MINE}])
    monkeypatch.setattr("expedientes.views.letter_draft.overtaken", asked)
    answer = act(desk, case, "responder", action="preview", text=MINE)
    assert answer.status_code == 409
    assert [told for _, told in answer.context["mine"]] == [MINE]
    assert LetterDraft.objects.get().typed["text"] == OLDER


# --- A second pair of eyes ---------------------------------------------------------------------------------
@pytest.fixture
def asked(desk, berta, case) -> LetterDraft:
    for _ in range(2):  # two clicks: one mail
        answer = act(desk, case, "responder", action="ask_reader", text=TEXT, reader=berta.pk)
        assert answer.status_code == 302
    return LetterDraft.objects.get()


def work_of(client) -> str:
    return text_of(client.get("/trabajo/"))


def test_the_reader_finds_it_among_their_work_and_agrees(desk, berta, case, asked):
    reader = at_desk(berta)
    assert f"Carta por revisar: {case.radicado.number}" in work_of(reader)
    assert "todavía no la ha revisado" in text_of(page_of(desk, case))
    act(reader, case, "responder", action="agree", text=TEXT)
    assert "la revisó y está bien" in text_of(page_of(desk, case))
    told = [(mail.event, mail.recipient) for mail in Mail.objects.about(case).order_by("pk") if "letter_" in mail.event]
    assert told == [("pqrsd.letter_to_read", berta.email), ("pqrsd.letter_read", asked.writer.email)]
    assert f"Carta ya revisada: {case.radicado.number}" in work_of(desk)
    act(desk, case, "responder", action="preview", text="Otra cosa.")
    assert "cambió después de que" in text_of(page_of(desk, case))


def test_it_is_given_back_with_what_must_change(desk, berta, case, asked):
    reader = at_desk(berta)
    refused = act(reader, case, "responder", action="give_back", text=TEXT)
    assert '<a href="#id_remarks">Escriba qué debe cambiar.</a>' in refused.text
    read_on = act(reader, case, "responder", action="preview", text=TEXT, remarks="Falta algo")
    assert read_on.context["look"]["remarks"].value() == "Falta algo"
    assert not read_on.context["look"].errors
    broken = act(reader, case, "responder", action="give_back", text=TEXT, remarks="Falta la\x00 dirección.")
    assert '<a href="#id_remarks">Los caracteres nulos no están permitidos.</a>' in broken.text
    act(reader, case, "responder", action="give_back", text=TEXT, remarks="Falta la dirección.")
    assert "«Falta la dirección.»" in text_of(page_of(desk, case))


def test_a_mail_about_a_letter_that_is_gone_is_not_sent(asked, case):
    mail = Mail.objects.about(case).get(event="pqrsd.letter_to_read")
    assert LETTER_TO_READ.needless(mail) == ""
    asked.delete()
    assert LETTER_TO_READ.needless(mail) == "La carta ya se envió, o no se envía."


def test_the_files_of_the_petition_stand_beside_the_letter(desk):
    case = petition(documents=(document("plano.pdf"),))
    page = page_of(desk, case)
    assert "plano.pdf" in text_of(page)
    assert f"/pqrsd/gestion/{case.radicado.number}/anexos/" in page.text


def test_only_who_was_asked_may_agree_and_only_who_handles_the_case_is_asked(desk, ana, case):
    stranger = staff_user("Comunicaciones", key="22" * 20)
    for reader in (stranger.pk, ana.pk, "", "x"):
        answer = act(desk, case, "responder", action="ask_reader", text=TEXT, reader=reader)
        assert answer.status_code == 422
        assert '<a href="#id_reader">Elija quién la revisará.</a>' in answer.text
        assert "Así quedará la carta" in text_of(answer)
    unread = act(desk, case, "responder", action="ask_reader", text="")
    assert "Elija quién la revisará." not in text_of(unread)  # the letter comes first, and is not on the page yet
    act(desk, case, "responder", action="agree", text=TEXT)
    assert LetterDraft.objects.get().read_at is None
