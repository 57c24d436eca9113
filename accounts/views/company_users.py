"""*Mi cuenta*: a company's administrators decide who acts for it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.account_company import InvitationForm
from accounts.membership import (
    MembershipError,
    decide,
    end_administration,
    invite,
    make_administrator,
    members,
    remove_member,
    revoke,
)
from accounts.models import Company, Profile
from accounts.views.account import administrator
from ground.audit.models import Action
from ground.audit.trail import record
from ground.doors.throttling import Throttle

PAGE_SIZE = 20
INVITATIONS_SHOWN = 50
invitations_sent = Throttle("invitations", limit=30)


@require_safe
def users(request):
    return _page(request, *administrator(request))


@require_POST
def invite_user(request):
    inviter, company = administrator(request)
    form = InvitationForm(request.POST)
    if form.is_valid() and _invited(request, company, form):
        messages.success(request, f"Enviamos la invitación a {form.cleaned_data['email']}.")
        return redirect("accounts:company_users")
    return _page(request, inviter, company, form)


@require_POST
def decide_request(request, pk):
    """Accept or reject somebody who registered with the company's tax number."""
    _, company = administrator(request)
    asked = get_object_or_404(company.membership_requests.select_related("profile__user"), pk=pk)
    accepted = {"accept": True, "reject": False}.get(request.POST.get("decision", ""))
    if accepted is None:
        raise Http404
    try:
        is_decided = decide(membership_request=asked, accepted=accepted, by=request.user, request=request)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    if is_decided:
        outcome = "quedó vinculada a la empresa" if accepted else "no quedó vinculada a la empresa"
        messages.success(request, f"{asked.profile} {outcome}. Le avisamos por correo.")
    else:
        messages.info(request, f"Otra persona ya había decidido sobre la solicitud de {asked.profile}.")
    return redirect("accounts:company_users")


@require_POST
def revoke_invitation(request, pk):
    _, company = administrator(request)
    invitation = get_object_or_404(company.invitations, pk=pk)
    if revoke(invitation=invitation, by=request.user, request=request):
        messages.success(request, f"La invitación a {invitation.email} quedó retirada.")
    else:
        messages.info(request, "Esa invitación ya no estaba abierta.")
    return redirect("accounts:company_users")


@require_POST
def change_role(request, pk):
    """Make a member an administrator, or one of the administrators a member like any other."""
    member = _member(request, pk)
    act = {"administrator": make_administrator, "member": end_administration}.get(
        request.POST.get("role", "")
    )
    if act is None:
        raise Http404
    return _done(request, act, member, f"El papel de {member} quedó cambiado.")


@require_http_methods(["GET", "HEAD", "POST"])
def remove_user(request, pk):
    """Says what follows from it, and does it by POST."""
    member = _member(request, pk)
    if request.method != "POST":
        return render(request, "accounts/account/remove_user.html", {"member": member})
    return _done(request, remove_member, member, f"{member} ya no actúa por la empresa.")


def _member(request, pk) -> Profile:
    _, company = administrator(request)
    return get_object_or_404(company.profiles.select_related("user", "company"), pk=pk)


def _invited(request, company: Company, form) -> bool:
    """Whether it was sent; if not, the form says why."""
    try:
        _check_may_invite(request)
        invite(
            company=company,
            email=form.cleaned_data["email"],
            by=request.user,
            request=request,
        )
    except MembershipError as refusal:
        form.add_error("email", str(refusal))
        return False
    invitations_sent.count(str(company.pk))
    return True


def _check_may_invite(request) -> None:
    if request.user.email_verified_at is None:
        raise MembershipError("Verifique su propio correo electrónico antes de invitar a otras personas.")
    if invitations_sent.is_exceeded(str(request.user.profile.company_id)):
        raise MembershipError("La empresa envió muchas invitaciones en poco tiempo. Espere una hora.")


def _done(request, act, member: Profile, sentence: str):
    try:
        act(profile=member, by=request.user, request=request)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return _back(request)


def _back(request):
    """To what whoever decided may still see."""
    still_administers = Profile.objects.filter(user=request.user, is_company_administrator=True).exists()
    return redirect("accounts:company_users" if still_administers else "accounts:company")


def _page(request, viewer: Profile, company: Company, form=None):
    people = Paginator(members(company), PAGE_SIZE).get_page(request.GET.get("pagina"))
    waiting = company.membership_requests.filter(decided_at__isnull=True)
    record(
        Action.SEARCHED, request=request, subject=Profile, company=company.pk, results=people.paginator.count
    )
    context = {
        "profile": viewer,
        "company": company,
        "page": people,
        "waiting": waiting.select_related("profile__user"),
        "invitations": company.invitations.select_related("accepted_by")[:INVITATIONS_SHOWN],
        "form": form or InvitationForm(),
        "forms": [form] if form else [],
    }
    return render(request, "accounts/account/users.html", context, status=422 if form else 200)
