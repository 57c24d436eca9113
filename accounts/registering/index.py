"""The index of the registration's page (4.1)."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.forms.registration.page import RegistrationForms
from accounts.models import DocumentCategory
from accounts.registering.drafts import Paper
from ground.webforms.index import IndexPart, IndexQuestion, question, questions


def index_of(forms: RegistrationForms, papers: Iterable[Paper]) -> list[IndexPart]:
    """Its sections in their order, as far as this person is asked."""
    invited = forms.invitation is not None
    contact = questions(forms.person, forms.email, forms.contact, forms.username, forms.password)
    parts = [
        IndexPart("type", _("Tipo de Persona"), () if invited else questions(forms.person_type)),
        IndexPart("contact", _("Información de Contacto"), contact),
        IndexPart("characterisation", _("Caracterización"), questions(forms.traits) if forms.brings_company else ()),
        IndexPart("company", _("Información de Empresa"), questions(forms.company, forms.representative), "only-legal"),
        IndexPart("documents", _("Documentación Anexa"), tuple(_papers(papers, forms.unasked_papers))),
        IndexPart("consents", _("Autorizaciones y términos"), tuple(_consents(forms))),
    ]
    return [part for part in parts if not (invited and part.name in {"type", "company"})]


def _papers(papers: Iterable[Paper], unasked: frozenset[DocumentCategory]) -> Iterable[IndexQuestion]:
    for paper in papers:
        if paper.problems:
            yield IndexQuestion.MISSING
        elif paper.slot.replaces and paper.category not in unasked:
            yield IndexQuestion.ANSWERED if paper.received else IndexQuestion.OPEN


def _consents(forms: RegistrationForms) -> Iterable[IndexQuestion]:
    return (question(field) for field in forms.consents if field.field.is_needed or field.errors)
