"""Erasing a person's data (Ley 1581 de 2012, art. 8 e): the account loses everything but its number.

What the law keeps, stays: radicados, petitions and their letters (Ley 594 de 2000), the audit trail, and
consents as proof (Ley 1581, art. 9). Petitions are no longer tied to the account, and what the person told
about themself for statistics is erased from them.
"""

from datetime import date
from functools import reduce
from operator import or_

from axes.models import AccessAttempt, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from accounts import second_factor
from accounts.identity import DocumentType
from accounts.membership import MembershipError, members, remove_member
from accounts.models import Characterisation, Invitation, Profile, User
from accounts.models.people import CharacterisationAnswers
from expedientes.acts.steps import Act, ActRefusedError, add_step, locked_for
from expedientes.models import Paso
from ground.audit.models import Action, record
from ground.documents.drafts import forget_draft
from ground.mails.models import Mail
from pqrsd.kinds import Outcome
from pqrsd.models import PetitionerCharacterisation, Pqrsd
from pqrsd.workflow import OPEN, THE_SAME
from requests_oec.models import OecRequest
from services.models import Park

NOTHING_TOLD = {field.name: field.get_default() for field in CharacterisationAnswers._meta.local_fields}


class ErasureRefusedError(ActRefusedError):
    """The data cannot be erased yet; the message says why, in Spanish, to the officer."""


@transaction.atomic(durable=True)
def erase_petitioner(*, pk: int, version: int, by: User, request) -> None:
    """Erase whoever made a claim, and note it in the case.

    The answer reaches them whether it comes before or after: their address stands on the petition. Raises
    ActRefusedError and StaleError.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    user = pqrsd.user
    assert user, "its claim is refused"
    add_step(pqrsd, Paso.Kind.NOTED, by=by, text="Se suprimieron los datos de la cuenta.")
    erase(user=user, by=by, request=request)


def refusal(pqrsd: Pqrsd, today: date) -> str:
    if pqrsd.may_end_in_erasure:
        return ""
    return "Este caso no es un reclamo vigente de supresión de una cuenta, o la cuenta ya se suprimió."


ERASE = Act(
    "erasure", "Suprimir los datos de la cuenta", erase_petitioner, refusal,
    OPEN | {Outcome.ANSWERED}, THE_SAME, "Ley 1581 de 2012, artículo 8, literal e",
    permission="accounts.erase_user", namespace="habeas_data",
)  # fmt: skip


@transaction.atomic
def erase(*, user: User, by: User, request) -> None:
    """Erase for good. Raises ErasureRefusedError for staff and for a company's last administrator."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_staff:
        raise ErasureRefusedError("Es una cuenta del personal: retire antes su condición de personal.")
    if hasattr(user, "profile"):
        _erase_profile(user.profile, by, request)
    for begun in user.page_drafts.all():
        forget_draft(begun.key)
        begun.delete()
    # A company's drafts are the company's.
    OecRequest.objects.drafts().filter(company__isnull=True, applicant=user).delete()
    PetitionerCharacterisation.objects.filter(pqrsd__user=user).update(**NOTHING_TOLD)
    user.pqrsd.update(user=None)
    user.service_requests.update(user=None)
    Park.objects.filter(user=user).delete()
    second_factor.reset(user=user, request=request)
    user.open_sessions.all().delete()
    user.consents.current().update(withdrawn_at=Now())
    user.invitations_sent.unanswered().update(revoked_at=Now())
    # The mails to the person and the invitations; those about radicados and petitions stay with them.
    theirs = Q(user=user) | _names("recipient", user) | _names("details__identifier", user)
    Mail.objects.filter(theirs, event__startswith="accounts.").delete()
    Invitation.objects.filter(Q(accepted_by=user) | _names("email", user)).delete()
    for model in (AccessAttempt, AccessLog):
        model.objects.filter(_names("username", user)).delete()
    user.username = f"suprimido-{user.pk}"
    user.first_name = user.last_name = user.email = user.new_email = ""
    user.email_verified_at = user.last_login = None
    user.is_active = False
    user.set_unusable_password()
    user.save()
    # The administration's own log quotes the names of what was changed in it.
    about = LogEntry.objects.filter(content_type=get_content_type_for_model(user), object_id=str(user.pk))
    about.update(object_repr=user.username, change_message="")
    record(Action.ERASED, request=request, actor=by, subject=user)


def _erase_profile(profile: Profile, by: User, request) -> None:
    """A company with other users is left only when it keeps an administrator."""
    if profile.company and members(profile.company).exclude(pk=profile.pk).exists():
        try:
            remove_member(profile=profile, by=by, request=request)
        except MembershipError as error:
            raise ErasureRefusedError(str(error)) from error
        profile.refresh_from_db()
    Profile.objects.select_for_update(of=["self"]).get(pk=profile.pk)  # see accounts.changes.hold
    Characterisation.objects.filter(profile=profile).delete()
    profile.membership_requests.filter(decided_at__isnull=True).delete()
    for row in profile.supporting_documents.select_related("document"):
        row.delete()
        row.document.remove()
    if draft := getattr(profile, "draft", None):
        forget_draft(draft.pk)
        draft.delete()
    profile.company = profile.municipality = profile.registered_from = None
    profile.is_company_administrator = False
    profile.document_type = DocumentType.DE
    profile.document_number = f"SUPRIMIDO-{profile.pk}"  # unique, as that of every natural person is
    guardian = [f"guardian_{name}" for name in ("name", "capacity", "document_type", "document_number")]
    for field in ("phone", "mobile", *guardian, "address", "foreign_city", "review_note"):
        setattr(profile, field, "")
    profile.save()


def _names(field: str, user: User) -> Q:
    """The field has what the person types to say who they are, in any case."""
    typed = filter(None, (user.username, user.email))
    return reduce(or_, (Q(**{f"{field}__iexact": name}) for name in typed))
