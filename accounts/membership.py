"""How users come to act for a company, and stop: requests, invitations, administrators.

Whatever changes who belongs to a company holds its row first and then the profile's, so that of two
decisions at once the second sees the first.
"""

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest, Now
from django.utils.translation import gettext as _

from accounts.changes import is_open
from accounts.links import resolve
from accounts.mail_events import INVITATION, MEMBERSHIP_ASKED, MEMBERSHIP_DECIDED, MEMBERSHIP_ENDED
from accounts.models import Company, Invitation, MembershipRequest, Profile, User
from ground.audit.models import Action, record
from ground.mails.queue import owe

UNCONFIRMED = (
    "Esta solicitud la decide un funcionario del Instituto: todavía no se ha confirmado quién representa a la empresa "
    "en el portal."
)


class MembershipError(Exception):
    """What was asked cannot be done; the message says why to whoever asked."""


# --- Requests: somebody registered with the tax number of a company that has users already ------------
@transaction.atomic
def request_membership(*, profile: Profile, company: Company, request=None) -> MembershipRequest:
    """Ask the company's administrators; without any, or while nobody has confirmed that they may decide for it, only
    an officer decides: who asks may be the company itself. Nobody of the company hears of it before whoever asks has
    confirmed their address."""
    asked = MembershipRequest.objects.create(profile=profile, company=company)
    if not profile.user.awaits_confirmation:
        tell_administrators(profile.user)
    record(Action.CHANGED, request=request, actor=profile.user, subject=asked, what="membership_asked")
    return asked


def tell_administrators(user: User) -> None:
    """Of what the user, confirmed by now, asks of their companies."""
    for asked in MembershipRequest.objects.filter(profile__user=user, decided_at=None).select_related("company"):
        administrators = Profile.objects.administrators_of(asked.company).filter(company__confirmed_at__isnull=False)
        for administrator in administrators.select_related("user"):
            owe(
                MEMBERSHIP_ASKED,
                recipient=administrator.user.email,
                user=administrator.user,
                company=asked.company.legal_name,
                person=str(user),
            )


@transaction.atomic
def decide(
    *, membership_request: MembershipRequest, accepted: bool, by: User, request, hands_over: bool = False
) -> bool:
    """Accept or reject, and tell the person. False, and nothing is done, when it was decided already.

    Who is accepted into a company that nobody administers any more, by an officer, administers it. An officer who
    `hands_over` the company has seen that it is theirs: whoever administered it until now acts for it no more.
    """
    company = membership_request.company
    profile = _held(company, membership_request.profile)
    _check_decides(by, company)
    if not by.is_staff and not _is_confirmed(company):
        raise MembershipError(UNCONFIRMED)
    asked = MembershipRequest.objects.filter(pk=membership_request.pk, decided_at__isnull=True)
    if not asked.update(decided_at=Now(), decided_by=by, is_accepted=accepted):
        return False
    if accepted and hands_over:
        _take_from_administrators(company, by=by, request=request)
        confirm(company, by=by, request=request)
    if accepted:
        profile.is_company_administrator = not Profile.objects.administrators_of(company).exists()
        _join(profile, company)
    owe(
        MEMBERSHIP_DECIDED,
        recipient=profile.user.email,
        user=profile.user,
        company=company.legal_name,
        accepted=accepted,
    )
    what = "membership_accepted" if accepted else "membership_rejected"
    record(Action.CHANGED, request=request, actor=by, subject=membership_request, what=what)
    return True


def _take_from_administrators(company: Company, *, by: User, request) -> None:
    for former in Profile.objects.administrators_of(company).select_related("user").select_for_update(of=["self"]):
        _part(former, company, by=by, request=request)
        owe(MEMBERSHIP_ENDED, recipient=former.user.email, user=former.user, company=company.legal_name)


