"""Who acts for a company: requests, invitations, administrators."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from accounts import links
from accounts.doors import Obstacle, obstacle
from accounts.mail_events import INVITATION, MEMBERSHIP_ASKED, MEMBERSHIP_DECIDED, MEMBERSHIP_ENDED
from accounts.membership import (
    MembershipError,
    accept_invitation,
    act_as_person,
    decide,
    invite,
    members,
    open_invitation,
    remove_member,
    revoke,
    set_administrator,
)
from accounts.models import Invitation, MembershipRequest, Profile, User
from ground.audit.models import Entry
from ground.mails.events import Event
from ground.mails.models import Mail
from radicados.models import Radicado
from tests.accounts.account_people import (
    administrator_of,
    invitation_of,
    member_of,
    pending_user,
    waiting_request,
)
from tests.factories import CompanyFactory, ProfileFactory, UserFactory, file_simple, person_user
from tests.staff import staff_user

pytestmark = pytest.mark.django_db


def what_was_recorded() -> list[str]:
    return [entry.detail.get("what") for entry in Entry.objects.order_by("pk")]


def mails(event: Event) -> list[Mail]:
    return list(Mail.objects.of(event))


def code_of(invitation: Invitation) -> str:
    uid, token = links.url("invitation", invitation).rstrip("/").split("/")[-2:]
    return f"{uid}-{token}"


# --- Requests ------------------------------------------------------------------------------------------
def test_a_request_is_mailed_to_every_administrator_and_to_nobody_else():
    company = CompanyFactory()
    first, second = administrator_of(company), administrator_of(company)
    member_of(company)
    person = pending_user(company)
    assert {mail.recipient for mail in mails(MEMBERSHIP_ASKED)} == {first.email, second.email}
    assert mails(MEMBERSHIP_ASKED)[0].details == {
        "company": company.legal_name,
        "person": str(person),
    }


def test_a_request_to_a_company_without_administrators_waits_for_an_officer():
    request = waiting_request(CompanyFactory())
    assert request.decided_at is None
    assert mails(MEMBERSHIP_ASKED) == []


@pytest.mark.parametrize("accepted", [True, False])
def test_a_decision_is_kept_told_and_recorded(accepted):
    company = CompanyFactory()
    administrator = administrator_of(company)
    asked = waiting_request(company)
    assert decide(membership_request=asked, accepted=accepted, by=administrator, request=None)
    asked.refresh_from_db()
    asked.profile.refresh_from_db()
    assert (asked.is_accepted, asked.decided_by) == (accepted, administrator)
    assert asked.profile.company == (company if accepted else None)
    (mail,) = mails(MEMBERSHIP_DECIDED)
    assert mail.recipient == asked.profile.user.email
    assert mail.details == {"company": company.legal_name, "accepted": accepted}
    assert what_was_recorded()[-1] == ("membership_accepted" if accepted else "membership_rejected")


def test_whoever_an_officer_lets_into_a_company_without_administrators_administers_it():
    asked = waiting_request(CompanyFactory())
    decide(membership_request=asked, accepted=True, by=staff_user(), request=None)
    assert [p.user for p in Profile.objects.administrators_of(asked.company)] == [asked.profile.user]
    later = waiting_request(asked.company)
    decide(membership_request=later, accepted=True, by=staff_user(), request=None)
    assert Profile.objects.administrators_of(asked.company).count() == 1


def test_the_second_decision_changes_nothing():
    asked = waiting_request(CompanyFactory())
    administrator = administrator_of(asked.company)
    assert decide(membership_request=asked, accepted=False, by=administrator, request=None)
    assert not decide(membership_request=asked, accepted=True, by=administrator, request=None)
    asked.profile.refresh_from_db()
    assert asked.profile.company is None
    assert len(mails(MEMBERSHIP_DECIDED)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_decide_at_once_only_one_does():
    asked = waiting_request(CompanyFactory())
    administrators = [administrator_of(asked.company), administrator_of(asked.company)]

    def decided(administrator) -> bool:
        try:
            mine = MembershipRequest.objects.get(pk=asked.pk)
            return decide(membership_request=mine, accepted=True, by=administrator, request=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decided, administrators)) == [False, True]
    assert len(mails(MEMBERSHIP_DECIDED)) == 1


def test_whoever_waits_may_go_on_as_a_person_and_the_request_is_withdrawn():
    asked = waiting_request(CompanyFactory())
    act_as_person(profile=asked.profile, request=None)
    asked = MembershipRequest.objects.get(pk=asked.pk)
    assert asked.profile.person_type == Profile.PersonType.NATURAL
    assert obstacle(asked.profile.user) is None
    assert asked.decided_by == asked.profile.user
    assert not asked.is_accepted


def test_whoever_goes_on_as_a_person_hears_of_nobody_elses_document():
    other = ProfileFactory(reviewed_at=timezone.now(), reviewed_by=UserFactory())
    mine = {"document_type": other.document_type, "document_number": other.document_number}
    profile = ProfileFactory(person_type=Profile.PersonType.LEGAL, **mine)
    act_as_person(profile=profile, request=None)
    reviewed = ProfileFactory(
        person_type=Profile.PersonType.LEGAL, reviewed_at=other.reviewed_at, reviewed_by=other.reviewed_by, **mine
    )
    with pytest.raises(MembershipError, match="Ya existe un registro"):
        act_as_person(profile=reviewed, request=None)


# --- A company that nobody has confirmed ------------------------------------------------------------------
@pytest.fixture
def first():
    """Whoever typed the number first, and administers it."""
    return administrator_of(CompanyFactory(confirmed_at=None))


def test_while_a_company_is_unconfirmed_an_officer_decides_who_joins(first):
    asked = waiting_request(first.profile.company)
    assert not mails(MEMBERSHIP_ASKED)
    with pytest.raises(MembershipError, match="la decide un funcionario"):
        decide(membership_request=asked, accepted=False, by=first, request=None)
    assert decide(membership_request=asked, accepted=True, by=staff_user(), request=None)


def test_a_reviewed_claim_takes_the_company_from_whoever_typed_its_number_first(first):
    company, officer = first.profile.company, staff_user()
    invite(company=company, email="otra@prueba.example", by=first, request=None)
    asked = waiting_request(company)
    assert decide(membership_request=asked, accepted=True, by=officer, request=None, hands_over=True)
    first.profile.refresh_from_db()
    asked.profile.refresh_from_db()
    company.refresh_from_db()
    assert (first.profile.company, first.profile.is_company_administrator) == (None, False)
    assert (asked.profile.company, asked.profile.is_company_administrator) == (company, True)
    assert company.confirmed_by == officer
    assert not company.invitations.live().exists()
    assert [mail.recipient for mail in mails(MEMBERSHIP_ENDED)] == [first.email]
    assert not Radicado.objects.visible_to(first).exists()


# --- Invitations ---------------------------------------------------------------------------------------
def test_an_invitation_owes_one_mail_without_any_secret():
    invitation = invitation_of(CompanyFactory())
    (mail,) = mails(INVITATION)
    assert mail.recipient == invitation.email
    assert (mail.subject_type, mail.subject_id) == ("accounts.invitation", str(invitation.pk))
    assert mail.details == {
        "company": invitation.company.legal_name,
        "invited_by": str(invitation.invited_by),
    }


def test_a_link_opens_its_invitation_and_a_person_who_accepts_keeps_what_is_theirs():
    user = person_user()
    own = file_simple(user)
    invitation = invitation_of(CompanyFactory())
    company_radicado = file_simple(invitation.invited_by)
    assert open_invitation(code_of(invitation)) == invitation
    accept_invitation(invitation=invitation, profile=user.profile)
    profile = Profile.objects.get(user=user)
    assert (profile.company, profile.is_legal_person) == (invitation.company, True)
    assert not profile.is_company_administrator
    assert set(Radicado.objects.visible_to(profile.user)) == {own, company_radicado}


def test_a_link_works_once():
    invitation = invitation_of(CompanyFactory())
    code = code_of(invitation)
    accept_invitation(invitation=invitation, profile=ProfileFactory())
    assert open_invitation(code) is None
    with pytest.raises(MembershipError, match="no está vigente"):
        accept_invitation(invitation=invitation, profile=ProfileFactory())


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_accept_at_once_only_one_does():
    invitation = invitation_of(CompanyFactory())

    def accepted(profile) -> bool:
        try:
            accept_invitation(invitation=invitation, profile=profile)
        except MembershipError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accepted, [ProfileFactory(), ProfileFactory()])) == [False, True]


def expired(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(invited_at=timezone.now() - timedelta(days=7))


def revoked(invitation):
    revoke(invitation=invitation, by=invitation.invited_by, request=None)


@pytest.mark.parametrize(("close", "state"), [(expired, "Vencida"), (revoked, "Retirada")])
def test_a_link_that_is_over_opens_nothing(close, state):
    invitation = invitation_of(CompanyFactory())
    code = code_of(invitation)
    close(invitation)
    invitation.refresh_from_db()
    assert invitation.state.label == state
    assert open_invitation(code) is None
    with pytest.raises(MembershipError):
        accept_invitation(invitation=invitation, profile=ProfileFactory())


@pytest.mark.parametrize("code", ["", "-", "1", "1-", "x-y", "9" * 40 + "-abc", "١-abc", "1-\x00"])
def test_a_link_that_was_made_up_opens_nothing(code):
    invitation_of(CompanyFactory())
    assert open_invitation(code) is None


def test_a_member_of_another_company_is_told_no_and_the_invitation_stays_open():
    invitation = invitation_of(CompanyFactory())
    with pytest.raises(MembershipError, match="otra empresa"):
        accept_invitation(invitation=invitation, profile=member_of(CompanyFactory()).profile)
    assert open_invitation(code_of(invitation)) == invitation


def test_nobody_whose_account_was_closed_meanwhile_joins():
    invited = ProfileFactory()
    User.objects.filter(pk=invited.user_id).update(is_active=False)
    with pytest.raises(MembershipError, match="cerrada"):
        accept_invitation(invitation=invitation_of(CompanyFactory()), profile=invited)


def test_accepting_withdraws_the_request_that_waited():
    asked = waiting_request(CompanyFactory())
    invitation = invitation_of(CompanyFactory())
    accept_invitation(invitation=invitation, profile=asked.profile)
    assert not decide(membership_request=asked, accepted=True, by=administrator_of(asked.company), request=None)
    assert Profile.objects.get(pk=asked.profile_id).company == invitation.company


def test_an_address_has_one_open_invitation_whatever_its_case():
    company = CompanyFactory()
    first = invitation_of(company, "Ana@prueba.example")
    with pytest.raises(MembershipError, match="invitación abierta"):
        invite(company=company, email="ana@PRUEBA.example", by=first.invited_by, request=None)
    expired(first)
    second = invite(company=company, email="ana@PRUEBA.example", by=first.invited_by, request=None)
    assert Invitation.objects.live().get() == second


def test_a_member_is_not_invited():
    company = CompanyFactory()
    administrator = administrator_of(company)
    with pytest.raises(MembershipError, match="ya pertenece"):
        invite(company=company, email=member_of(company).email.upper(), by=administrator, request=None)


def test_an_invitation_is_revoked_once():
    invitation = invitation_of(CompanyFactory())
    assert revoke(invitation=invitation, by=invitation.invited_by, request=None)
    assert not revoke(invitation=invitation, by=invitation.invited_by, request=None)


# --- Members -------------------------------------------------------------------------------------------
def test_a_removed_member_loses_the_companys_radicados_at_once():
    company = CompanyFactory()
    administrator, member = administrator_of(company), member_of(company)
    radicado = file_simple(administrator)
    assert radicado in Radicado.objects.visible_to(member)
    remove_member(profile=member.profile, by=administrator, request=None)
    member = type(member).objects.get(pk=member.pk)
    assert not Radicado.objects.visible_to(member).exists()
    assert obstacle(member) is Obstacle.COMPANY_PENDING
    assert what_was_recorded()[-1] == "member_removed"


def test_the_open_invitations_of_a_removed_member_end():
    company = CompanyFactory()
    administrator_of(company)
    leaving = administrator_of(company)
    invitation = invite(company=company, email="amiga@prueba.example", by=leaving, request=None)
    remove_member(profile=leaving.profile, by=leaving, request=None)
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.REVOKED


@pytest.mark.parametrize("act", [remove_member, partial(set_administrator, is_administrator=False)])
def test_the_last_administrator_stays_until_there_is_another(act):
    company = CompanyFactory()
    administrator, member = administrator_of(company), member_of(company)
    with pytest.raises(MembershipError, match="nombre antes a otra persona"):
        act(profile=administrator.profile, by=administrator, request=None)
    set_administrator(profile=member.profile, is_administrator=True, by=administrator, request=None)
    act(profile=administrator.profile, by=administrator, request=None)
    assert [p.user for p in Profile.objects.administrators_of(company)] == [member]


def test_whoever_administers_no_more_decides_nothing_that_was_under_way():
    company = CompanyFactory()
    administrator, removed, member = administrator_of(company), administrator_of(company), member_of(company)
    asked = waiting_request(company)
    remove_member(profile=removed.profile, by=administrator, request=None)
    acts = [
        lambda: invite(company=company, email="amiga@prueba.example", by=removed, request=None),
        lambda: decide(membership_request=asked, accepted=True, by=removed, request=None),
        lambda: set_administrator(profile=member.profile, is_administrator=True, by=removed, request=None),
        lambda: set_administrator(profile=administrator.profile, is_administrator=False, by=removed, request=None),
        lambda: remove_member(profile=member.profile, by=removed, request=None),
    ]
    for act in acts:
        with pytest.raises(MembershipError, match="ya no administra"):
            act()
    assert what_was_recorded()[-1] == "member_removed"


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_leave_at_once_one_stays():
    company = CompanyFactory()
    both = [administrator_of(company).profile, administrator_of(company).profile]

    def left(profile) -> bool:
        try:
            remove_member(profile=profile, by=profile.user, request=None)
        except MembershipError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(left, both)) == [False, True]
    assert Profile.objects.administrators_of(company).count() == 1


def test_somebody_who_was_removed_in_another_window_is_not_removed_from_the_next_company():
    company, next_company = CompanyFactory(), CompanyFactory()
    administrator, member = administrator_of(company), member_of(company)
    stale = Profile.objects.select_related("company", "user").get(user=member)
    Profile.objects.filter(user=member).update(company=next_company)
    with pytest.raises(MembershipError, match="ya no pertenece"):
        remove_member(profile=stale, by=administrator, request=None)


def test_members_are_listed_with_the_day_since_when_they_act_for_the_company():
    company = CompanyFactory()
    first = administrator_of(company)
    invited = ProfileFactory()
    accept_invitation(invitation=invitation_of(company), profile=invited)
    asked = waiting_request(company)
    decide(membership_request=asked, accepted=True, by=first, request=None)
    since = {member.pk: member.since for member in members(company)}
    assert since[first.profile.pk] == first.profile.registered_at
    assert since[invited.pk] == Invitation.objects.get().accepted_at
    assert since[asked.profile_id] == MembershipRequest.objects.get(pk=asked.pk).decided_at
