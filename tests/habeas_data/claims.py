"""Claims about personal data, as tests file and answer them."""

from django.test import RequestFactory

from expedientes.models import Paso
from ground.mails.models import Mail
from habeas_data.erasure import erase_petitioner
from pqrsd.acts.answer import answer
from pqrsd.models import Pqrsd
from radicados import letter_mails
from radicados.models import Radicado
from tests.outbox import composed

URL = "/cuenta/datos-personales/reclamo/"
OVERVIEW = "/cuenta/datos-personales/"
LIST = "/radicados/"
TEXT = "Mi segundo apellido está mal escrito:\nes Güiza, como en mi cédula."
POSTED = {"asks": "correccion", "text": TEXT}
ERASURE = {"asks": "supresion", "text": "Quiero que se borre todo lo mío."}


def filed(client, posted) -> Pqrsd:
    assert client.post(URL, posted).status_code == 302
    return Pqrsd.objects.with_number().latest("pk")


def officer_request(officer):
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")
    request.user = officer
    return request


def fresh(claim) -> Pqrsd:
    return Pqrsd.objects.with_number().get(pk=claim.pk)


def answered(claim, officer, text="Se corrigió como lo pidió.") -> Paso:
    return answer(pk=claim.pk, version=fresh(claim).version, text=text, by=officer)


def erased(claim, officer) -> None:
    request = officer_request(officer)
    erase_petitioner(pk=claim.pk, version=fresh(claim).version, by=officer, request=request)


def mail_with(letter: Radicado, monkeypatch):
    """The mail that carries the letter, as if it were signed."""
    monkeypatch.setattr(letter_mails, "sealed_pdf", lambda letter: b"")
    return composed(Mail.objects.get(awaits=letter_mails.letter_key(letter)))


def page_of(client, path=OVERVIEW) -> str:
    return " ".join(client.get(path).content.decode().split())