@transaction.atomic
def confirm(company: Company, *, by: User, request, is_undone: bool = False) -> None:
    """An officer has seen the papers of whoever administers the company; or has found that they are not right."""
    rows = Company.objects.filter(pk=company.pk, confirmed_at__isnull=not is_undone)
    if rows.update(confirmed_at=None if is_undone else Now(), confirmed_by=None if is_undone else by):
        what = "company_confirmation_undone" if is_undone else "company_confirmed"
        record(Action.CHANGED, request=request, actor=by, subject=company, what=what)


def _is_confirmed(company: Company) -> bool:
    """As it is now, whatever was read before."""
    return Company.objects.filter(pk=company.pk, confirmed_at__isnull=False).exists()


# --- Invitations --------------------------------------------------------------------------------------
@transaction.atomic
def invite(*, company: Company, email: str, by: User, request) -> Invitation:
    """Owe the mail with the link. Raises MembershipError for a member, or when one is still open."""
    _hold(company)
    _check_decides(by, company)
    if company.profiles.filter(user__email__iexact=email).exists():
        raise MembershipError("Esa persona ya pertenece a la empresa.")
    earlier = company.invitations.unanswered().filter(email__iexact=email)
    if earlier.live().exists():
        raise MembershipError("Ya hay una invitación abierta para ese correo; retírela para enviar otra.")
    earlier.update(revoked_at=Now())
    invitation = Invitation.objects.create(company=company, email=email, invited_by=by)
    owe(INVITATION, recipient=email, about=invitation, company=company.legal_name, invited_by=str(by))
    record(Action.CHANGED, request=request, actor=by, subject=invitation, what="invited")
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, request) -> bool:
    """Its link stops working. False when it was accepted or revoked already."""
    _hold(invitation.company)
    if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(revoked_at=Now()):
        return False
    record(Action.CHANGED, request=request, actor=by, subject=invitation, what="invitation_revoked")
    return True


def open_invitation(code: str) -> Invitation | None:
    """The invitation of a link's `<uid>-<token>`, while it may be accepted."""
    uid, _, token = code.partition("-")
    found = resolve("invitation", uid, token)
    return found if isinstance(found, Invitation) else None


@transaction.atomic
def accept_invitation(*, invitation: Invitation, profile: Profile, request=None) -> None:
    """The person acts for the company from now on; what they filed as themself stays theirs.

    Raises MembershipError when the invitation is no longer open, or the person acts for another company.
    """
    profile = _held(invitation.company, profile)
    if not is_open(profile):
        raise MembershipError(_("Su cuenta está cerrada."))
    if profile.company_id not in {None, invitation.company_id}:
        raise MembershipError(_("Usted ya pertenece a otra empresa; antes de aceptar debe retirarse de ella."))
    opened = Invitation.objects.live().filter(pk=invitation.pk)
    if not opened.update(accepted_at=Now(), accepted_by=profile.user):
        raise MembershipError(_("La invitación ya no está vigente. Pida a la empresa que le envíe otra."))
    _withdraw_requests(profile)
    if profile.company_id is None:
        _join(profile, invitation.company)
    record(Action.CHANGED, request=request, actor=profile.user, subject=invitation, what="invitation_accepted")


# --- Members ------------------------------------------------------------------------------------------
def members(company: Company):
    """The profiles of the company's users, by name, each with the `since` of its membership."""
    of_member = {"profile": OuterRef("pk"), "company": company, "is_accepted": True}
    accepted = MembershipRequest.objects.filter(**of_member).order_by("-decided_at").values("decided_at")
    invited = company.invitations.filter(accepted_by=OuterRef("user")).order_by("-accepted_at")
    joined = Greatest(Subquery(accepted[:1]), Subquery(invited.values("accepted_at")[:1]))
    profiles = company.profiles.filter(user__is_active=True).select_related("user")
    return profiles.annotate(since=Coalesce(joined, "registered_at")).order_by(
        "user__first_name", "user__last_name", "pk"
    )


