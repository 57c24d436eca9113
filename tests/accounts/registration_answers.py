"""What the registration's page sends for several kinds of people."""

from uuid import uuid4

from django.test import Client

from accounts.consents import wordings_in_force
from accounts.registering.drafts import KEY
from tests.ground.documents.files import image, pdf, upload

PAGE, DONE = "/registro/", "/registro/confirmacion/"
PASSWORD = "cuatro palabras al azar"
NIT = "900494393"

ACCOUNT = {
    "email-email": "ana.nanez@prueba.example",
    "email-email_again": "Ana.Nanez@prueba.example",
    "contact-mobile": "300 123 4567",
    "contact-country": "CO",
    "contact-department": "05",
    "contact-municipality": "05001",
    "contact-address": "Calle 10 # 20-30",
    "account-username": "ana.nanez",
    "password-password": PASSWORD,
    "password-password_again": PASSWORD,
}
PERSON = {
    "person-document_type": "CC",
    "person-document_number": "1.020.304.050",
    "person-first_name": "Ana Lucía",
    "person-last_name": "Ñáñez Güiza",
}
FOREIGN_PLACE = {
    "contact-country": "CL",
    "contact-department": "",
    "contact-municipality": "",
    "contact-foreign_city": "Valparaíso",
    "contact-mobile": "+56 9 6123 4567",
}
COMPANY = {
    "type-person_type": "juridica",
    "traits-entity_kind": "privada",
    "traits-ciiu_division": "71",
    "traits-size_sector": "servicios",
    "traits-income": "1.174.603.716",
    "traits-income_year": "2020",
    "traits-is_secondary_laboratory": "on",
    "company-legal_name": "Laboratorio Ñandú S. A. S.",
    "company-country": "CO",
    "company-nit": "900.494.393-3",
    "company-department": "11",
    "company-municipality": "11001",
    "company-address": "Avenida 1 # 2-3",
    "company-phone": "601 234 5678",
    "company-email": "contacto@nandu.example",
    "representative-document_type": "PA",
    "representative-document_number": "ab 123456",
    "representative-first_name": "Ramón",
    "representative-last_name": "Peña",
    "representative-email": "ramon@nandu.example",
    "representative-phone": "310 765 4321",
}
FOREIGN_COMPANY = {
    "company-country": "CL",
    "company-nit": "",
    "company-foreign_tax_id": "76.123.456-k",
    "company-department": "",
    "company-municipality": "",
    "company-foreign_city": "Santiago",
    "company-is_domiciled_abroad": "on",
    "company-pays_from_abroad": "on",
}


GUARDIAN = {
    "person-guardian_name": "Luz Güiza",
    "person-guardian_capacity": "madre",
    "person-guardian_document_type": "CC",
    "person-guardian_document_number": "C.C. 52.100.200",
}


def accepted(*kinds: str) -> dict[str, str]:
    """The boxes of these consents, ticked beside the texts in force."""
    wordings = wordings_in_force()
    return {f"consents-{kind}": wordings[kind].sha256 for kind in kinds}


def natural(**changes) -> dict:
    answers = {"action": "finish", "type-person_type": "natural", "documents-contacto": upload(pdf(), "cedula.pdf")}
    return answers | PERSON | ACCOUNT | accepted("terms", "personal_data") | _dashed(changes)


def legal(**changes) -> dict:
    files = {
        "documents-rut": upload(pdf(), "rut.pdf"),
        "documents-representante": upload(image(), "representante.jpg"),
        "documents-otro": [upload(pdf(), "camara.pdf"), upload(pdf(pages=2), "onac.pdf")],
    }
    return natural() | COMPANY | files | _dashed(changes)


def minor(**changes) -> dict:
    """Whoever represents them, and proves it, beside them."""
    proof = {"documents-representacion": upload(pdf(), "registro-civil.pdf")}
    return natural(person__document_type="TI") | GUARDIAN | proof | accepted("guardian") | _dashed(changes)


def begun(client: Client) -> Client:
    """The client with the page open, which took no more than the draft's key in its session."""
    session = client.session
    session[KEY] = str(uuid4())
    session.save()
    return client


def _dashed(changes: dict) -> dict:
    """`email__email` is `email-email`."""
    return {name.replace("__", "-"): value for name, value in changes.items()}
