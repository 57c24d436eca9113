"""The oficio remisorio goes to the other entity with the files of the petition."""

import pytest
from django.conf import settings

from expedientes.models import Paso
from ground.audit.models import Action, Entry
from ground.documents.models import Document, Scan
from ground.mails.models import Mail
from pqrsd.acts.transfer import Receiver, transfer
from pqrsd.models import Pqrsd
from pqrsd.notices import mail_events
from tests.outbox import deliver
from tests.pqrsd.notices.mails import pdfs
from tests.pqrsd.owed_mails import sign
from tests.pqrsd.petitions import document, petition
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db


def transferred(case: Pqrsd, officer) -> Paso:
    receiver = Receiver("Superintendencia de Pruebas", "radica@super.example", "")
    event = transfer(pk=case.pk, version=None, to=receiver, text="Es de su competencia.", by=officer)
    Mail.objects.exclude(event=mail_events.TRANSFER.name).delete()
    sign(event.radicado)
    return event


def test_oficio_goes_to_the_other_entity_with_the_files_of_the_petition_and_leaves_a_trail(officer):
    case = petition(documents=(document("uno.pdf", b"%PDF-1"), document("dos.pdf", b"%PDF-2")))
    oficio = transferred(case, officer).radicado
    (message,) = deliver()
    assert message.to == ["radica@super.example"]
    assert message.subject.endswith(f"Oficio {oficio.number} del {settings.ENTITY['name']}")
    assert pdfs(message) == [f"{oficio.number}.pdf", "uno.pdf", "dos.pdf"]
    assert "empieza el día siguiente al de su recibo" in message.body
    assert "Se adjuntan 2 archivos" in message.body
    assert case.radicado.verification_code not in message.body.replace("-", "")
    entry = Entry.objects.get(action=Action.EXPORTED)
    assert len(entry.detail["documents"]) == 2


def test_files_that_do_not_fit_or_are_not_safe_stay_and_the_oficio_says_so(officer, monkeypatch):
    monkeypatch.setattr(mail_events, "MAX_BYTES", 10)
    files = {name: document(name, b"%PDF-" + name[:1].encode()) for name in ("a.pdf", "b.pdf", "c.pdf", "d.pdf")}
    Scan.objects.create(document=files["a.pdf"])
    files["b.pdf"].infected_with = "Eicar"
    files["b.pdf"].save()
    case = petition(documents=tuple(files.values()))
    oficio = transferred(case, officer).radicado
    (message,) = deliver()
    assert pdfs(message) == [f"{oficio.number}.pdf", "c.pdf"]
    assert "Se adjunta 1 archivo de" in message.body
    assert "3 archivos no cupieron en este mensaje o todavía no se pueden enviar" in message.body
    for name in ("a.pdf", "b.pdf", "d.pdf"):
        assert f"- {name}" in message.body
    assert f"Pídalos, con el número de este oficio, a: {settings.PORTAL_BASE_URL}/contacto/" in message.body


def test_file_that_was_altered_is_left_out(officer):
    altered = document("alterado.pdf")
    with without_triggers():
        Document.objects.update(sha256="0" * 64)
    transferred(petition(documents=(altered,)), officer)
    (message,) = deliver()
    assert "alterado.pdf" not in pdfs(message)
    assert "- alterado.pdf" in message.body
