"""The sections of the registration's page (4.1): its index, and all answers together."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.forms.registration.page import RegistrationForms
from accounts.models import DocumentCategory
from accounts.registering.drafts import Paper
from ground.webforms.index import IndexPart, IndexQuestion, question, questions
from ground.webforms.review import ReviewAnswer, ReviewPart, answers, files


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


def review_parts(forms: RegistrationForms, papers: Iterable[Paper]) -> Iterator[ReviewPart]:
    """Of valid forms; a password is said to be there, and no more."""
    who = answers(forms.person, forms.email, forms.contact, forms.username)
    password = ReviewAnswer(_("Contraseña"), _("Ya recibida; no se muestra."))
    received = (
        files(paper.category.label, [each.document.name for each in paper.received])
        for paper in papers
        if paper.received or paper.category not in forms.unasked_papers
    )
    yield ReviewPart("type", _("Tipo de Persona"), tuple(answers(forms.person_type)))
    yield ReviewPart("contact", _("Información de Contacto"), (*who, password))
    yield ReviewPart("characterisation", _("Caracterización"), tuple(answers(forms.traits, forms.characterisation)))
    yield ReviewPart("company", _("Información de Empresa"), tuple(answers(forms.company, forms.representative)))
    yield ReviewPart("documents", _("Documentación Anexa"), tuple(received))
    yield ReviewPart("consents", _("Autorizaciones y términos"), tuple(answers(forms.consents)))


def _papers(papers: Iterable[Paper], unasked: frozenset[DocumentCategory]) -> Iterable[IndexQuestion]:
    for paper in papers:
        if paper.problems:
            yield IndexQuestion.MISSING
        elif paper.slot.replaces and paper.category not in unasked:
            yield IndexQuestion.ANSWERED if paper.received else IndexQuestion.OPEN


def _consents(forms: RegistrationForms) -> Iterable[IndexQuestion]:
    return (question(field) for field in forms.consents if field.field.is_needed or field.errors)