@transaction.atomic
def act_as_person(*, profile: Profile, request) -> None:
    """Whoever belongs to no company acts for themself; a request that waits is withdrawn.

    Raises MembershipError for whoever belongs to one, and when somebody is registered with the document.
    """
    profile = Profile.objects.select_for_update(of=["self"]).select_related("user").get(pk=profile.pk)
    if profile.company_id:
        raise MembershipError("Usted pertenece a una empresa; retírese antes de ella.")
    _withdraw_requests(profile)
    profile.person_type = Profile.PersonType.NATURAL
    try:
        profile.save(update_fields=["person_type"])
    except IntegrityError as error:  # uq_natural_person_document: rolls the caller's block back
        raise MembershipError("Ya existe un registro de persona natural con su documento.") from error
    record(Action.CHANGED, request=request, actor=profile.user, subject=profile, what="acts_as_person")


@transaction.atomic
def remove_member(*, profile: Profile, by: User, request) -> None:
    """The person, who may be `by`, acts for the company no more; their open invitations end with it.

    Raises MembershipError for the last administrator.
    """
    profile, company = _held_member(profile)
    if by != profile.user:
        _check_decides(by, company)
    _keep_an_administrator(profile, company)
    _part(profile, company, by=by, request=request)


def _part(profile: Profile, company: Company, *, by: User, request) -> None:
    profile.company = None
    profile.is_company_administrator = False
    profile.save(update_fields=["company", "is_company_administrator"])
    company.invitations.unanswered().filter(invited_by=profile.user).update(revoked_at=Now())
    what = "member_removed"
    record(Action.CHANGED, request=request, actor=by, subject=profile, what=what, company=company.pk)


@transaction.atomic
def set_administrator(*, profile: Profile, is_administrator: bool, by: User, request) -> None:
    """The member decides from now on about the company's users and data, or no more.

    Raises MembershipError for the last administrator.
    """
    profile, company = _held_member(profile)
    _check_decides(by, company)
    if not is_administrator:
        _keep_an_administrator(profile, company)
    profile.is_company_administrator = is_administrator
    profile.save(update_fields=["is_company_administrator"])
    what = "administrator_made" if is_administrator else "administration_ended"
    record(Action.CHANGED, request=request, actor=by, subject=profile, what=what, company=company.pk)


def _check_decides(by: User, company: Company) -> None:
    """Of a company that is held: whoever decides about its users may have been removed meanwhile."""
    if not by.is_staff and not Profile.objects.administrators_of(company).filter(user=by).exists():
        raise MembershipError("Usted ya no administra los usuarios de la empresa.")


def _keep_an_administrator(profile: Profile, company: Company) -> None:
    others = Profile.objects.administrators_of(company).exclude(pk=profile.pk)
    if profile.is_company_administrator and not others.exists():
        raise MembershipError(
            "Es quien administra los usuarios de la empresa y no hay nadie más que lo haga: nombre antes a "
            "otra persona como administradora."
        )


def _withdraw_requests(profile: Profile) -> None:
    waiting = profile.membership_requests.filter(decided_at__isnull=True)
    waiting.update(decided_at=Now(), decided_by=profile.user)


def _join(profile: Profile, company: Company) -> None:
    profile.person_type = Profile.PersonType.LEGAL
    profile.company = company
    profile.save(update_fields=["person_type", "company", "is_company_administrator"])


# --- One at a time ------------------------------------------------------------------------------------
def _hold(company: Company) -> None:
    """No key of the row changes, so rows that point to it may be inserted meanwhile."""
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)


def _held(company: Company, profile: Profile) -> Profile:
    """The profile as it is now that nobody else changes it."""
    _hold(company)
    return Profile.objects.select_for_update(of=["self"]).select_related("user").get(pk=profile.pk)


def _held_member(profile: Profile) -> tuple[Profile, Company]:
    """And the company that the person acts for."""
    if profile.company:
        held = _held(profile.company, profile)
        if held.company_id == profile.company_id:
            return held, profile.company
    raise MembershipError("Esa persona ya no pertenece a la empresa.")
