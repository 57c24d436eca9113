"""Answering a claim: a decision with its reasons, told to the person, and carried out when it is erasure."""

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import User
from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from habeas_data.erasure import erase
from habeas_data.mail_events import CLAIM_RESOLVED
from habeas_data.models import DataClaim


class AlreadyResolvedError(Exception):
    """Somebody answered the claim before; that answer stands."""


@transaction.atomic
def resolve(*, claim: DataClaim, outcome: DataClaim.Outcome, answer: str, by: User, request) -> None:
    """Answer once and for all. Granting an erasure erases: see `erase` for what it raises.

    Raises AlreadyResolvedError.
    """
    decision = {"resolved_at": Now(), "resolved_by": by, "outcome": outcome, "answer": answer}
    if not DataClaim.objects.open().filter(pk=claim.pk).update(**decision):
        raise AlreadyResolvedError
    claim = DataClaim.objects.with_number().select_related("user").get(pk=claim.pk)
    record(Action.CHANGED, request=request, subject=claim, what="claim_resolved", outcome=outcome)
    is_erased = claim.is_erasure and claim.outcome == DataClaim.Outcome.GRANTED
    _tell(claim, is_erased)
    if is_erased:
        erase(user=claim.user, by=by, request=request)


def _tell(claim: DataClaim, is_erased: bool) -> None:
    """By mail, to an address that is known to be the person's; the answer stands in their page as well."""
    if claim.user.email_verified_at:
        owe(
            CLAIM_RESOLVED,
            recipient=claim.user.email,
            user=claim.user,
            about=claim,
            number=claim.radicado.number,
            asked=claim.get_kind_display(),
            outcome=claim.get_outcome_display(),
            answer=claim.answer,
            is_erased=is_erased,
            path=reverse("habeas_data:claims"),
        )
