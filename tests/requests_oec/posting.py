"""The request page by plain posts, as a browser without JavaScript sends them."""

from requests_oec.models import OecRequest
from tests.factories import (
    OecRequestFactory,
)

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
