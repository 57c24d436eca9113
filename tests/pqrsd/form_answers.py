"""What the petition's page sends for several kinds of people."""

import time
from unittest.mock import patch

from django.test import Client

from accounts.consents import wordings_in_force
from ground.webforms import opened_pages

PAGE = "/pqrsd/radicar/"
NIT = "900494393"

WORDS = {
    "kind-kind": "queja",
    "words-subject": "El certificado no ha llegado",
    "words-request": "Pido que me envíen el certificado de mi balanza.\r\n\r\nLo pagué en mayo.",
    "words-grounds": "",
    "priority-priority_ground": "",
    "priority-priority_reason": "",
}
PERSON = {
    "petitioner-first_name": "Ana Lucía",
    "petitioner-last_name": "Ñáñez Güiza",
    "petitioner-document_type": "CC",
    "petitioner-document_number": "1.020.304.050",
}
REACHED = {
    "answer-answer_channel": "correo",
    "contact-email": "ana.nanez@prueba.example",
    "contact-mobile": "300 123 4567",
    "contact-phone": "",
    "contact-country": "CO",
    "contact-department": "05",
    "contact-municipality": "05001",
    "contact-address": "",
}
COMPANY = {"petitioner-legal_name": "Laboratorio Ñandú S. A. S.", "petitioner-nit": "900.494.393-3"}
REPRESENTED = {
    "petitioner-represented_name": "Rosa Representada",
    "petitioner-represented_document": "CC 1000000001",
}
MINOR = {
    "petitioner-first_name": "Luna",
    "petitioner-last_name": "Niño",
    "petitioner-guardian_name": "Abuela Acompañante",
    "contact-department": "",
    "contact-municipality": "",
}
BY_APPLICANT = {
    "natural": PERSON | REACHED,
    "juridica": PERSON | REACHED | COMPANY,
    "menor": REACHED | MINOR,
    "apoderado": PERSON | REACHED | REPRESENTED,
    "anonimo": {},
}


def token(*, seconds_ago: int = 60) -> str:
    """Of a page that was opened a while ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - seconds_ago):
        return opened_pages.begin().token


def answers(applicant: str = "natural", **changes) -> dict:
    """What somebody sends; `words__subject` is `words-subject`."""
    given = {name.replace("__", "-"): value for name, value in changes.items()}
    posted = {"action": "file", "draft": token(), "applicant-applicant": applicant}
    return posted | WORDS | BY_APPLICANT[applicant] | given


def sensitive(**told) -> dict:
    """Sensitive answers with their authorisation, as the page shows it today."""
    accepted = {"sensitive-accepted": wordings_in_force()["sensitive_data"].sha256}
    return {f"traits-{name}": value for name, value in told.items()} | accepted


def send(client: Client, applicant: str = "natural", **changes):
    return client.post(PAGE, answers(applicant, **changes), REMOTE_ADDR="192.0.2.77")


def errors(page) -> dict[str, list[str]]:
    """What a page objects to, by the name of the control."""
    return {form.add_prefix(name): messages for form in page.context["forms"] for name, messages in form.errors.items()}


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def shown(page) -> dict[str, str]:
    """What the controls of a page show, by their names."""
    forms = page.context["forms"]
    every = (forms.kind, forms.applicant, forms.petitioner, forms.words, forms.answer, forms.contact)
    every += (forms.priority, forms.traits)
    return {field.html_name: str(field.value()) for each in every for field in each}


def keeps_everything(page, posted: dict) -> bool:
    typed = {name: text for name, text in posted.items() if isinstance(text, str) and text}
    seen = shown(page)
    return all(seen[name] == text for name, text in typed.items() if name in seen)
