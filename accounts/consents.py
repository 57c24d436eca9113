"""Giving and withdrawing consents, with the words that were on the page (Ley 1581 de 2012, arts. 8 and 9)."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Characterisation, Consent, ConsentKind, ConsentText, User
from accounts.wording import fill
from ground.audit.models import Action, record
from ground.doors.addresses import client_ip


@dataclass(frozen=True)
class Wording:
    """A consent's words as a page shows them, the entity's own data filled in. What is accepted, and kept, is the
    Spanish text, whatever the language of the page; the English ones, "" where there are none, only explain it."""

    version: ConsentText
    label: str
    text: str
    english_label: str
    english_text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def wordings_in_force() -> dict[str, Wording]:
    """By kind, what is shown today."""
    versions = ConsentText.objects.in_force(timezone.localdate())
    parts = ("label", "text", "english_label", "english_text")
    return {one.kind: Wording(one, *(fill(getattr(one, part), settings.ENTITY) for part in parts)) for one in versions}


def give(*, user: User, wording: Wording, request) -> Consent:
    """Store the proof; what was given already stays as it was given."""
    current = user.consents.current().filter(kind=wording.version.kind).first()
    if current:
        return current
    consent = Consent.objects.create(
        user=user,
        kind=wording.version.kind,
        text=wording.version,
        wording=wording.text,
        sha256=wording.sha256,
        given_from=client_ip(request) or None,
    )
    record(Action.CONSENT_GIVEN, request=request, actor=user, subject=consent, kind=consent.kind)
    return consent


@transaction.atomic
def withdraw(*, consent: Consent, request) -> None:
    """Date the withdrawal; the proof that it was given stays. What was kept only by it is forgotten."""
    consent.withdrawn_at = Now()
    consent.withdrawn_from = client_ip(request) or None
    consent.save(update_fields=["withdrawn_at", "withdrawn_from"])
    if consent.kind == ConsentKind.SENSITIVE_DATA:
        for answers in Characterisation.objects.filter(profile__user=consent.user):
            answers.forget_sensitive_answers()
            answers.save()
    record(Action.CONSENT_WITHDRAWN, request=request, subject=consent, kind=consent.kind)
