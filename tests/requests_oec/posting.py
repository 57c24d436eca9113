"""The request page by plain posts, as a browser without JavaScript sends them; and filed requests."""

from expedientes.models import Expediente
from radicados.issuance import seal
from radicados.models import LetterIssuance
from requests_oec.filing import file_request
from requests_oec.models import OecRequest
from tests.factories import ANSWERS, OecRequestFactory

URL = "/oec/solicitud/"
STAFF_URL = URL + "responsables/"
ITEMS_URL = URL + "elementos/"
PERSON = {"document_type": "CC", "document_number": "1.032.456.789", "first_name": "Ana", "last_name": "Peña"}


def post(client, action, **fields):
    return client.post(URL, {"action": action, **fields})


def text_of(response) -> str:
    return response.content.decode()


def complete_draft(user, **quantities) -> OecRequest:
    prefixed = {f"complete__{name}": value for name, value in quantities.items()}
    return OecRequestFactory(applicant=user, complete=True, **prefixed)


def filed(user) -> Expediente:
    """The case of a request that the user has just filed."""
    return file(complete_draft(user))


def file(draft: OecRequest) -> Expediente:
    """The case that a complete draft opens; to be called outside a transaction of one's own."""
    radicado = file_request(
        legal_basis=draft.legal_basis,
        user=draft.applicant,
        answers=ANSWERS,
        filed_from=None,
        check=lambda draft: None,
    )
    return Expediente.objects.get(radicado=radicado)


def sealed(case: Expediente) -> None:
    """With its letter, which no worker needed to sign."""
    seal(LetterIssuance.objects.get(pk=case.radicado_id), b"%PDF-ficticio", "Firmante de prueba")
