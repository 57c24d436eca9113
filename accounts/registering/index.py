"""The index of the registration's page (4.1)."""

from collections.abc import Iterable

from accounts.forms.registration.page import RegistrationForms
from accounts.registering.drafts import OF_COMPANIES, Paper
from ground.webforms.index import Part, Question, question, questions


def index_of(forms: RegistrationForms, papers: Iterable[Paper]) -> list[Part]:
    """Its sections in their order, as far as this person is asked."""
    invited = forms.invitation is not None
    contact = questions(forms.person, forms.email, forms.contact, forms.username, forms.password)
    parts = [
        Part("type", "Tipo de Persona", () if invited else questions(forms.person_type)),
        Part("contact", "Información de Contacto", contact),
        Part("characterisation", "Caracterización", questions(forms.traits) if forms.brings_company else ()),
        Part("company", "Información de Empresa", questions(forms.company, forms.representative), "only-legal"),
        Part("documents", "Documentación Anexa", tuple(_papers(papers, brings_company=forms.brings_company))),
        Part("consents", "Autorizaciones y términos", tuple(_consents(forms))),
    ]
    return [part for part in parts if not (invited and part.name in {"type", "company"})]


def _papers(papers: Iterable[Paper], *, brings_company: bool) -> Iterable[Question]:
    for paper in papers:
        if paper.problems:
            yield Question.MISSING
        elif paper.slot.replaces and (brings_company or paper.category not in OF_COMPANIES):
            yield Question.ANSWERED if paper.received else Question.OPEN


def _consents(forms: RegistrationForms) -> Iterable[Question]:
    return (question(field) for field in forms.consents if field.field.is_needed or field.errors)
