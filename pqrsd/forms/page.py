"""The whole page of a petition: one `<form>`, a Django form for each part of it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.text import Truncator

from accounts.forms.person import names_typed
from accounts.forms.registration.residence import residence_initial
from accounts.models import Profile, User
from ground.documents.models import Document
from ground.webforms.page_forms import PageForms
from ground.webforms.review import Review, ReviewPart, answers, files, review
from pqrsd.filing import Submission
from pqrsd.forms.petition import (
    AnswerChannelForm,
    ApplicantForm,
    InsistibleForm,
    KindForm,
    PriorityForm,
    WordsForm,
)
from pqrsd.forms.petitioner import PetitionerForm, SensitiveConsentForm, TraitsForm, WhereToAnswerForm
from pqrsd.kinds import AnswerChannel, Applicant, PriorityGround
from radicados.drawn import undrawn

SUBJECT_WORDS = 80  # of the request, for whoever insists on giving no subject
# Of whom the caracterización is asked; nothing sensitive of minors (Ley 1581 de 2012, art. 7).
CHARACTERISED = frozenset({Applicant.PERSON, Applicant.AGENT, Applicant.MINOR})
MAY_TELL_SENSITIVE_DATA = CHARACTERISED - {Applicant.MINOR}


class PetitionForms(PageForms[InsistibleForm]):
    """What is asked depends on who asks; what is judged may be insisted on."""

    order = (
        *("kind", "applicant", "petitioner", "words", "answer", "contact"),
        *("priority", "traits", "sensitive"),
    )

    def __init__(self, posted=None, *, known: dict[str, dict] | None = None, judged: bool = False):
        super().__init__(posted, known=known, judged=judged)
        self.kind = self.part(KindForm)
        self.applicant = self.part(ApplicantForm)
        who, is_named = self.applicant.chosen, self.is_named
        self.answer = self.part(AnswerChannelForm, is_asked=is_named)
        self.contact = self.part(WhereToAnswerForm, is_asked=is_named, applicant=who, channel=self.answer.channel)
        self.petitioner = self.part(
            PetitionerForm, is_asked=is_named, applicant=who, is_foreign=self.contact.is_foreign
        )
        self.words = self.part(WordsForm)
        self.priority = self.part(PriorityForm)
        self.traits = self.part(TraitsForm, is_asked=who in CHARACTERISED)
        self.sensitive = self.part(
            SensitiveConsentForm,
            is_asked=who in MAY_TELL_SENSITIVE_DATA,
            is_needed=self.traits.tells_sensitive_data,
        )

    @property
    def is_named(self) -> bool:
        return self.applicant.chosen not in {None, Applicant.ANONYMOUS}

    @property
    def can_insist(self) -> bool:
        """Whether it is filed all the same when the person insists (CPACA, art. 15)."""
        return self.judged and all(form.can_insist for form in self)

    @property
    def tells_priority(self) -> bool:
        return any(field.value() for field in self.priority)

    @property
    def tells_traits(self) -> bool:
        return any(field.value() for field in self.traits)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing or wrong and filed all the same, in words."""
        return tuple(label for form in self for label in form.lacking())

    def review(
        self,
        attached: Iterable[Document],
        *,
        form_url: str,
        before: Iterable[ReviewPart] = (),
        after: Iterable[ReviewPart] = (),
    ) -> Review:
        """All that is asked of this person, with what they answered; `before` and `after` stand around it."""
        # What is optional, and stays folded, is shown to whoever told something of it.
        priority = [self.priority] if self.tells_priority else []
        traits = [self.traits] if self.tells_traits else []
        if self.traits.tells_sensitive_data:
            traits.append(self.sensitive)
        names = files("Anexos", (document.name for document in attached))
        parts = (
            ReviewPart("kind", "Qué presenta", tuple(answers(self.kind))),
            ReviewPart("applicant", "Quién la presenta", tuple(answers(self.applicant, self.petitioner))),
            ReviewPart("words", "Su petición", (*answers(self.words), names)),
            ReviewPart("answer", "La respuesta", tuple(answers(self.answer, self.contact))),
            ReviewPart("priority", "Atención prioritaria", tuple(answers(*priority))),
            ReviewPart("traits", "Cuéntenos de usted", tuple(answers(*traits))),
        )
        return review(self.posted, (*before, *parts, *after), self, form_url=form_url, undrawn=undrawn)

    def submission(self, *, draft_id: UUID, user: User | None) -> Submission:
        """What was judged, as it is filed: valid, or insisted on."""
        words, priority = self.words.as_typed(), self.priority.as_typed()
        words["subject"] = words["subject"] or Truncator(words["request"]).chars(SUBJECT_WORDS)
        if self.applicant.chosen == Applicant.MINOR and not priority["priority_ground"]:
            priority["priority_ground"] = PriorityGround.CHILD  # who need not ask for it (CPACA, art. 5.6)
        if self.is_named:
            answer = self.answer.answers
        else:
            answer = {"answer_channel": AnswerChannel.PORTAL, "accepts_electronic_notice": False}
        who = {"kind": self.kind.chosen, "applicant": self.applicant.chosen}
        return Submission(
            submission_id=draft_id,
            draft_id=draft_id,
            petition=who | words | priority | answer,
            petitioner=self.petitioner.as_typed() | self.contact.answers if self.is_named else None,
            characterisation=self.traits.told if self.traits.is_bound else None,
            sensitive_wording=self.sensitive.given if self.sensitive.is_bound else None,
            missing=self.lacking,
            user=user,
        )


def known_about(user) -> dict[str, dict]:
    """What the portal knows of whoever is logged in, by the form that begins with it."""
    if not user.is_authenticated:
        return {}
    names = names_typed(user)
    profile = Profile.objects.filter(user=user).select_related("company", "municipality").first()
    if profile is None:
        return {"petitioner": names, "contact": {"email": user.email}}
    document = {"document_type": profile.document_type, "document_number": profile.document_number}
    reached = {"email": user.email, "mobile": profile.mobile, "phone": profile.phone}
    applicant = Applicant.MINOR if profile.is_minor else Applicant.PERSON
    if company := profile.company:
        applicant = Applicant.COMPANY
        names |= {"legal_name": company.legal_name, "nit": company.formatted_nit}
    return {
        "applicant": {"applicant": applicant},
        "petitioner": names | document,
        "contact": residence_initial(company or profile) | reached,
    }
